//! A label that the settings ask for is missing.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-required",
    title: "The final image lacks a required label",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3049", "S7028", "DF074"],
    why: "The settings name labels that every image must have, so that people can find out where it is from and \
          whom to ask.",
    how: "Add the label to the final stage, or to a stage that it is built from.",
    examples: &[
        Example::bad(
            "
            «FROM» alpine:3.22
            LABEL org.opencontainers.image.source=\"https://github.com/acme/app\" org.example.commit=1a2b3c4
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS base
            LABEL org.opencontainers.image.source=\"https://github.com/acme/app\" org.example.commit=1a2b3c4
            FROM base
            LABEL \"org.opencontainers.image.title\"=\"App\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=App
            LABEL org.opencontainers.image.source=\"https://github.com/acme/app\" org.example.commit=$COMMIT
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
    let file = cx.file;
    let lineage = file.lineage(stage).flat_map(|stage| file.labels(stage));
    let present: Vec<String> = lineage.map(|label| label.key).collect();
    let span = file.tree.instructions[stage.from].word;
    for key in cx.config.labels.keys().filter(|key| !present.contains(key)) {
        cx.report(span, format!("label `{key}` is required and missing"));
    }
}
