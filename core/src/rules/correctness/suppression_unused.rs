//! A `# drydock allow` comment that suppresses nothing.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "suppression-unused",
    title: "A suppression suppresses nothing",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["tally/warn-unused-directives"],
    why: "A suppression that is left behind after its cause has gone hides the next finding of that kind, which \
          nobody has looked at. One that stands apart from its instruction does not work at all.",
    how: "Delete the comment, or move it to the line directly above the instruction that it speaks of. Comments for \
          other tools are not judged: they may still serve those.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «# drydock allow final-user-root because the entry point drops privileges»

            ENTRYPOINT [\"/sbin/entry\"]
            ",
        )
        .fixed(
            "
            FROM alpine:3.22

            ENTRYPOINT [\"/sbin/entry\"]
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # hadolint ignore=DL3002

            USER root
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # drydock allow is what this comment talks about, without naming a rule
            # and drydock is mentioned here
            ENTRYPOINT [\"/sbin/entry\"]
            ",
        ),
    ],
    links: &[],
    check: Check::Audit,
};
