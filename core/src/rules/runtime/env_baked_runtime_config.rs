//! Settings of one machine in the image.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "env-baked-runtime-config",
    title: "An address of one environment is fixed in the image",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "In a container `localhost` is the container itself: the database that is meant runs elsewhere. Where \
          the value is not replaced at every start the program looks in the wrong place.",
    how: "Give it when the container runs: `docker run -e DATABASE_URL=…`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            ENV «DATABASE_URL=postgres://localhost:5432/app»
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV PUBLIC_URL=https://example.org/ PORT=3000
            ",
        ),
        Example::good(
            "
            FROM node:24
            ENV SELENIUM=http://localhost:4444/ HOST=localhost
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

const SERVICES: [&str; 10] = [
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongodb",
    "redis",
    "amqp",
    "amqps",
    "kafka",
    "memcached",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if !stage.ships || stage.is_dev() {
        return;
    }
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env) {
        let Value::Known(value) = &binding.value else { continue };
        let Some((scheme, rest)) = value.split_once("://") else { continue };
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        let local = ["localhost", "127.0.0.1"].iter().any(|name| host.starts_with(name));
        if local && SERVICES.contains(&scheme.split('+').next().unwrap_or(scheme)) {
            cx.report(binding.span, format!("`{}` points at the container itself", binding.name));
        }
    }
}
