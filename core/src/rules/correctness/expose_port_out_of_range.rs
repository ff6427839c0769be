//! Ports end at 65535.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-port-out-of-range",
    title: "EXPOSE names a port beyond 65535",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3011",
        "DS-0008",
        "AVD-DS-0008",
        "invalid-port",
        "DF040",
        "EE0001",
        "AC_DOCKER_0011",
        "INVALID_PORT",
        "ExposePortOutOfRange",
        "invalid_port",
        "WL2005",
    ],
    why: "No program can listen on such a port, and the build stops here.",
    how: "Name a port from 1 to 65535.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            EXPOSE 80 «80443»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            EXPOSE «60000-70000/udp»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG PORT=8080
            EXPOSE 65535 8000-8010/tcp $PORT
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Syntax("expose-port-out-of-range"),
};
