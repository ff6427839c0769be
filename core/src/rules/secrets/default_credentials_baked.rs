//! A password that everybody tries first.

use crate::model::{Kind, Value, credentials, secret_names, variables};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "default-credentials-baked",
    title: "A well-known password is built in",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6437"],
    why: "Every container of the image starts with a password that is in the image, and that stands in every \
          list of passwords to try. Whoever forgets to replace it has an open door.",
    how: "Set no password in the image. Let the container refuse to start without one, and give it when it \
          starts, best as a file: many images read `…_PASSWORD_FILE`.",
    examples: &[
        Example::bad(
            "
            FROM postgres:18
            ENV «POSTGRES_PASSWORD=postgres»
            ",
        ),
        Example::bad(
            "
            FROM mysql:9
            ENV «MYSQL_ALLOW_EMPTY_PASSWORD=yes»
            ",
        ),
        Example::good(
            "
            FROM postgres:18
            ENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres
            ",
        ),
        Example::good(
            "
            FROM postgres:18
            ENV POSTGRES_USER=postgres POSTGRES_DB=app
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// Switches that let everybody in.
const OPEN: [&str; 6] = [
    "MYSQL_ALLOW_EMPTY_PASSWORD",
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
    "ALLOW_EMPTY_PASSWORD",
    "ALLOW_ANONYMOUS_LOGIN",
    "ALLOW_PLAINTEXT_LISTENER",
    "POSTGRES_HOST_AUTH_METHOD",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if stage.is_dev() {
        return;
    }
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env && stage.ships)
    {
        let Value::Known(value) = &binding.value else { continue };
        if cx.config.allows_name(&binding.name) {
            continue;
        }
        let open =
            OPEN.contains(&binding.name.as_str()) && (variables::is_on(value) || value == "trust");
        let named = secret_names::is_secret_name(&binding.name) && binding.name.contains("PASS");
        if open {
            cx.report(
                binding.span,
                format!("`{}={value}` lets everybody in without a password", binding.name),
            );
        } else if named && credentials::is_default(value) {
            cx.report(
                binding.span,
                format!("`{}` is `{value}`, which everybody tries first", binding.name),
            );
        }
    }
}
