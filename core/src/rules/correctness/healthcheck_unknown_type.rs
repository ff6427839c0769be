//! HEALTHCHECK takes CMD or NONE.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-unknown-type",
    title: "HEALTHCHECK lacks CMD",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["UNKNOWN_TYPE", "HEALTHCHECK_CMD_ARGUMENT_MISSING", "HealthcheckMissingCmd"],
    why: "The build stops here: the command of a check comes after the word CMD.",
    how: "Write `HEALTHCHECK CMD` before the command, or `HEALTHCHECK NONE`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            HEALTHCHECK «wget» -q localhost
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            HEALTHCHECK --timeout=3s CMD wget -q localhost
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::Syntax("healthcheck-unknown-type"),
};
