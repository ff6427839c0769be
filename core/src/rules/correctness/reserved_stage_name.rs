//! `scratch` and `context` mean something else already.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "reserved-stage-name",
    title: "A stage has a reserved name",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["ReservedStageName", "DL3063", "DF084"],
    why: "`scratch` is the empty image and `context` the build context. Whether a later FROM or `--from` means those or the \
          stage is left to the builder's version.",
    how: "Give the stage another name.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22 AS «scratch»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22 AS «context»
            ",
        ),
        Example::good(
            "
            FROM scratch AS rootfs
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS context-files
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/reserved-stage-name/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { return };
    if matches!(name.as_str(), "scratch" | "context") {
        let written = cx.text(span);
        cx.report(span, format!("stage name `{written}` is reserved"));
    }
}
