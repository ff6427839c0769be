//! A label without a value.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-empty",
    title: "A label is empty",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3051"],
    why: "An empty label says nothing, and hides that the value was forgotten or never given to the build.",
    how: "Give it a value, or delete it.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=«\"\"»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=\"App\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG VERSION
            LABEL org.opencontainers.image.version=$VERSION
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/manage-resources/labels/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for label in cx.file.labels(stage) {
        let Some(value) = &label.pair.value else { continue };
        if label.value.as_deref() == Some("") && !value.text.contains('$') {
            let span = if value.span.is_empty() { label.pair.key.span } else { value.span };
            cx.report(span, format!("label `{}` is empty", label.key));
        }
    }
}
