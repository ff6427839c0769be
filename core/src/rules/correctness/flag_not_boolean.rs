//! A switch takes `true` or `false`.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "flag-not-boolean",
    title: "A switch has another value than true or false",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"],
    why: "The build stops here.",
    how: "Write the flag alone to switch it on, or `=true` or `=false`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            COPY «--link=yes» app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            COPY --link app /app
            COPY --link=false lib /lib
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---link"],
    check: Check::Syntax("flag-not-boolean"),
};
