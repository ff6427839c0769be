//! A suppression that doesn't say why.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-without-reason",
    title: "A suppression gives no reason",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &[],
    why: "Whoever reads the file later cannot tell an accepted risk from a silenced alarm, and nobody dares to take \
          the suppression away.",
    how: "Say why in the comment, or in a comment line directly above it: `# drydock allow rule-id because …`, \
          `# hadolint ignore=DL3008 # …`, `# checkov:skip=CKV_DOCKER_2:…`.",
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
            # hadolint ignore=DL3018 # the base image pins the repository
            RUN apk add curl
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # The base image pins the repository.
            # drydock allow apk-unpinned
            RUN apk add curl
            ",
        ),
    ],
    links: &[],
    check: Check::Audit,
};
