//! A suppression that names no rule.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-unknown-rule",
    title: "A suppression names no rule",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DF072"],
    why: "A misspelt name suppresses nothing, so that the finding stays. hadolint goes further and drops the whole \
          comment with its other, correct names.",
    how: "Write the rule's id, or one of the names that it has elsewhere, such as DL3008. Put a reason for hadolint \
          behind a second `#`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            # drydock allow «no-such-rule» because it never fails
            RUN apk add curl
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            # hadolint ignore=DL3018,«DLxxxx»
            RUN apk add curl
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            «# drydock ignore=DL3018»
            RUN apk add curl
            ",
        ),
        Example::good(
            "
            # check=skip=SomeFutureCheck
            FROM alpine:3.22
            # hadolint ignore=DL3018,SC2086 # versions come from the base
            RUN apk add $PACKAGES
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # kics-scan disable=fd54f200-402c-4333-a5a4-36ef6709af2f
            # nosemgrep: dockerfile.security.missing-user.missing-user
            # tally ignore=prefer-something-else
            RUN apk add curl
            ",
        ),
    ],
    links: &["https://github.com/hadolint/hadolint#ignoring-rules"],
    check: Check::Audit,
};
