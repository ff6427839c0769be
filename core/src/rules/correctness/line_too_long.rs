//! Lines end after 64 kilobytes.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "line-too-long",
    title: "A line is longer than the builder reads",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "BuildKit reads lines of up to 65,535 bytes and stops at a longer one.",
    how: "Break the line with line continuations, or move the text into a file and COPY it.",
    examples: &[Example::good(
        "
            FROM alpine:3.22
            RUN echo short enough
            ",
    )],
    links: &["https://docs.docker.com/reference/dockerfile/#format"],
    check: Check::Syntax("line-too-long"),
};
