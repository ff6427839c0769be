//! A flag that needs `=` and a value.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "flag-without-value",
    title: "A flag lacks its value",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["FLAG_MISSING_VALUE", "FLAG_INVALID_FROM_VALUE"],
    why: "The build stops here. After a blank, the value would be an argument.",
    how: "Write `--flag=value`, without a blank.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22 AS build
            FROM scratch
            COPY «--from» build /app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS build
            FROM scratch
            COPY --link --from=build /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy"],
    check: Check::Syntax("flag-without-value"),
};
