//! uv may change the lock file.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "uv-without-locked",
    title: "uv sync may take other versions than the lock file",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Without `--locked` or `--frozen` uv updates the lock file when it doesn't fit, and the image gets \
          versions that nobody has tested.",
    how: "Add `--locked`, which fails where the lock file doesn't fit.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN «uv sync» --no-dev
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            RUN uv sync --locked --no-dev
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN uv sync --frozen --no-dev
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV UV_LOCKED=1
            RUN uv sync
            ",
        ),
    ],
    links: &["https://docs.astral.sh/uv/guides/integration/docker/"],
    check: Check::Command(&["uv"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (run, stage) = (cx.this_run(), cx.this_stage());
    let words = command.args();
    let Some(verb) = words.first().filter(|word| word.text() == "sync") else { return };
    let told =
        words.iter().any(|word| matches!(word.text(), "--locked" | "--frozen" | "--no-lock"));
    let set = ["UV_LOCKED", "UV_FROZEN"].iter().any(|name| {
        command.environment(name).is_some()
            || cx.file.lookup(stage, cx.at, name) != Value::Unset
            || cx.text(run.whole).contains(name)
    });
    let Some(name) = command.name_word().filter(|_| !told && !set) else { return };
    let span = name.span.to(verb.span);
    let exec = run.is_exec;
    let finding = cx.report(span, "uv may take other versions than the lock file has");
    if !exec {
        let change = "the step fails where there is no lock file, or where it doesn't fit";
        finding.fix(
            Fix::review("add `--locked`", Phase::Pins, change).insert(verb.span.end, " --locked"),
        );
    }
}
