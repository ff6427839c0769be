//! A line that begins with no instruction.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unknown-instruction",
    title: "A line begins with a word that is no instruction",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "S2260",
        "DF071",
        "EL0001",
        "tally/unknown-instruction",
        "invalid_line",
        "UNKNOWN_INSTRUCTION",
        "UnrecognizedInstruction",
        "InvalidInstruction",
    ],
    why: "The build stops here. Often a line continuation is missing on the line before, or the instruction is \
          mistyped.",
    how: "Write one of the eighteen instructions, or end the line before with a line continuation.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «RUNN» apk add --no-cache curl
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl
            «&&» curl --version
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache curl \\
            && curl --version
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#overview"],
    check: Check::Syntax("unknown-instruction"),
};
