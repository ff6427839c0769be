//! Quotes and `${…}` that the builder can't read.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "substitution-invalid",
    title: "A variable or a quote can't be read",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "UNSUPPORTED_MODIFIER",
        "SYNTAX_MISSING_SINGLE_QUOTE",
        "SYNTAX_MISSING_DOUBLE_QUOTE",
    ],
    why: "The build stops here. The builder knows fewer forms than a shell, and wants every quote closed.",
    how: "Close the quote, or use one of `${name}`, `${name:-default}`, `${name:+other}`, `${name#pattern}`, \
          `${name%pattern}` and `${name/pattern/text}`. A dollar sign that is meant as such is written `\\$`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            WORKDIR «/srv/${APP^^}»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            ENV NAME «it's me»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG APP=x
            WORKDIR /srv/${APP:-app}
            RUN echo \"${APP^^}\"
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
    check: Check::Syntax("substitution-invalid"),
};
