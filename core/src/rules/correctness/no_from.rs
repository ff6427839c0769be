//! A Dockerfile without FROM.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "no-from",
    title: "The file has no FROM",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3061", "DF037", "from_first", "NO_SOURCE_IMAGE", "WL1000"],
    why: "There is no image to start from, so nothing can be built.",
    how: "Begin with `FROM image:tag`, or `FROM scratch` for an empty image.",
    examples: &[
        Example::bad(
            "
            «ARG» VERSION=3.22
            ",
        ),
        Example::good(
            "
            FROM scratch
            COPY app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Syntax("no-from"),
};
