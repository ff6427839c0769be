//! A port is a number, perhaps with a protocol.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-port-malformed",
    title: "EXPOSE names something that is no port",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build stops here.",
    how: "Write the number, or two with a dash between, and `/udp` or `/sctp` where it is not TCP.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            EXPOSE «http» «53/dns»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            EXPOSE \"80\" 53/udp 8000-8010
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Syntax("expose-port-malformed"),
};
