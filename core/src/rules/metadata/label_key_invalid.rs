//! Names of labels that tools can't take.

use crate::model::labels;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-key-invalid",
    title: "A label has a name that breaks the guidelines",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3048", "tally/labels/valid-key", "label_invalid"],
    why: "Names of labels are shared by everybody's tools. Upper case, blanks and odd characters make them hard to \
          query, and reserved namespaces may be overwritten.",
    how: "Use lower-case letters, digits, dots and dashes, begin with a letter, and put your own domain in reverse \
          before the name, or use the `org.opencontainers.image` keys.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «Maintainer»=\"Jo\" «org.example..team»=web «com.docker.x»=1
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=\"App\" org.example.team_name=web
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG KEY=title
            LABEL org.opencontainers.image.$KEY=App
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/manage-resources/labels/"],
    check: Check::Stage(check),
};

/// What `podman container runlabel` and `atomic` look up.
const RUN_LABELS: [&str; 5] = ["RUN", "INSTALL", "UNINSTALL", "STOP", "UPDATE"];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for label in cx.file.labels(stage) {
        let plain = label.pair.key.text.trim_matches(['"', '\'']);
        if let Some(fault) = labels::key_fault(plain).filter(|_| !plain.contains('$')) {
            let run = RUN_LABELS.contains(&plain);
            let reason = if run { ", as `podman container runlabel` wants" } else { "" };
            cx.report(label.pair.key.span, format!("label `{plain}`: {fault}{reason}"));
        }
    }
}
