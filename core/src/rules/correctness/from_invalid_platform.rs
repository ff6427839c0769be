//! A platform that no builder knows.

use crate::image::Platform;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-invalid-platform",
    title: "FROM names a platform that is not one",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build stops here: the builder can't tell which image to take.",
    how: "Write `os/architecture`, such as `linux/arm64`, or leave the flag out.",
    examples: &[
        Example::bad(
            "
            FROM --platform=«linux/amd64/v2/x» alpine:3.22
            ",
        ),
        Example::bad(
            "
            FROM --platform=«amd46» alpine:3.22
            ",
        ),
        Example::good(
            "
            FROM --platform=linux/arm/v7 alpine:3.22 AS arm
            ",
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let from = &cx.file.tree.instructions[stage.from];
    let Some(flag) = from.flag("platform") else { return };
    let value = flag.value.as_deref().unwrap_or("");
    if value.is_empty() || value.contains('$') {
        return;
    }
    if let Err(why) = Platform::parse(value) {
        cx.report(flag.value_span, format!("`{value}` is no platform: {why}"));
    }
}
