//! A shell-form ENTRYPOINT drops CMD.

use crate::model::loose_json;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cmd-ignored-by-shell-entrypoint",
    title: "CMD is never passed to the ENTRYPOINT",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "ENTRYPOINT in shell form runs `/bin/sh -c` with its own text. CMD, and the arguments of `docker \
          run`, become parameters of that shell, which nothing reads.",
    how: "Write ENTRYPOINT as a JSON array.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            ENTRYPOINT python /app/main.py
            «CMD ["--port", "8000"]»
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            ENTRYPOINT ["python", "/app/main.py"]
            CMD ["--port", "8000"]
            "#,
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            ENTRYPOINT exec python /app/main.py "$0" "$@"
            CMD ["--port", "8000"]
            "#,
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let last = |keyword| {
        file.launches.iter().rfind(|l| l.stage == stage.index && l.keyword == keyword && !l.onbuild)
    };
    let (Some(entrypoint), Some(cmd)) = (last(Keyword::Entrypoint), last(Keyword::Cmd)) else {
        return;
    };
    let text = file.text(entrypoint.command);
    let reads =
        ["$@", "$*", "$0", "$1", "${@", "${*", "${0", "${1"].iter().any(|name| text.contains(name));
    let shell = matches!(entrypoint.shell.dialect, Dialect::Posix | Dialect::Bash);
    if entrypoint.is_exec
        || entrypoint.is_empty
        || cmd.is_empty
        || reads
        || !shell
        || loose_json::fault(text).is_some()
    {
        return;
    }
    cx.report(cmd.span, "the `ENTRYPOINT` is in shell form, and never sees this")
        .note(entrypoint.span, "it is in shell form");
}
