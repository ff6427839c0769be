//! The shell ends with the step.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "run-export-lost",
    title: "A step sets what is forgotten when it ends",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Every RUN starts a shell of its own. Variables, aliases, limits and an activated environment end \
          with it: the next step and the container don't have them.",
    how: "Use ENV for variables, also for PATH: `ENV PATH=/opt/venv/bin:$PATH` instead of `source \
          /opt/venv/bin/activate`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «export PORT=8080»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ENV PORT=8080
            ",
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            RUN python -m venv /opt/venv && «. /opt/venv/bin/activate»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN export CC=clang && make
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo 'export PORT=8080' >> /etc/profile
            RUN set -eux; . /etc/os-release; echo "$ID"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#env"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let script = &run.script;
    let lists: Vec<_> = script.list(&script.body).collect();
    let Some(last) = lists.last() else { return };
    let [node] = &last.stages[..] else { return };
    let Some(command) = script.simple(node).filter(|_| script.is_clear()) else { return };
    let sets = match command.name() {
        "export" | "alias" | "ulimit" => !command.args().is_empty(),
        // What else a file does when it is read can't be seen.
        "source" | "." => command.args().first().is_some_and(|word| {
            [
                "/activate",
                ".bashrc",
                ".profile",
                "/etc/profile",
                ".bash_profile",
                "/cargo/env",
                ".cargo/env",
            ]
            .iter()
            .any(|end| word.text().ends_with(end))
        }),
        _ => false,
    };
    let fails = command.args().iter().any(|word| !word.substitutions().is_empty());
    if !sets || fails || run.onbuild {
        return;
    }
    let fix = fix(run, command, cx);
    let message = format!("`{}` is forgotten when this step ends", cx.text(command.span));
    let message = if message.contains('\n') || message.len() > 90 {
        format!("what `{}` sets is forgotten when this step ends", command.name())
    } else {
        message
    };
    let finding = cx.report(command.span, message);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(run: &Run, command: &Command, cx: &Context<'_>) -> Option<Fix> {
    let [pair] = command.args() else { return None };
    let text = cx.text(pair.span);
    let plain = |c: char| c.is_ascii_alphanumeric() || "_=/.:-$".contains(c);
    let alone = run.script.single().is_some() && run.mounts.is_empty() && cx.file.is_plain(run);
    let value =
        text.split_once('=').is_some_and(|(name, value)| !value.is_empty() && !name.contains('$'));
    let change = "the variable stays: later steps and the container have it";
    let fix = Fix::review("make it an ENV", Phase::Structure, change);
    (command.is("export") && alone && value && text.chars().all(plain))
        .then(|| fix.replace(run.whole, format!("ENV {text}")))
}
