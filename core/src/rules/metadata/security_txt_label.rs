//! Nobody to tell of a hole.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "security-txt-label",
    title: "No label says where to report a vulnerability",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "Who finds a hole in the image looks at its labels first. Without an address there the report comes \
          late, or in public.",
    how: "Add a label that leads to your `security.txt` or policy, such as \
          `org.opencontainers.image.documentation` or one of your own: \
          `com.example.security=\"https://example.com/.well-known/security.txt\"`.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «org.opencontainers.image.title=app»
            ",
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            LABEL org.opencontainers.image.title=app com.example.security="https://example.com/.well-known/security.txt"
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            CMD ["app"]
            "#,
        ),
    ],
    links: &["https://securitytxt.org/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if !stage.is_final {
        return;
    }
    let file = cx.file;
    let labels: Vec<_> = file.lineage(stage).flat_map(|stage| file.labels(stage)).collect();
    let told = labels
        .iter()
        .any(|label| file.text(label.pair.span).to_ascii_lowercase().contains("security"));
    let own = file.labels(stage);
    let Some(first) = own.iter().find(|label| {
        label.key.strip_prefix("org.opencontainers.image.").is_some_and(|name| name != "authors")
    }) else {
        return;
    };
    if !told {
        cx.report(first.pair.span, "the image's labels don't say where to report a vulnerability");
    }
}
