//! No systemd to talk to.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "systemctl-in-container",
    title: "systemctl is called in a container without systemd",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "`systemctl` asks systemd, which is not the first process here: the command fails, and the service is \
          not started.",
    how: "Start the program itself in CMD, in the foreground.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            CMD «systemctl start nginx» && tail -f /var/log/nginx/access.log
            ",
        ),
        Example::good(
            r#"
            FROM fedora:43
            RUN systemctl enable httpd
            CMD ["/sbin/init"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            CMD ["nginx", "-g", "daemon off;"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for launch in file
        .launches
        .iter()
        .filter(|l| l.stage == stage.index && l.keyword != Keyword::Healthcheck && !l.onbuild)
    {
        let init =
            launch.script.commands.iter().any(|command| command.is_one_of(&["init", "systemd"]));
        let call = launch.script.commands.iter().find(|command| command.is("systemctl"));
        if let Some(call) = call.filter(|_| !init) {
            let span = if launch.is_exec { launch.command } else { call.span };
            cx.report(span, "there is no systemd in the container that `systemctl` could ask");
        }
    }
}
