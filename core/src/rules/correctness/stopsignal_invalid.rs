//! STOPSIGNAL takes a signal.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-invalid",
    title: "STOPSIGNAL names no signal",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["INVALID_SIGNAL"],
    why: "The build stops here, or the container can't be stopped properly.",
    how: "Write a name such as `SIGTERM`, or a number from 1 to 64.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            STOPSIGNAL «SIGSTOPP»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            STOPSIGNAL SIGRTMIN+3
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Syntax("stopsignal-invalid"),
};
