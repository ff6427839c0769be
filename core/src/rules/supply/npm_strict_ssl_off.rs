//! npm or yarn told not to check certificates.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "npm-strict-ssl-off",
    title: "npm does not check the certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_12", "CKV2_DOCKER_13", "S4830"],
    why: "npm then accepts any certificate of the registry. Anybody between the build and the registry can \
          send packages of their own, whose scripts run while they are installed.",
    how: "Leave it out. For a registry with a certificate of your own, set `cafile` or `NODE_EXTRA_CA_CERTS` \
          to your authority's certificate.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN npm config set «strict-ssl false» && npm ci
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            ENV «NPM_CONFIG_STRICT_SSL=false»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN npm config set strict-ssl true && npm ci
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN npm config set cafile /etc/ssl/certs/company.pem && npm ci
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let named = |name: &str| {
        name.eq_ignore_ascii_case("npm_config_strict_ssl") || name == "YARN_ENABLE_STRICT_SSL"
    };
    for set in
        file.assigned().iter().filter(|set| named(&set.name) && variables::is_off(&set.value))
    {
        let finding = cx.report(
            set.span,
            format!("`{}={}` makes npm accept any certificate", set.name, set.value),
        );
        super::offer_without(finding, file, set);
    }
    let scripts = file.runs.iter().flat_map(|run| &run.script.commands);
    for command in scripts.filter(|command| command.is_one_of(&["npm", "yarn", "pnpm"])) {
        if let Some(span) = switched_off(command) {
            cx.report(
                span,
                format!("`{} {}` accepts any certificate", command.name(), cx.text(span)),
            );
        }
    }
}

/// Where `strict-ssl` is set to false: `config set strict-ssl false`, `set strict-ssl=false`, `--strict-ssl=false`.
fn switched_off(command: &Command) -> Option<Span> {
    let args = command.args();
    let names = ["strict-ssl", "enableStrictSsl"];
    args.iter().enumerate().find_map(|(at, word)| {
        let text = word.text().trim_start_matches("--");
        let (name, value) =
            text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        let next = args.get(at + 1).filter(|_| value.is_none());
        let value = value.or(next.map(|word| word.text()))?;
        let span = next.map_or(word.span, |next| word.span.to(next.span));
        (names.contains(&name) && variables::is_off(value)).then_some(span)
    })
}
