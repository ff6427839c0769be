//! A container that waits for nothing.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "tail-f-devnull",
    title: "The container only stays up and does nothing",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The container counts as running whether its service runs or not: nothing restarts what fails, and \
          nothing goes to the log.",
    how: "Start the program in the foreground as CMD. For a shell to look around, use `docker run -it image \
          sh`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            CMD service nginx start && «tail -f /dev/null»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            CMD «["sleep", "infinity"]»
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim AS dev
            CMD ["sleep", "infinity"]
            FROM debian:13-slim
            CMD ["./serve"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            CMD ./serve; tail -f /var/log/serve.log
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
    let launches = [Keyword::Entrypoint, Keyword::Cmd]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword));
    for launch in launches.filter(|launch| launch.stage == stage.index) {
        let idle = launch.script.commands.iter().find(|command| {
            let has = |text: &str| command.args().iter().any(|word| word.text() == text);
            command.is("tail") && has("/dev/null") || command.is("sleep") && has("infinity")
        });
        if let Some(idle) = idle {
            let span = if launch.is_exec { launch.command } else { idle.span };
            cx.report(span, "this keeps the container up whether anything runs in it or not");
        }
    }
}
