//! The security modes that RUN knows.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-security-invalid",
    title: "RUN names a security mode that doesn't exist",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["RunInvalidSecurityFlag"],
    why: "The build stops here.",
    how: "Use `sandbox`, which is the default. `insecure` gives the command the whole machine.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN --security=«privileged» make
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN --security=sandbox make
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---security"],
    check: Check::Syntax("run-security-invalid"),
};
