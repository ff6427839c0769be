//! A suppression.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-present",
    title: "The file suppresses findings",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DL1001"],
    why: "Each suppression is a decision that somebody has made, and that a review may want to see.",
    how: "Keep those that still hold, and delete the others.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «# hadolint ignore=DL3018»
            RUN apk add curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # This ignores nothing.
            RUN apk add curl
            ",
        ),
        Example::good(
            "
            # check=error=true
            FROM alpine:3.22
            RUN apk add curl
            ",
        ),
    ],
    links: &[],
    check: Check::Audit,
};
