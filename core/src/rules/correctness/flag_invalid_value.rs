//! A flag with a value that it can't take.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "flag-invalid-value",
    title: "A flag has a value that it doesn't take",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "FLAG_INVALID_DURATION",
        "FLAG_LESS_THAN_1MS",
        "FLAG_MISSING_DURATION",
        "FLAG_UNKNOWN_UNIT",
        "FLAG_AT_LEAST_ONE",
    ],
    why: "The build stops here: a duration, a count or a file mode can't be read.",
    how: "Write durations as `30s` or `1m30s`, counts as whole numbers, modes as `0644`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            HEALTHCHECK --interval=«30» CMD wget -q localhost
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            COPY --chmod=«0999» app /app
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            HEALTHCHECK --interval=1m30s --retries=3 CMD wget -q localhost
            COPY --chmod=u=rwX,go=rX app /app
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#healthcheck",
        "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
    ],
    check: Check::Syntax("flag-invalid-value"),
};
