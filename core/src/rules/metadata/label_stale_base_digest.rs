//! A label names another base than FROM.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-stale-base-digest",
    title: "The label for the base image's digest does not fit FROM",
    category: Category::Metadata,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/labels/no-stale-base-digest"],
    why: "Scanners read the label to tell whether the base has a newer release. A digest that FROM doesn't \
          have makes them say the wrong thing.",
    how: "Pin FROM with the digest and give the label the same, or leave the label to the build.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.base.digest=«sha256:0000000000000000000000000000000000000000000000000000000000000000»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22@sha256:0000000000000000000000000000000000000000000000000000000000000000
            LABEL org.opencontainers.image.base.digest=sha256:0000000000000000000000000000000000000000000000000000000000000000
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG BASE_DIGEST
            LABEL org.opencontainers.image.base.digest=$BASE_DIGEST
            ",
        ),
    ],
    links: &["https://specs.opencontainers.org/image-spec/annotations/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if !stage.is_final {
        return;
    }
    let Base::Image(image) = cx.file.root_of(stage) else { return };
    for label in cx
        .file
        .labels(stage)
        .iter()
        .filter(|label| label.key == "org.opencontainers.image.base.digest")
    {
        let (Some(value), Some(written)) = (&label.value, &label.pair.value) else { continue };
        if written.text.contains('$') || value.is_empty() || image.digest.as_ref() == Some(value) {
            continue;
        }
        let message = match &image.digest {
            Some(_) => "FROM is pinned to another digest",
            None => "FROM is not pinned, so its digest will be another one",
        };
        cx.report(written.span, message).note(stage.base_span, "this is the base");
    }
}
