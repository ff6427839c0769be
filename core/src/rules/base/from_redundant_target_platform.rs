//! `--platform=$TARGETPLATFORM` is what FROM does anyway.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-redundant-target-platform",
    title: "FROM asks for the target platform, which is the default",
    category: Category::Base,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["RedundantTargetPlatform", "DL3065", "DF083"],
    why: "The flag changes nothing, and hides the stages where a platform does matter.",
    how: "Leave the flag out.",
    examples: &[
        Example::bad(
            "
            FROM «--platform=$TARGETPLATFORM» alpine:3.22
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            ",
        ),
        Example::bad(
            "
            FROM «--platform=${TARGETPLATFORM}» alpine:3.22 AS run
            ",
        )
        .fixed(
            "
            FROM alpine:3.22 AS run
            ",
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN echo $TARGETPLATFORM
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/redundant-target-platform/"],
    check: Check::Instruction(&[Keyword::From], check),
};

fn check(from: &Instruction, cx: &mut Context<'_>) {
    let Some(flag) = from.flag("platform").filter(|_| !cx.onbuild) else { return };
    let value = flag.value.as_deref().unwrap_or("");
    let fallback = value.starts_with("${TARGETPLATFORM:-") && value.ends_with('}');
    if !fallback && !matches!(value, "$TARGETPLATFORM" | "${TARGETPLATFORM}") {
        return;
    }
    let message = format!("`{}` is the default", cx.text(flag.span));
    let next = from.words().first().map_or(flag.span.end, |base| base.span.start);
    let gap = Span::new(flag.span.start, next);
    let finding = cx.report(flag.span, message);
    if !fallback && from.flags.len() == 1 && !from.gaps.iter().any(|g| gap.touches(g.span)) {
        finding.fix(Fix::safe("leave the flag out", Phase::Base, Proof::Same).delete(gap));
    }
}
