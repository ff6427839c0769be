//! A checksum that comes from where the file comes from.

use crate::model::downloads::{self, Proof};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "checksum-from-same-origin",
    title: "The checksum comes from the same server as the file",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &[],
    why: "Whoever can exchange the file on the server can exchange its checksum too. Comparing the two finds a broken \
          download, not a forged one.",
    how: "Write the checksum of the file that you reviewed into the Dockerfile, or check the publisher's signature.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool-1.2.tgz && curl -fsSLO «https://example.com/tool-1.2.tgz.sha256» \\
             && sha256sum -c tool-1.2.tgz.sha256 && tar -xzf tool-1.2.tgz
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool-1.2.tgz \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool-1.2.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/SHASUMS256.txt && curl -fsSLO https://example.com/SHASUMS256.txt.sig \\
             && gpg --verify SHASUMS256.txt.sig SHASUMS256.txt && curl -fsSLO https://example.com/tool-1.2.tgz && sha256sum -c SHASUMS256.txt
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let commands = &run.script.commands;
    let proofs: Vec<Proof> = commands.iter().filter_map(downloads::verifies).collect();
    if !proofs.contains(&Proof::Checksum) || proofs.contains(&Proof::Signature) {
        return;
    }
    let written = commands.iter().flat_map(Command::all_words).any(|word| has_sum(word.text()));
    let fetched = downloads::downloads(&run.script);
    let sums = fetched.iter().filter(|download| is_sum(download.url));
    for sum in sums.filter(|_| !written) {
        let host = downloads::host(sum.url);
        let other = fetched
            .iter()
            .any(|download| !is_sum(download.url) && downloads::host(download.url) == host);
        if other && !host.is_empty() && !sum.url.starts_with('$') {
            let message = format!("the checksum comes from `{host}`, as the file does");
            cx.report(sum.word.span, message);
        }
    }
}

fn is_sum(url: &str) -> bool {
    let name = downloads::last_part(url).to_ascii_lowercase();
    ["sha256", "sha512", "sha1", "md5", "checksum"].iter().any(|mark| name.contains(mark))
        || name.ends_with("sums.txt")
}

/// Whether a sum is written out.
fn has_sum(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 32)
        || ["SHA", "SUM", "HASH", "DIGEST", "sha256", "sha512"]
            .iter()
            .any(|name| text.contains(&format!("${{{name}")) || text.contains(&format!("${name}")))
        || text.contains('$') && ["SHA", "SUM", "HASH"].iter().any(|name| text.contains(name))
}
