//! Several services in one container.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "sshd-or-cron-or-supervisord",
    title: "The container starts several services",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Docker watches the first process only. When one of the others ends the container still counts as \
          running, its output is not in the log, and it can't be scaled or replaced alone.",
    how: "One service a container, joined by Compose or a pod. A scheduler outside can start jobs.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            CMD «["supervisord", "-n"]»
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            CMD «service nginx start && ./serve»
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            CMD ["./serve"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN service postgresql start && ./load
            CMD ["./serve", "--cron"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/engine/containers/multi-service_container/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    for launch in [Keyword::Entrypoint, Keyword::Cmd]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword))
    {
        let several = launch.script.commands.iter().find(|command| match command.name() {
            "supervisord" | "cron" | "crond" | "s6-svscan" | "runsvdir" => true,
            "sshd" => launch.script.commands.len() > 1,
            "service" => {
                command.args().iter().any(|word| matches!(word.text(), "start" | "restart"))
            }
            _ => false,
        });
        if let Some(command) = several.filter(|_| launch.stage == stage.index) {
            cx.report(
                launch.command,
                format!("`{}` runs services that Docker doesn't watch", command.name()),
            );
        }
    }
}
