//! ENV, LABEL and ARG take `name=value`.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pair-malformed",
    title: "A name lacks its value, or a value its name",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "S6574",
        "SYNTAX_MISSING_EQUALS",
        "SYNTAX_MISSING_NAMES",
        "ArgInvalidFormat",
        "EnvInvalidFormat",
    ],
    why: "The build stops here. Often a value with blanks is not quoted, so that its second word stands alone.",
    how: "Write `name=value` for each, and quote values that have blanks.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            ENV A=one «two»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «description»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ENV A=\"one two\" B=three
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#env"],
    check: Check::Syntax("pair-malformed"),
};
