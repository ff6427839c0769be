//! A label that the settings don't know.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-superfluous",
    title: "A label is not among those that the settings allow",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3050"],
    why: "The settings list the labels that images may have, and no others. An unknown one is often a mistyped \
          one.",
    how: "Correct the name, delete the label, or add it to the settings.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «org.opencontainers.image.tilte»=App
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=App
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ENV org.example.other=1
            ",
        ),
    ],
    links: &["https://specs.opencontainers.org/image-spec/annotations/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let known = &cx.config.labels;
    if !cx.config.only_these_labels || known.is_empty() {
        return;
    }
    for label in cx.file.labels(stage).iter().filter(|label| !known.contains_key(&label.key)) {
        cx.report(label.pair.key.span, format!("label `{}` is not on the list", label.key));
    }
}
