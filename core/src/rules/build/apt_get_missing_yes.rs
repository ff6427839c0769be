//! apt-get waits for an answer that nobody gives.

use crate::model::Value;
use crate::model::managers;
use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-missing-yes",
    title: "apt-get asks for confirmation and nobody can answer",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3014", "DS-0021", "AVD-DS-0021", "S6584", "DF015", "ER0009", "apt-get_missing_param", "aptGetInstallUseY", "missing-assume-yes-switch", "WL2010"],
    why: "A build has no terminal: when apt-get asks whether to go on, it reads an empty answer \
          and aborts. It only asks when further packages come along, so that the build breaks \
          one day without a change of yours.",
    how: "Add `-y`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && «apt-get install» --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENV APT_ARGS="-y --no-install-recommends"
            RUN apt-get update && apt-get install $APT_ARGS curl && apt-get purge
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get -qqy install curl && apt-get --yes purge curl && apt-get -q=2 upgrade
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
            RUN apt-get update && apt-get install curl && yes | apt-get install gnupg
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["apt-get", "aptitude"], check),
};

/// The verbs that ask.
const ASKING: [&str; 9] = [
    "install",
    "remove",
    "purge",
    "autoremove",
    "upgrade",
    "dist-upgrade",
    "full-upgrade",
    "safe-upgrade",
    "build-dep",
];

fn check(command: &Command, cx: &mut Context<'_>) {
    let operands = command.operands();
    let Some(verb) = operands.first().filter(|word| ASKING.contains(&word.text())) else { return };
    let answered = command.context.piped_in
        || managers::apt_says_yes(command)
        || command.has_one_flag_of(&[
            "-s",
            "--simulate",
            "--dry-run",
            "--print-uris",
            "--trivial-only",
        ])
        || managers::is_configured(cx.file, cx.this_stage(), cx.at, "Assume-Yes")
        || command.args().iter().any(|word| says_yes(word, cx))
        // Without a package there is nothing to ask.
        || operands.len() == 1 && matches!(verb.text(), "purge" | "remove");
    let Some(name) = command.name_word().filter(|_| !answered) else { return };
    let message = format!("`{} {}` asks before it goes on; add `-y`", command.name(), verb.text());
    let edits = !cx.this_run().is_exec;
    let finding = cx.report(name.span.to(verb.span), message);
    if edits {
        let proof = Proof::Differs(&["exec.args"]); // Without a terminal it aborts as soon as it asks.
        finding.fix(Fix::safe("answer yes", Phase::Packages, proof).insert(verb.span.end, " -y"));
    }
}

/// Whether a word is a variable that holds the flag, or by its name other flags that can't be seen here.
fn says_yes(word: &Word, cx: &Context<'_>) -> bool {
    let name = word.text().strip_prefix('$').filter(|_| word.is_bare());
    let Some(name) = name.map(|name| name.trim_matches(['{', '}'])) else { return false };
    match cx.file.lookup(cx.this_stage(), cx.at, name) {
        Value::Known(value) => value.split_whitespace().any(|flag| {
            matches!(flag, "--yes" | "--assume-yes")
                || flag.starts_with('-') && !flag.starts_with("--") && flag.contains('y')
        }),
        _ => ["ARGS", "OPT", "FLAG"].iter().any(|part| name.to_ascii_uppercase().contains(part)),
    }
}
