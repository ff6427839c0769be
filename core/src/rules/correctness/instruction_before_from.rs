//! Only ARG may stand before the first FROM.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "instruction-before-from",
    title: "An instruction stands before the first FROM",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3061", "DF037", "EF0001", "EI0002", "from_first", "WL1000"],
    why: "The build stops here: without an image there is nothing to change.",
    how: "Move the instruction below the FROM that it is meant for.",
    examples: &[
        Example::bad(
            "
            «RUN» apk add --no-cache curl
            FROM alpine:3.22
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1
            ARG VERSION=3.22
            FROM alpine:${VERSION}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#from"],
    check: Check::Syntax("instruction-before-from"),
};
