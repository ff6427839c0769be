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
    let name = maintainer.rest.text.trim_matches(['"', '\'']).to_owned();
    let finding = cx.report(maintainer.span, "`MAINTAINER` is deprecated");
    if name.contains(['$', '\\', '`', '"']) || name.is_empty() {
        return; // A label would expand or end there; MAINTAINER takes the text as it is.
    }
    let label = format!("LABEL org.opencontainers.image.authors=\"{name}\"");
    let proof = Proof::Differs(&["config.Author", "config.Labels"]);
    finding.fix(
        Fix::safe("move the name into a label", Phase::Local, proof)
            .replace(maintainer.span, label),
    );
}
