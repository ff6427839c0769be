//! A stage's name begins with a letter.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "invalid-stage-name",
    title: "A stage has a name that is not allowed",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["INVALID_BUILD_STAGE_NAME", "FromInvalidStageName"],
    why: "The build stops here. Names that begin with a digit would look like stage numbers.",
    how: "Begin with a letter; after it come letters, digits, `-`, `_` and `.`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22 AS «1st»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22 AS «build/web»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS build-web_1.0
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Syntax("invalid-stage-name"),
};
