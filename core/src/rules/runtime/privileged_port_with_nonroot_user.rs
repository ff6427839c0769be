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
    let granted = file
        .lineage(stage)
        .flat_map(|stage| file.runs_of(stage))
        .any(|run| run.named("setcap").next().is_some());
    if granted {
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
