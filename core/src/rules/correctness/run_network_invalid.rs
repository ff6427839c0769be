//! The networks that RUN knows.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-network-invalid",
    title: "RUN names a network that doesn't exist",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["RunInvalidNetworkFlag"],
    why: "The build stops here. Networks of `docker run` are not known while building.",
    how: "Use `default`, `none` or `host`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN --network=«bridge» make
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN --network=none make
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---network"],
    check: Check::Syntax("run-network-invalid"),
};
