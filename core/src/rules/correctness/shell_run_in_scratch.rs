//! A shell is called where there is none.

use crate::image::facts;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "shell-run-in-scratch",
    title: "There is no shell in this image",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/shell-run-in-scratch", "package-manager-in-shell-less-base"],
    why: "`scratch` is empty, and distroless and chiselled images hold neither a shell nor a package manager. Shell \
          form needs `/bin/sh`, which does not exist there: the build fails at RUN, or the container does not start.",
    how: "Use exec form, `CMD [\"/app\"]`, and do the work of RUN in an earlier stage.",
    examples: &[
        Example::bad(
            "
            FROM scratch
            COPY app /app
            «CMD /app --serve»
            ",
        ),
        Example::bad(
            r#"
            FROM scratch
            COPY app /app
            «RUN chmod +x /app»
            CMD ["/app"]
            "#,
        ),
        Example::bad(
            r#"
            FROM gcr.io/distroless/base-debian13
            «RUN apt-get update»
            CMD ["/app"]
            "#,
        ),
        Example::good(
            r#"
            FROM gcr.io/distroless/base-debian13:debug
            SHELL ["/busybox/sh", "-c"]
            RUN ls /
            "#,
        ),
        Example::good(
            r#"
            FROM scratch
            COPY app /app
            ENTRYPOINT ["/app"]
            "#,
        ),
        Example::good(
            "
            FROM scratch
            ADD alpine-rootfs.tar.gz /
            RUN apk update
            CMD /bin/sh
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let (bare, name) = match cx.file.root_of(stage) {
        Base::Scratch => (true, "scratch"),
        Base::Image(image) => (facts::has_no_shell(image), image.raw.as_str()),
        _ => return,
    };
    let brings_shell = |copy: &Copy| {
        let text = copy.dest_path.as_deref().unwrap_or("/");
        let names = copy.sources.iter().any(|source| names_shell(&source.word.text));
        copy.is_add
            || names
            || text == "/"
            || ["/bin", "/usr", "/busybox"].iter().any(|dir| text.starts_with(dir))
    };
    let mounted = |run: &Run| !run.mounts.is_empty();
    let mut copies = cx.file.lineage(stage).flat_map(|stage| cx.file.copies_of(stage));
    if !bare
        || copies.any(brings_shell)
        || cx.file.lineage(stage).any(|stage| !stage.shells.is_empty())
    {
        return;
    }
    let runs = cx
        .file
        .runs_of(stage)
        .filter(|run| !run.is_exec && !mounted(run) && !run.onbuild)
        .map(|run| run.span);
    let launches = cx.file.launches.iter().filter(|launch| launch.stage == stage.index);
    let launches = launches.filter(|launch| !launch.is_exec && !launch.is_empty && !launch.onbuild);
    let spans: Vec<Span> = runs.chain(launches.map(|launch| launch.span)).collect();
    for span in spans {
        cx.report(span, format!("shell form needs `/bin/sh`, which `{name}` does not have"));
    }
}

/// Whether a path is a shell's, or a whole file system's.
fn names_shell(path: &str) -> bool {
    ["sh", "bash", "busybox", "rootfs", "ash", "dash"].iter().any(|name| path.ends_with(name))
        || path == "/"
}
