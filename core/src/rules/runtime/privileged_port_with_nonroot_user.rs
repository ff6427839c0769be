//! A low port for a user without rights.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "privileged-port-with-nonroot-user",
    title: "A port below 1024 is opened by a user other than root",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Docker lets every user open low ports since version 20.10. Kubernetes and other engines may not: \
          there the program fails when it starts.",
    how: "Listen on a port above 1023, such as 8080, and publish it as 80: `docker run -p 80:8080`.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            EXPOSE «80»
            USER node
            ",
        ),
        Example::good(
            "
            FROM node:24
            EXPOSE 8080
            USER node
            ",
        ),
        Example::good(
            r#"
            FROM debian:13
            EXPOSE 80
            USER app
            CMD ["sudo", "nginx"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13
            RUN echo "dev ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/dev
            EXPOSE 22
            USER dev
            CMD ["bash", "/sshd.sh"]
            "#,
        ),
        Example::good(
            "
            FROM node:24
            RUN setcap cap_net_bind_service=+ep /usr/local/bin/node
            EXPOSE 80
            USER node
            ",
        ),
    ],
    links: &["https://github.com/moby/moby/pull/41030"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let set = matches!(file.user_at(stage, stage.end), UserAt::Set(_));
    if !set || file.is_root_at(stage, stage.end) != Some(false) || file.is_windows(stage) {
        return;
    }
    // By a capability, or by sudo, with which what is started may become root.
    let grants = |command: &Command| {
        command.is("setcap") || command.all_words().any(|word| word.text().contains("NOPASSWD"))
    };
    let granted = file
        .lineage(stage)
        .flat_map(|stage| file.runs_of(stage))
        .any(|run| run.script.commands.iter().any(grants));
    let by_sudo = [Keyword::Entrypoint, Keyword::Cmd].into_iter().any(|keyword| {
        let commands = file.launch(stage, keyword).map(|launch| &launch.script.commands[..]);
        commands.unwrap_or_default().iter().any(|command| command.wrapper("sudo").is_some())
    });
    if granted || by_sudo {
        return;
    }
    for (at, _) in file.steps(stage).filter(|(_, i)| i.keyword == Keyword::Expose) {
        for (word, port) in file.ports(at) {
            if let Some((first, _)) =
                port.bounds().ok().filter(|(first, _)| (1..1024).contains(first))
            {
                cx.report(
                    word.span,
                    format!(
                        "port `{first}` is below 1024, which not every engine lets this user open"
                    ),
                );
            }
        }
    }
}
