//! A program of one C library on a system with another.

use crate::image::Family;
use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "glibc-binary-on-musl",
    title: "A program of a glibc system is copied to one without glibc",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "The distribution's programs need its C library and loader. Alpine and `scratch` have none of the two: the program \
          fails with `not found`, although the file is there.",
    how: "Install the package that the target's own distribution has, or use the same distribution in both stages.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim AS tools
            RUN apt-get update && apt-get install -y curl
            FROM alpine:3.22
            COPY --from=tools «/usr/bin/curl» /usr/bin/curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS tools
            RUN apk add --no-cache curl
            FROM alpine:3.22
            COPY --from=tools /usr/bin/curl /usr/bin/curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS tools
            FROM scratch
            COPY --from=tools /lib/x86_64-linux-gnu /lib/x86_64-linux-gnu
            COPY --from=tools /usr/bin/curl /usr/bin/curl
            COPY --from=tools /usr/local/bin/app /app
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// Programs that are linked statically, or that are scripts.
const APART: &[&str] =
    &["static", "busybox", "composer", "qemu", "dumb-init", "docker", "tini", ".sh", ".py"];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !matches!(file.family(stage), Family::Alpine | Family::Scratch) {
        return;
    }
    let brings = file.copies_of(stage).any(|copy| {
        copy.sources.iter().any(|source| {
            let text = source.word.text.trim_end_matches('/');
            text.starts_with("/lib")
                || text.starts_with("/usr/lib")
                || text.is_empty()
                || text.contains("ld-linux")
                || text.ends_with(".so")
        })
    });
    let compat = file.lineage(stage).flat_map(|scope| file.runs_of(scope)).any(|run| {
        run.script.commands.iter().flat_map(Command::all_words).any(|word| {
            ["gcompat", "glibc", "libc6-compat"].iter().any(|name| word.text().contains(name))
        })
    });
    if brings || compat {
        return;
    }
    for copy in file.copies_of(stage).filter(|copy| !copy.onbuild) {
        let Some(SourceKind::Stage(index)) = copy.from else { continue };
        let from = &file.stages[index];
        if !matches!(file.family(from), Family::Debian | Family::Ubuntu | Family::RedHat) {
            continue;
        }
        for source in &copy.sources {
            let text = source.word.text.as_str();
            let system = ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"].iter().any(|folder| {
                text.strip_prefix(folder)
                    .is_some_and(|name| !name.is_empty() && !name.contains(['/', '*', '$']))
            });
            let apart = APART.iter().any(|name| text.contains(name));
            // What a RUN put there may be anything.
            let name = text.rsplit('/').next().unwrap_or(text);
            let made = file.runs_of(from).flat_map(|run| &run.script.commands).any(|command| {
                command.all_words().any(|word| word.text().contains(text))
                    || command.is_one_of(&["go", "cargo", "make", "gcc", "curl", "wget"])
                        && command.all_words().any(|word| {
                            word.text().contains(name)
                                && name.len() > 3
                                && word.text().contains('/')
                        })
            });
            let copied = file
                .copies_of(from)
                .any(|c| c.dest_path.as_deref().is_some_and(|dest| text.starts_with(dest)));
            if system && !apart && !made && !copied {
                let message =
                    format!("`{text}` needs glibc, which `{}` does not have", stage.base_raw);
                cx.report(source.word.span, message);
            }
        }
    }
}
