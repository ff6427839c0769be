//! A mount whose parts don't go together.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-mount-invalid",
    title: "A mount of RUN is not valid",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["RunInvalidMountFlag"],
    why: "The build stops here, or goes on without the cache or secret that was meant.",
    how: "Give a mount its `type` and `target`, and only the keys that this type knows.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN --mount=«type=chache,target=/root/.cache» make
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN --mount=«type=bind,target=/src,sharing=locked» make
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN --mount=type=cache,target=/root/.cache,sharing=locked \\
                --mount=type=secret,id=token,env=TOKEN,required make
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---mount"],
    check: Check::Syntax("run-mount-invalid"),
};
