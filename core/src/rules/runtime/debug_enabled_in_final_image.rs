//! Debugging is on in production.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "debug-enabled-in-final-image",
    title: "The image switches debugging on",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S4507"],
    why: "In debug mode frameworks answer errors with source code, variables and sometimes a console, run \
          slower, and reload files.",
    how: "Leave it off in the image, and switch it on for one run: `docker run -e DEBUG=1 …`.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            ENV «FLASK_DEBUG=1» PORT=8000
            CMD ["flask", "run"]
            "#,
        )
        .fixed(
            r#"
            FROM python:3.14-slim
            ENV PORT=8000
            CMD ["flask", "run"]
            "#,
        ),
        Example::bad(
            r#"
            FROM ruby:3.4
            ENV «RAILS_ENV=development»
            CMD ["bin/rails", "server"]
            "#,
        )
        .fixed(
            r#"
            FROM ruby:3.4
            CMD ["bin/rails", "server"]
            "#,
        ),
        Example::good(
            "
            FROM node:24 AS dev
            ENV NODE_ENV=development
            FROM node:24
            ENV NODE_ENV=production DEBUG=false
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV DEBUG= LOG_LEVEL=debug DEBUG_PORT=1
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final || stage.is_dev() {
        return;
    }
    let mut seen: Vec<&str> = Vec::new();
    for binding in file.lineage(stage).flat_map(|stage| stage.bindings.iter().rev()) {
        if binding.kind != Kind::Env || seen.contains(&binding.name.as_str()) {
            continue;
        }
        seen.push(&binding.name);
        let Value::Known(value) = &binding.value else { continue };
        let (name, lower) = (binding.name.to_ascii_uppercase(), value.to_ascii_lowercase());
        let on = matches!(lower.as_str(), "1" | "true" | "yes" | "on");
        let debug = match name.as_str() {
            "XDEBUG_MODE" => !lower.is_empty() && lower != "off",
            "APP_ENV"
            | "RAILS_ENV"
            | "RACK_ENV"
            | "NODE_ENV"
            | "FLASK_ENV"
            | "DJANGO_ENV"
            | "ASPNETCORE_ENVIRONMENT"
            | "DOTNET_ENVIRONMENT"
            | "SYMFONY_ENV"
            | "CI_ENVIRONMENT" => matches!(lower.as_str(), "dev" | "development"),
            "DEBUG" | "FLASK_DEBUG" | "APP_DEBUG" | "DJANGO_DEBUG" | "WP_DEBUG"
            | "XDEBUG_ENABLED" => on,
            _ => false,
        };
        if debug {
            let edit = (file.stage_of(binding.at).map(|own| own.index) == Some(stage.index))
                .then(|| file.without_pair(binding.at, binding.span))
                .flatten();
            let message =
                format!("`{}={value}` switches debugging on in every container", binding.name);
            let finding = cx.report(binding.span, message);
            if let Some(((span, text), gone)) = edit {
                let change = "the program behaves as in production, unless it is told otherwise when it starts";
                let fix = Fix::review("leave debugging off", Phase::Runtime, change);
                finding.fix(fix.replace(span, text).instructions(-gone));
            }
        }
    }
}
