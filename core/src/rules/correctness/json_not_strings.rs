//! An array in JSON form holds strings.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "json-not-strings",
    title: "An array holds something else than strings",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build stops here: every element of the array becomes a word of a command or a path.",
    how: "Put every element in double quotes, numbers too.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            CMD «[\"sleep\", 10]»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            CMD [\"sleep\", \"10\"]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"],
    check: Check::Syntax("json-not-strings"),
};
