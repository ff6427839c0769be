//! A download that is another file next week.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "latest-release-download",
    title: "A download takes whatever is newest",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The address stands for another file after each release or commit. No two builds need to hold the same \
          program, a cached layer keeps an old one, and a checksum can't be written down.",
    how: "Name a version or a commit in the address, and let a tool such as Renovate raise it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://github.com/acme/tool/releases/«latest»/download/tool -o /usr/local/bin/tool
            ADD https://raw.githubusercontent.com/acme/tool/«master»/tool.sh /usr/local/bin/tool.sh
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN curl -fsSL https://github.com/acme/tool/releases/«latest»/download/tool -o /usr/local/bin/tool \
             && curl -fsSLO https://example.org/b.tgz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  b.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://github.com/acme/tool/releases/download/v1.2/tool -o /usr/local/bin/tool
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN VERSION=$(curl -fsSL https://example.com/latest/version.txt) && curl -fsSL "https://example.com/$VERSION/tool" -o /tool
            RUN curl -fsSL http://localhost:8080/main/health -o /dev/null
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/latest/tool -o /tool && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tool" | sha256sum -c -
            RUN curl -fsSL https://example.com/main/key.asc -o /etc/apt/keyrings/x.asc
            "#,
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for run in file.runs.iter() {
        let sums = run.script.commands.iter().any(|c| downloads::verifies(c).is_some());
        for download in downloads::downloads(&run.script) {
            let url = download.url;
            if download.command.context.in_substitution
                && download.is_streamed
                && !runs_it(download.command)
            {
                continue;
            }
            if is_key(url) || downloads::is_local(url) {
                continue;
            }
            if sums && file.is_checked(run, download.file.as_deref()) {
                continue;
            }
            if let Some((at, part)) = moving(url) {
                let span = download.word.joined().span(at..at + part.len());
                let finding = cx
                    .report(span, format!("`{part}` is another file after each release or commit"));
                if is_versioned(downloads::last_part(url)) {
                    finding.severity(Severity::Low);
                }
            }
        }
    }
    for copy in file.copies.iter().filter(|copy| copy.is_add) {
        let instruction = &file.tree.instructions[copy.instruction];
        let inner = instruction.trigger.as_deref().unwrap_or(instruction);
        if inner.flag("checksum").is_some() {
            continue;
        }
        for source in copy.sources.iter().filter(|source| source.is_http()) {
            let text = cx.text(source.word.span);
            if is_key(text) || downloads::is_local(text) {
                continue;
            }
            if let Some((at, part)) = moving(text) {
                let start = source.word.span.start + at as u32;
                let span = Span::new(start, start + part.len() as u32);
                cx.report(span, format!("`{part}` is another file after each release or commit"));
            }
        }
    }
}

fn runs_it(command: &Command) -> bool {
    command.context.in_inner
}

/// The part of an address that stands for whatever is newest.
fn moving(url: &str) -> Option<(usize, &'static str)> {
    const ANYWHERE: &[&str] = &["latest", "nightly"];
    const BRANCHES: &[&str] = &["master", "main", "HEAD", "develop"];
    let host = downloads::host(url);
    let start = url.find("://")? + 3;
    if host.starts_with("api.") {
        return None;
    }
    let forge = ["github", "gitlab", "bitbucket", "codeberg", "gitea"]
        .iter()
        .any(|name| host.contains(name));
    let mut at = start;
    let mut parts: Vec<(usize, &str)> = Vec::new();
    for part in url[start..].split('/') {
        parts.push((at, part));
        at += part.len() + 1;
    }
    let last = parts.len() - 1;
    for (index, (at, part)) in parts.iter().copied().enumerate().skip(1) {
        let next = parts.get(index + 1).map_or("", |(_, next)| *next);
        let dated = next.starts_with(|c: char| c.is_ascii_digit());
        let anywhere = ANYWHERE.iter().find(|word| **word == part);
        if let Some(word) = anywhere.filter(|_| index < last && !dated) {
            return Some((at, word));
        }
        // Where a forge's addresses have the branch or commit.
        let before = parts[index - 1].1;
        let named = host.starts_with("raw.") && index == 3
            || matches!(before, "raw" | "archive" | "blob" | "heads" | "tarball" | "zipball");
        let stem =
            part.strip_suffix(".tar.gz").or_else(|| part.strip_suffix(".zip")).unwrap_or(part);
        let branch = BRANCHES.iter().find(|branch| **branch == stem);
        if let Some(branch) = branch.filter(|_| forge && named) {
            return Some((at, branch));
        }
    }
    None
}

/// Keys and certificates are the same file for years.
fn is_key(url: &str) -> bool {
    let name = downloads::last_part(url).to_ascii_lowercase();
    [".asc", ".gpg", ".key", ".pub", ".pem", ".crt", ".rpm.key"]
        .iter()
        .any(|end| name.ends_with(end))
        || name.contains("gpg")
}

/// Whether a file's name holds a whole version, so that it hardly changes.
fn is_versioned(name: &str) -> bool {
    name.split(|c: char| !c.is_ascii_digit() && c != '.')
        .any(|part| part.split('.').filter(|number| !number.is_empty()).count() >= 3)
}
