//! MAINTAINER has been deprecated since Docker 1.13.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "maintainer-deprecated",
    title: "MAINTAINER is deprecated",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL4000",
        "MaintainerDeprecated",
        "DS-0022",
        "AVD-DS-0022",
        "CKV_DOCKER_6",
        "S6586",
        "DF019",
        "EI0003",
        "core-007",
        "maintainer-is-deprecated",
        "DEPRECATED_MAINTAINER",
    ],
    why: "MAINTAINER fills a single field that registries and scanners no longer read. A label holds the same \
          name where tools look for it, and can stand beside a source address and a licence.",
    how: "Write the name into the label `org.opencontainers.image.authors`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            «MAINTAINER Jo Doe <jo@example.org>»
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.org>\"
            ",
        ),
        Example::bad(
            r#"
            FROM alpine:3.22
            «MAINTAINER Jo "JD" Doe»
            "#,
        )
        .fixed(
            r#"
            FROM alpine:3.22
            LABEL org.opencontainers.image.authors="Jo \"JD\" Doe"
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL org.opencontainers.image.authors=\"Jo Doe <jo@example.org>\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # MAINTAINER Jo Doe
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/maintainer-deprecated/"],
    check: Check::Instruction(&[Keyword::Maintainer], check),
};

fn check(maintainer: &Instruction, cx: &mut Context<'_>) {
    let name = unquoted(&maintainer.rest.text);
    let escape = cx.file.tree.escape;
    let finding = cx.report(maintainer.span, "`MAINTAINER` is deprecated");
    if name.is_empty() || (escape != '\\' && name.contains(['$', '`', '"'])) {
        return;
    }
    // A label would expand or end there; MAINTAINER takes the text as it is.
    let mut value = String::new();
    for c in name.chars() {
        if matches!(c, '"' | '$') || c == escape {
            value.push(escape);
        }
        value.push(c);
    }
    let label = format!("LABEL org.opencontainers.image.authors=\"{value}\"");
    let proof = Proof::Differs(&["config.Author", "config.Labels"]);
    finding.fix(
        Fix::safe("move the name into a label", Phase::Local, proof)
            .replace(maintainer.span, label),
    );
}

/// A text without the quotes around all of it.
fn unquoted(text: &str) -> &str {
    let inner = |quote: char| {
        text.strip_prefix(quote)?.strip_suffix(quote).filter(|inner| !inner.contains(quote))
    };
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}
