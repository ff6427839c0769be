//! Tokens, private keys and passwords written into the file.

use crate::model::{credentials, secret_names, tokens};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-literal",
    title: "A secret is written into the file",
    category: Category::Secrets,
    severity: Severity::Critical,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "secrets-in-code",
        "core-002",
        "S6437",
        "DF013",
        "DS-0031",
        "AVD-DS-0031",
        "CIS-4.10",
        "tally/secrets-in-code",
        "cred-001",
        "S6472",
        "DF014",
        "sensitive-history-comment",
    ],
    why: "Everybody who can read the file or pull the image has the secret: it is in the repository's \
          history, in the image's history and in every cache on the way. Taking the line out does not take \
          it back.",
    how: "Take the secret back where it was issued and make a new one. Give the new one to the build with \
          `RUN --mount=type=secret`, and to the container when it starts.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            ENV GITHUB_TOKEN=«ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zCfLi2»
            ",
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            ENV «DJANGO_SECRET_KEY=k8v2n5x7c1m4q9w3e6r0t8y2u5i7o1p4»
            ",
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            ENV DATABASE_URL=postgres://app:«tr0ub4dor»@db.example.com/app
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE GITHUB_TOKEN=<your token>
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ARG TOOL_SHA256=24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d
            ENV DATABASE_URL=postgres://app:${PASSWORD}@db.example.com/app
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ENV MAIL_URL=smtp://jo:tr0ub4dor@mailhost:port/
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN DATABASE_URL=postgres://app:tr0ub4dor@db.example.com/app ./manage.py migrate
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/secrets/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let source = &file.tree.source;
    let mut seen: Vec<Span> = Vec::new();
    for token in tokens::find(source) {
        let span = Span::new(token.range.start as u32, token.range.end as u32);
        let shown = tokens::masked(&source[token.range]);
        seen.push(span);
        let message = format!("`{shown}` looks like {}; whoever has the file has it", token.what);
        let finding = cx.report(span, message);
        super::mend_password(finding, file, span);
    }
    // The last command, the credential that is found in it, and whether it takes any key: one may hold many assignments.
    let mut asked: (Option<&Command>, Option<Span>, bool) = (None, None, false);
    for set in file
        .assigned()
        .iter()
        .filter(|set| set.has_value && !seen.iter().any(|span| set.span.touches(*span)))
    {
        if set.command.map(|c| c.span) != asked.0.map(|c| c.span) {
            let found = set.command.and_then(credentials::of).map(|found| found.span);
            asked = (set.command, found, set.command.is_some_and(takes_any_key));
        }
        let text = cx.text(set.span);
        if let Some(range) = tokens::password_in_url(text) {
            let default = credentials::is_default_at(text, &range);
            let span =
                Span::new(set.span.start + range.start as u32, set.span.start + range.end as u32);
            if asked.1 == Some(span) {
                continue; // credential-in-command-line speaks of it.
            }
            let (which, severity) = match default {
                true => ("a password that everybody tries first", Severity::Info),
                false => ("its password", Severity::High),
            };
            let message = format!("`{}` holds an address with {which}", set.name);
            cx.report(span, message).severity(severity);
        } else if secret_names::is_secret_name(&set.name)
            && !cx.config.allows_name(&set.name)
            && is_random(&set.value)
        {
            let message = format!(
                "`{}` holds `{}`, which looks like a real secret",
                set.name,
                tokens::masked(&set.value)
            );
            let severity = if asked.2 { Severity::Medium } else { Severity::High };
            cx.report(set.span, message).severity(severity);
        }
    }
}

/// Whether a command loads settings, the keys too, without using them, so that people give it made-up ones.
fn takes_any_key(command: &Command) -> bool {
    const STEPS: [&str; 2] = ["assets:precompile", "collectstatic"];
    command.words.iter().any(|word| STEPS.contains(&word.text()))
}

fn is_random(value: &str) -> bool {
    tokens::is_random(value) && !secret_names::is_harmless_value(value)
}
