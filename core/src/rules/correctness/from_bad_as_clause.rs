//! FROM takes an image, or an image, AS and a name.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-bad-as-clause",
    title: "FROM has a word too many",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["INVALID_AS"],
    why: "The build stops here. An image's name has no blanks, and a stage's name comes after AS.",
    how: "Write `FROM image` or `FROM image AS name`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22 «IS» base
            ",
        ),
        Example::bad(
            "
            FROM alpine «3.22»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS base
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Syntax("from-bad-as-clause"),
};
