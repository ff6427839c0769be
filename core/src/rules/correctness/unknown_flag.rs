//! A flag that the instruction doesn't have.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unknown-flag",
    title: "An instruction has a flag that it doesn't know",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["AddInvalidFlag", "CopyInvalidFlag"],
    why: "The build stops here. A mistyped flag does nothing of what was meant.",
    how: "Check the spelling, and whether the flag belongs to another instruction.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            COPY «--form=build» /app /app
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            ADD «--from=build» /app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS build
            FROM scratch
            COPY --from=build --chmod=0755 /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy"],
    check: Check::Syntax("unknown-flag"),
};
