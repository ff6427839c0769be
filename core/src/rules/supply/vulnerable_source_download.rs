//! Source archives of releases with a well-known hole.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "vulnerable-source-download",
    title: "A release with a known hole is downloaded",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["vulnerable-openssl-source-download"],
    why: "The hole of this release is public, with programs that use it. What is built from the \
          archive stays open to them, and no package manager will ever update it.",
    how: "Download the release that mends it, or take the package of the distribution, which is \
          mended there.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://www.openssl.org/source/«openssl-3.0.5.tar.gz»
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV XZ_VERSION=5.6.1
            RUN wget «https://github.com/tukaani-project/xz/releases/download/v${XZ_VERSION}/xz-${XZ_VERSION}.tar.gz»
            ADD https://www.openssl.org/source/«openssl-1.0.1f.tar.gz» /src/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://www.openssl.org/source/openssl-3.0.15.tar.gz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG OPENSSL_VERSION
            RUN curl -fsSLO https://www.openssl.org/source/openssl-${OPENSSL_VERSION}.tar.gz
            RUN curl -fsSLO https://example.org/openssl-3.0.5-docs.tar.gz
            RUN wget https://github.com/tukaani-project/xz/releases/download/v5.6.2/xz-5.6.2.tar.gz
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

/// Releases of source archives and the hole in each (openssl.org's and NVD's advisories, read 2026-11).
const HOLES: &[(&str, &[&str], &str)] = &[
    ("openssl-", &["3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.0.4", "3.0.5", "3.0.6"], "CVE-2022-3602"),
    (
        "openssl-",
        &["1.0.1", "1.0.1a", "1.0.1b", "1.0.1c", "1.0.1d", "1.0.1e", "1.0.1f"],
        "CVE-2014-0160, Heartbleed",
    ),
    ("xz-", &["5.6.0", "5.6.1"], "CVE-2024-3094, a backdoor"),
];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for run in &file.runs {
        for download in downloads::downloads(&run.script) {
            report(file, cx, run.instruction, download.word.span, download.url);
        }
    }
    for copy in file.copies.iter().filter(|copy| copy.is_add) {
        for source in copy.sources.iter().filter(|source| source.is_http()) {
            report(file, cx, copy.instruction, source.word.span, &source.word.text);
        }
    }
}

fn report(file: &Dockerfile, cx: &mut Context<'_>, at: usize, span: Span, url: &str) {
    let expanded = file.stage_of(at).and_then(|stage| file.expand(stage, at, url));
    let Some(expanded) = expanded else { return };
    let name = downloads::last_part(&expanded);
    let found = HOLES.iter().find_map(|(start, releases, hole)| {
        let (release, _) = name.strip_prefix(start)?.split_once(".tar.")?;
        releases.contains(&release).then_some(hole)
    });
    let Some(hole) = found else { return };
    let written = cx.text(span);
    let part = written.find(name).map(|start| {
        let start = span.start + start as u32;
        Span::new(start, start + name.len() as u32)
    });
    cx.report(part.unwrap_or(span), format!("`{name}` has a known hole: {hole}"));
}
