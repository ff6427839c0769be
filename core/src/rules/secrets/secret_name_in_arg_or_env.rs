//! ARG and ENV that are named like secrets: both are kept in the image.

use crate::model::{Binding, Kind, secret_names};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "secret-name-in-arg-or-env",
    title: "A secret is passed through ARG or ENV",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[
        "SecretsUsedInArgOrEnv",
        "DL3064",
        "DS-0031",
        "AVD-DS-0031",
        "S6472",
        "secret-in-build-arg",
        "DF014",
        "CIS-DI-0010",
        "CIS-4.10",
        "PG001",
        "core-009",
        "tally/ruby/secrets-in-arg-or-env",
    ],
    why: "Everyone who can pull the image can read it: ENV is part of its configuration, and the value of an ARG is in its \
          history and its provenance. Deleting the variable later doesn't help.",
    how: "Mount the secret into the RUN that needs it, `RUN --mount=type=secret,id=name,env=NAME …`, and give what the \
          container needs when it starts.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            ARG «NPM_TOKEN»
            ENV «DATABASE_PASSWORD»=$NPM_TOKEN
            ",
        ),
        Example::bad(
            "
            FROM node:24
            ENV PORT=8080 «apiKey»=8f3b2c71d0
            ",
        )
        .fixed(
            "
            FROM node:24
            ENV PORT=8080
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV «DEPLOY_PASSWORD»=hunter2
            RUN deploy --password $DEPLOY_PASSWORD
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV SECRET_KEY_FILE=/run/secrets/key PUBLIC_KEY=ssh-ed25519 TOKEN_VERSION=2
            ",
        ),
        Example::good(
            r#"
            FROM node:24
            ENV ADMIN_PASS="${ADMIN_PASS:-}" RESET_PASS=reset.sh DB_PASS=REQUIRED
            "#,
        ),
        Example::good(
            "
            FROM python:3.14
            ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
            ",
        ),
        Example::good(
            "
            FROM node:24
            RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
        "https://docs.docker.com/build/building/secrets/",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for binding in &stage.bindings {
        let name = &binding.name;
        if cx.config.allows_name(name) {
            continue;
        }
        let by_name = secret_names::is_secret_name(name);
        let known_harmless = secret_names::is_harmless_name(name);
        if !by_name && (known_harmless || !secret_names::buildkit_says_secret(name)) {
            continue;
        }
        let harmless = match &binding.value {
            Value::Known(value) => secret_names::is_harmless_value(value),
            _ => is_empty_by_default(stage, binding, cx),
        };
        let keyword = if binding.kind == Kind::Arg { "ARG" } else { "ENV" };
        let empty_arg = binding.kind == Kind::Arg && binding.raw.is_none();
        let mild = !by_name || (harmless && !empty_arg);
        if mild && !secret_names::buildkit_says_secret(name) {
            continue;
        }
        let message = match binding.kind {
            _ if mild => format!("`{name}` is named like a secret"),
            Kind::Arg => format!("{keyword} `{name}` stays in the image's history"),
            Kind::Env => format!("{keyword} `{name}` is in the image's configuration"),
        };
        let fix = (by_name && !harmless).then(|| fix(stage, binding, cx)).flatten();
        let finding = cx.report(binding.name_span, message);
        if mild {
            finding.severity(Severity::Info);
        }
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// Whether the value is no more than `${NAME:-}`, and nothing above sets that name.
fn is_empty_by_default(stage: &Stage, binding: &Binding, cx: &Context<'_>) -> bool {
    let raw = binding.raw.as_ref().map_or("", |raw| raw.text.trim_matches('"'));
    let inner = raw.strip_prefix("${").and_then(|raw| raw.strip_suffix("-}"));
    let name = inner.map(|name| name.trim_end_matches(':'));
    name.is_some_and(|name| cx.file.lookup(stage, binding.at, name) == Value::Unset)
}

/// Takes a variable with a value out of the image, where nothing else of the file uses it.
fn fix(stage: &Stage, binding: &Binding, cx: &Context<'_>) -> Option<Fix> {
    let written = matches!(&binding.value, Value::Known(value) if !value.is_empty());
    let uses = cx.file.uses_of(stage, binding);
    if binding.kind != Kind::Env || !written || !uses.runs.is_empty() || !uses.others.is_empty() {
        return None;
    }
    let ((span, text), gone) = cx.file.without_pair(binding.at, binding.span)?;
    let change = format!(
        "the container must be given `{}` when it starts; the value written here is known to whoever had the file or the image, so it must be replaced",
        binding.name
    );
    let fix =
        Fix::review("leave the secret to whoever starts the container", Phase::Secrets, &change);
    Some(fix.replace(span, text).instructions(-gone))
}
