//! A key server that is gone.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gpg-keyserver-pool",
    title: "The key server is gone",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["gpgUseHaPools"],
    why: "The SKS pool of key servers was switched off in June 2021, and the names that led to it went with \
          it. The build fails, or goes on without the key where the failure is ignored.",
    how: "Keep the key as a file beside the Dockerfile, which no server can change, or ask \
          `keys.openpgp.org` or `keyserver.ubuntu.com`. Name the key by its whole fingerprint.",
    examples: &[
        Example::bad("
            FROM debian:13-slim
            RUN gpg --keyserver «ha.pool.sks-keyservers.net» --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4
            ").fixed("
            FROM debian:13-slim
            RUN gpg --keyserver keyserver.ubuntu.com --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4
            "),
        Example::good("
            FROM debian:13-slim
            RUN gpg --keyserver hkps://keys.openpgp.org --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4
            "),
        Example::good("
            FROM debian:13-slim
            COPY release.asc /tmp/
            RUN gpg --import /tmp/release.asc
            "),
    ],
    links: &[],
    check: Check::Run(check),
};

/// Pools and servers that no longer answer: the SKS pool was switched off in June 2021.
const GONE: &[&str] = &[
    "hkps.pool.sks-keyservers.net",
    "ha.pool.sks-keyservers.net",
    "ipv4.pool.sks-keyservers.net",
    "eu.pool.sks-keyservers.net",
    "na.pool.sks-keyservers.net",
    "p80.pool.sks-keyservers.net",
    "pool.sks-keyservers.net",
    "subkeys.pgp.net",
    "keys.gnupg.net",
    "jirk5u4osbsr34t5.onion",
];

fn check(run: &Run, cx: &mut Context<'_>) {
    let asks = run.script.commands.iter().filter(|command| command.has_flag("--keyserver"));
    let several = asks.take(2).count() > 1;
    let words = run
        .script
        .commands
        .iter()
        .flat_map(|command| command.all_words().map(move |word| (command, word)));
    for (command, word) in words {
        let text = word.text();
        if !text.contains('.') {
            continue;
        }
        let Some((at, host)) = GONE.iter().find_map(|host| text.find(host).map(|at| (at, *host)))
        else {
            continue;
        };
        if word
            .substitutions()
            .iter()
            .any(|inner| text.contains(host) && inner.span.len() > host.len() as u32)
        {
            continue; // The command within is seen on its own.
        }
        let span = word.joined().span(at..at + host.len());
        let plain = !run.is_exec && cx.text(span) == host;
        let finding = cx.report(span, format!("`{host}` no longer answers"));
        if command.context.failure_ignored && (several || !command.has_flag("--keyserver")) {
            finding.severity(Severity::Low); // Another server is asked next.
        }
        if plain {
            let change = "the key comes from another server, which has to hold it";
            finding.fix(
                Fix::review("ask a server that answers", Phase::Packages, change)
                    .replace(span, "keyserver.ubuntu.com"),
            );
        }
    }
}
