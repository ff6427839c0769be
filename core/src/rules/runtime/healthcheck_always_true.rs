//! A health check that can only succeed.

use crate::rule::prelude::*;
use crate::shell::Op;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-always-true",
    title: "The HEALTHCHECK never fails",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The check succeeds whatever the service answers, so that a container that hangs counts as healthy: \
          worse than no check, as others rely on it.",
    how: "Let the failure be one: end with `|| exit 1`, or with the probe itself.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f http://127.0.0.1:3000/ || «true»
            ",
        )
        .fixed(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f http://127.0.0.1:3000/ || exit 1
            ",
        ),
        Example::bad(
            "
            FROM node:24
            HEALTHCHECK CMD «echo ok»
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f http://127.0.0.1:3000/ || exit 1
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD test -f /tmp/maintenance && exit 0; curl -f http://127.0.0.1:3000/
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f http://127.0.0.1:3000/ && echo ok
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for health in file.launches.iter().filter(|launch| launch.keyword == Keyword::Healthcheck) {
        let script = &health.script;
        let inner = script.single().and_then(|command| command.inner.as_ref());
        let list = inner.map_or(&script.body, |inner| &inner.body);
        let Some(last) = list.pipelines.last().map(|index| &script.pipelines[*index]) else {
            continue;
        };
        let [node] = &last.stages[..] else { continue };
        let Some(command) = script.simple(node).filter(|_| script.is_clear()) else { continue };
        let well = command.is_one_of(&["true", ":", "echo"])
            || command.is("exit") && command.args().first().is_some_and(|word| word.text() == "0");
        let always = match last.before.map(|joint| joint.op) {
            None => list.pipelines.len() == 1,
            Some(Op::And) => false,
            Some(_) => true,
        };
        // Exits before it may fail.
        let exits = script.named(&["exit"]).any(|exit| exit.index != command.index);
        if !well || !always || exits {
            continue;
        }
        let or = last.before.is_some_and(|joint| joint.op == Op::Or);
        let finding = cx.report(command.span, "the check succeeds whatever the service answers");
        if or && command.redirects.is_empty() {
            let fix = Fix::recommended(
                "let the failure count",
                Phase::Runtime,
                "a failed probe makes the container unhealthy",
            );
            finding.fix(fix.replace(command.span, "exit 1"));
        }
    }
}
