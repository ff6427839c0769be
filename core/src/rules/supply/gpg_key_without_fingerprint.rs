//! A key that is trusted because it was there.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gpg-key-without-fingerprint",
    title: "A key is fetched and trusted without comparing its fingerprint",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &[],
    why: "The key says which packages are genuine. Whoever takes over the server that it is fetched from can put a key \
          of their own there, and sign whatever they like with it.",
    how: "Keep the key as a file beside the Dockerfile, or compare the fingerprint: `gpg --show-keys \
          --with-fingerprint key.asc | grep -q <fingerprint>`, or a checksum of the file.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -fsSL «https://example.com/key.asc» | gpg --dearmor -o /etc/apt/keyrings/x.gpg
            ",
        ),
        Example::bad(
            "
            FROM fedora:43
            RUN rpm --import «https://example.com/RPM-GPG-KEY»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY x.asc /etc/apt/keyrings/x.asc
            RUN gpg --import /etc/apt/keyrings/x.asc
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/key.asc -o /etc/apt/keyrings/x.asc \
             && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /etc/apt/keyrings/x.asc" | sha256sum -c -
            RUN curl -fsSL https://example.com/key.asc -o k && gpg --show-keys k | grep 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 && gpg --import k
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let commands = &run.script.commands;
    let compares = commands.iter().any(|c| {
        downloads::verifies(c).is_some()
            || c.has_one_flag_of(&["--fingerprint", "--show-keys", "--with-fingerprint"])
    });
    let written = commands.iter().flat_map(Command::all_words).any(|word| {
        let dense: String = word.text().chars().filter(|c| *c != ' ').collect();
        dense.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 40)
    });
    if compares || written {
        return;
    }
    for command in commands.iter().filter(|c| c.is("rpm") && c.has_flag("--import")) {
        for word in command.args().iter().filter(|word| word.text().starts_with("http")) {
            cx.report(
                word.span,
                format!("`{}` is trusted as it comes", downloads::last_part(word.text())),
            );
        }
    }
    for download in downloads::downloads(&run.script) {
        let into = download.file.as_deref().unwrap_or("");
        let keyring = into.contains("/etc/apt/keyrings")
            || into.contains("/usr/share/keyrings")
            || into.contains("trusted.gpg");
        let piped = download.is_streamed && {
            let next = commands.iter().find(|c| {
                c.pipeline == download.command.pipeline && c.stage > download.command.stage
            });
            next.is_some_and(|c| c.is_one_of(&["gpg", "gpg2", "apt-key"]))
        };
        if keyring || piped {
            let name = downloads::last_part(download.url);
            cx.report(download.word.span, format!("`{name}` is trusted as it comes"));
        }
    }
}
