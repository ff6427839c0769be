//! Directives stand once, with a value that is known.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "directive-invalid",
    title: "A directive is given twice or has no meaning",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["ED0001", "INVALID_ESCAPE_DIRECTIVE", "DUPLICATED_ESCAPE_DIRECTIVE"],
    why: "The build stops here. `escape` takes a backslash or a backtick, and each directive may stand once.",
    how: "Keep one directive of each name.",
    examples: &[
        Example::bad(
            "
            # escape=«^»
            FROM alpine:3.22
            ",
        ),
        Example::bad(
            "
            # syntax=docker/dockerfile:1
            «# syntax=docker/dockerfile:1.20»
            FROM alpine:3.22
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1
            # escape=`
            FROM alpine:3.22
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#parser-directives"],
    check: Check::Syntax("directive-invalid"),
};
