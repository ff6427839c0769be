//! A secret in a label or in the command of the container.

use crate::model::{credentials, secret_names, tokens};
use crate::rule::prelude::*;
use crate::shell::Argument;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-label-or-command",
    title: "A label or the container's command holds a secret",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Labels, CMD and ENTRYPOINT are part of the image's configuration: `docker inspect` shows them to everybody \
          who can pull the image, and `ps` shows the command to everybody on the machine.",
    how: "Let the program read the secret from a file or a variable that is given when the container starts.",
    examples: &[
        Example::bad(
            r#"
            FROM redis:8
            CMD ["redis-server", "--requirepass", «"tr0ub4dor"»]
            "#,
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            LABEL «com.example.api-key="k8v2n5x7c1m4q9w3e6r0t8y2"»
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            LABEL org.example.token-url="https://example.com/token" com.example.api-key="$API_KEY"
            CMD ["server", "--token-file", "/run/secrets/token"]
            "#,
        ),
        Example::good(
            r#"
            FROM jupyter/base-notebook:2023-10-20
            CMD jupyter lab --NotebookApp.token='' --password "$PASSWORD"
            "#,
        ),
    ],
    links: &[],
    check: Check::File(check),
};

/// Flags of servers that take a password, whose names don't say so.
const FLAGS: &[&str] = &["requirepass", "masterauth"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for label in file.stages.iter().flat_map(|stage| file.labels(stage)) {
        let Some(value) = label.value.as_deref() else { continue };
        let named = secret_names::is_secret_name(&label.key) && !cx.config.allows_name(&label.key);
        let real = tokens::is_random(value) && !secret_names::is_harmless_value(value);
        if named && real && tokens::find(cx.text(label.pair.span)).is_empty() {
            let shown = tokens::masked(value);
            cx.report(label.pair.span, format!("label `{}` holds `{shown}`", label.key));
        }
    }
    let launches = file.launches.iter().filter(|launch| launch.keyword != Keyword::Healthcheck);
    for command in launches.flat_map(|launch| &launch.script.commands) {
        let Some((span, what, is_default)) = held(command) else { continue };
        if !tokens::find(cx.text(span)).is_empty() {
            continue; // secret-literal speaks of it.
        }
        let finding = cx.report(span, format!("{what} is in the image's configuration"));
        if is_default {
            finding.severity(Severity::Medium);
        }
    }
}

/// The credential that a command line holds.
fn held(command: &Command) -> Option<(Span, String, bool)> {
    if let Some(found) = credentials::of(command) {
        return Some((found.span, found.what, found.is_default));
    }
    let given = |name: &str, value: &str, span: Span| {
        let named = FLAGS.contains(&name)
            || (secret_names::is_secret_name(name) && !secret_names::is_harmless_name(name));
        let real = value.len() >= 6
            && !secret_names::is_harmless_value(value)
            && value.bytes().any(|b| b.is_ascii_digit())
            && !value.contains(['/', ' ', ',', '$', '%', '.', '@']);
        let what = format!("the value of `--{name}`");
        (named && real).then(|| (span, what, credentials::is_default(value)))
    };
    let arguments = command.arguments(&[]);
    arguments.iter().enumerate().find_map(|(at, argument)| {
        let Argument::Flag(flag) = argument else { return None };
        if !flag.long {
            return None;
        }
        let next = || match arguments.get(at + 1) {
            Some(Argument::Operand(word)) => Some(*word),
            _ => None,
        };
        let (word, value) = match (flag.value, flag.value_word) {
            (Some(value), Some(word)) => (word, value),
            _ => next().map(|word| (word, word.text()))?,
        };
        word.literal()?;
        given(flag.name, value, word.span)
    })
}
