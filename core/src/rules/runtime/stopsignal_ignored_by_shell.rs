//! The signal goes to a shell.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-ignored-by-shell",
    title: "STOPSIGNAL reaches a shell, not the program",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The first process is a shell that runs several commands. It gets the signal and doesn't pass it on: \
          the program goes on until it is killed.",
    how: "Put `exec` before the last command, or write a JSON array.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «STOPSIGNAL SIGQUIT»
            ENTRYPOINT ./configure && ./serve
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGQUIT
            ENTRYPOINT ./configure && exec ./serve
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGQUIT
            CMD ./serve
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let signal = file.steps(stage).rfind(|(_, i)| i.keyword == Keyword::Stopsignal);
    if signal.is_none() {
        return;
    }
    let launched =
        |keyword| file.launch(stage, keyword).filter(|launch: &&Launch| !launch.is_empty);
    let (Some((_, signal)), Some(launch)) =
        (signal, launched(Keyword::Entrypoint).or(launched(Keyword::Cmd)))
    else {
        return;
    };
    let script = &launch.script;
    let several = script.commands.len() > 1 && script.body.pipelines.len() > 1 && script.is_clear();
    let passes = script
        .commands
        .iter()
        .any(|command| command.wrapper("exec").is_some() || command.is_one_of(&["trap", "exec"]));
    let shell = matches!(launch.shell.dialect, Dialect::Posix | Dialect::Bash);
    if !launch.is_exec && several && !passes && shell {
        cx.report(signal.head, "the first process is a shell, which doesn't pass the signal on")
            .note(launch.span, "the shell runs this");
    }
}
