//! The programs of the distribution that run as root whoever starts them.

use crate::image::Family;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "setuid-binaries-kept",
    title: "Programs that run as root whoever starts them stay in the image",
    category: Category::Privilege,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::Strict,
    aliases: &["CIS-4.8", "CIS-DI-0008"],
    why: "Distributions bring programs such as `su` and `mount` with the setuid bit. A container seldom needs them, \
          and a flaw in one turns an account without rights into root.",
    how: "Take the bits away in the last step that runs as root: `RUN find / -xdev -perm /6000 -type f -exec chmod \
          a-s {} +`. Or start the container with `--security-opt no-new-privileges`.",
    examples: &[
        Example::bad(
            r#"
            FROM «debian:13-slim»
            RUN apt-get update
            USER 10001
            CMD ["server"]
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN apt-get update
            RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +
            USER 10001
            CMD ["server"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN find / -xdev -perm -4000 -type f -exec chmod u-s {} +
            USER 10001
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            USER 10001
            FROM gcr.io/distroless/static-debian13:nonroot
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let kept = matches!(file.family(stage), Family::Debian | Family::Ubuntu | Family::RedHat);
    // Where the container runs as root anyway, that is the finding.
    if !kept || !stage.is_final || file.is_root_at(stage, stage.end) != Some(false) {
        return;
    }
    let strips = file.lineage(stage).flat_map(|scope| file.runs_of(scope)).any(|run| {
        !run.script.opaque.is_empty()
            || run.script.commands.iter().any(|command| {
                command.all_words().any(|word| {
                    matches!(
                        word.text(),
                        "a-s"
                            | "u-s"
                            | "ug-s"
                            | "-s"
                            | "u-s,g-s"
                            | "-6000"
                            | "/6000"
                            | "+6000"
                            | "-4000"
                            | "/4000"
                    )
                })
            })
    });
    if strips {
        return;
    }
    let last = stage
        .users
        .iter()
        .rposition(|user| user.value.as_deref().is_some_and(crate::model::is_root));
    let next = last.map_or(0, |last| last + 1);
    let user = stage.users.get(next).filter(|user| file.is_root_at(stage, user.at) == Some(true));
    let finding = cx.report(
        stage.base_span,
        format!("`{}` brings programs that run as root whoever starts them", stage.base_raw),
    );
    if let Some(user) = user {
        let line = file.tree.instructions[user.at].span.start;
        let text = format!(
            "RUN find / -xdev -perm /6000 -type f -exec chmod a-s {{}} +{}",
            file.tree.newline()
        );
        let change = "programs such as `su` and `ping` no longer run as root; a program of your own that needs the bit fails";
        let fix = Fix::review("take the bits away", Phase::User, change);
        finding.fix(fix.insert(line, text).instructions(1));
    }
}
