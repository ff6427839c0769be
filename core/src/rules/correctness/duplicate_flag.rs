//! A flag is given once.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "duplicate-flag",
    title: "A flag is given twice",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["FLAG_DUPLICATE"],
    why: "The build stops here: the builder doesn't choose between two values.",
    how: "Keep one of them.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            COPY --chown=1000 «--chown=1001» app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN --mount=type=cache,target=/a --mount=type=cache,target=/b make
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy"],
    check: Check::Syntax("duplicate-flag"),
};
