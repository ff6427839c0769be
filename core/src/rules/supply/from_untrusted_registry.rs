//! Images from registries that are not on the list.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-untrusted-registry",
    title: "An image comes from a registry that is not trusted",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3026", "DF065", "CIS-DI-0002", "CIS-4.2"],
    why: "The settings name the registries that images may come from. What another one serves has passed none of \
          your checks.",
    how: "Take the image from a registry on the list, or mirror it there.",
    examples: &[
        Example::bad(
            "
            FROM «quay.io/acme/app:1.4»
            COPY --from=«registry.invalid/tool:1» /tool /tool
            ",
        ),
        Example::good(
            "
            FROM ghcr.io/acme/app:1.4 AS app
            FROM node:24
            COPY --from=app /app /app
            ",
        ),
        Example::good(
            "
            FROM scratch
            COPY --from=mirror.example.org/tool:1 /tool /tool
            ",
        ),
    ],
    links: &["https://www.cisecurity.org/benchmark/docker"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let trusted = &cx.config.trusted_registries;
    for used in file.images().into_iter().filter(|_| !trusted.is_empty()) {
        let host = used.image.host();
        if !trusted.iter().any(|pattern| matches(pattern, host)) {
            cx.report(used.span, format!("registry `{host}` is not on the list of trusted ones"));
        }
    }
}

/// Whether a host is meant: the same, or with `*` at the pattern's start or end.
fn matches(pattern: &str, host: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => host.contains(pattern.trim_matches('*')),
        (Some(end), None) => host.ends_with(end),
        (None, Some(start)) => host.starts_with(start),
        (None, None) => host.eq_ignore_ascii_case(pattern),
    }
}
