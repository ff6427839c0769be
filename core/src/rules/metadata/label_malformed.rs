//! A label whose value has another form than its readers expect.

use crate::model::labels;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-malformed",
    title: "A label's value doesn't have the form of its key",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"],
    why: "Registries, scanners and bots read these values. What they can't parse they leave out: no link to the \
          source, no date, no licence.",
    how: "Write addresses with their scheme, times as RFC 3339, licences as SPDX expressions. Let the build give \
          what changes every time.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.source=«\"github.com/acme/app\"» \\
                  org.opencontainers.image.licenses=«\"Apache 2.0\"» \\
                  org.opencontainers.image.created=«23.11.2026»
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            LABEL org.example.commit=«main»
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG CREATED
            LABEL org.opencontainers.image.source=\"https://github.com/acme/app\" \\
                  org.opencontainers.image.licenses=\"Apache-2.0 OR MIT\" \\
                  org.opencontainers.image.created=$CREATED
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.example.note=\"anything at all\"
            ",
        ),
    ],
    links: &["https://specs.opencontainers.org/image-spec/annotations/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for label in cx.file.labels(stage) {
        let (Some(value), Some(written)) = (&label.value, &label.pair.value) else { continue };
        let asked = cx.config.labels.get(&label.key).copied();
        let Some(format) = asked.or_else(|| labels::oci_format(&label.key)) else { continue };
        if !value.is_empty() && !written.text.contains('$') && !format.fits(value) {
            cx.report(written.span, format!("`{value}` is not {}", format.name()));
        }
    }
}
