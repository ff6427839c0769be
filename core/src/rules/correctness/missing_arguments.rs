//! An instruction without what it needs.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "missing-arguments",
    title: "An instruction lacks arguments",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "CopyMissingArguments",
        "AddMissingArguments",
        "UserMissingValue",
        "healthcheck_options_missing_args",
        "missing_args",
        "required_params",
        "invalid_format",
        "InvalidFormat",
    ],
    why: "The build stops here: the builder can't tell what is meant.",
    how: "Give the instruction its arguments, or delete it.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «COPY app.sh»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            «WORKDIR»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            «HEALTHCHECK CMD»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            COPY app.sh /usr/local/bin/
            CMD []
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#overview"],
    check: Check::Syntax("missing-arguments"),
};
