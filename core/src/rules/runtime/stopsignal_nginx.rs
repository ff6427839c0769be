//! nginx ends in order on another signal.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "stopsignal-nginx",
    title: "nginx is stopped in the middle of its requests",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/prefer-nginx-sigquit"],
    why: "On SIGTERM nginx drops its connections at once. On SIGQUIT it finishes what it has begun, which is \
          why the official image asks for that.",
    how: "Add `STOPSIGNAL SIGQUIT`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y nginx
            «CMD ["nginx", "-g", "daemon off;"]»
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y nginx
            STOPSIGNAL SIGQUIT
            CMD ["nginx", "-g", "daemon off;"]
            "#,
        ),
        Example::good(
            r#"
            FROM nginx:1.29
            CMD ["nginx", "-g", "daemon off;"]
            "#,
        ),
        Example::good(
            "
            FROM ubuntu:16.04
            CMD /usr/local/nginx/sbin/nginx
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            STOPSIGNAL SIGTERM
            CMD ["nginx", "-g", "daemon off;"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    // Other images may set the signal themselves, as that of nginx does.
    let bare = matches!(file.root_of(stage), Base::Image(image) if ["debian", "ubuntu", "alpine", "fedora", "centos"]
        .contains(&image.repository().as_str()));
    let set = file
        .lineage(stage)
        .any(|stage| file.steps(stage).any(|(_, i)| i.keyword == Keyword::Stopsignal));
    if !bare || set {
        return;
    }
    let launched =
        |keyword| file.launch(stage, keyword).filter(|launch: &&Launch| !launch.is_empty);
    let Some(launch) = launched(Keyword::Entrypoint).or(launched(Keyword::Cmd)) else { return };
    // A shell before it keeps signals to itself.
    let nginx = launch.script.single().is_some_and(|command| {
        command.is("nginx") && (launch.is_exec || command.wrapper("exec").is_some())
    });
    if !nginx || launch.stage != stage.index {
        return;
    }
    let above = file.above(&file.tree.instructions[launch.instruction]);
    let change = "`docker stop` waits for open requests";
    let fix = Fix::recommended("stop it with SIGQUIT", Phase::Runtime, change);
    cx.report(launch.span, "nginx drops open requests on SIGTERM, which `docker stop` sends").fix(
        fix.insert(above, format!("STOPSIGNAL SIGQUIT{}", file.tree.newline())).instructions(1),
    );
}
