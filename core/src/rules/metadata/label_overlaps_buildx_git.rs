//! A label that the build could give.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-overlaps-buildx-git",
    title: "A label repeats by hand what the build knows from Git",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/labels/no-buildx-git-overlap"],
    why: "The revision changes with every commit: written by hand it is out of date with the next one, and \
          leads people to the wrong source.",
    how: "Let the build give it: `docker build --label org.opencontainers.image.revision=$(git rev-parse \
          HEAD)`, or `BUILDX_GIT_LABELS=full`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «org.opencontainers.image.revision=1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG REVISION
            LABEL org.opencontainers.image.revision=$REVISION
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.source=https://github.com/acme/app
            ",
        ),
    ],
    links: &["https://specs.opencontainers.org/image-spec/annotations/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for label in cx.file.labels(stage) {
        let written = label
            .pair
            .value
            .as_ref()
            .is_some_and(|value| !value.text.contains('$') && value.text.len() > 2);
        let git = matches!(
            label.key.as_str(),
            "org.opencontainers.image.revision" | "org.label-schema.vcs-ref"
        );
        if git && written {
            cx.report(
                label.pair.span,
                format!("`{}` is out of date with the next commit", label.key),
            );
        }
    }
}
