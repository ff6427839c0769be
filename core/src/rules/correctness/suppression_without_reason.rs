//! A suppression that doesn't say why.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-without-reason",
    title: "A suppression gives no reason",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["tally/require-reason", "DF072"],
    why: "Whoever reads the file later cannot tell an accepted risk from a silenced alarm, and nobody dares to take \
          the suppression away.",
    how: "Say why in a comment line directly above it, or behind it: `# drydock allow rule-id because …`, `# hadolint \
          ignore=DL3008 # …`, `# tally ignore=DL3008;reason=…`, `# checkov:skip=CKV_DOCKER_2:…`, `# trivy:ignore:DS-0002 \
          …`, `# nosemgrep: id # …`, `# NOSONAR(S6471) …`, `# shellcheck disable=SC2086 # …`. `# kics-scan ignore-line` \
          takes a reason above only, and the directive `# check=skip=…` in the line below, because nothing may stand \
          above it.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «# hadolint ignore=DL3018»
            RUN apk add curl
            ",
        ),
        Example::bad(
            "
            «# check=skip=JSONArgsRecommended»
            FROM alpine:3.22
            «# trivy:ignore:DS-0025»
            RUN apk add curl
            «#checkov:skip=CKV_DOCKER_2»
            CMD run
            ",
        ),
        Example::good(
            "
            # check=skip=JSONArgsRecommended
            # The program needs its shell.
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
            # trivy:ignore:DS-0025 the cache is a mount
            RUN apk add wget
            #checkov:skip=CKV_DOCKER_2:the orchestrator probes it
            CMD run
            ",
        ),
    ],
    links: &[],
    check: Check::Audit,
};
