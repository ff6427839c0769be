//! An instruction with more than it takes.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "extra-arguments",
    title: "An instruction has arguments that it doesn't take",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["extra_args", "invalid_format", "InvalidFormat"],
    why: "The build stops here. `HEALTHCHECK NONE` switches the check off, so there is nothing to add.",
    how: "Delete what follows, or write `HEALTHCHECK CMD` where a check is meant.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «HEALTHCHECK NONE wget -q localhost»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            HEALTHCHECK NONE
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::Syntax("extra-arguments"),
};
