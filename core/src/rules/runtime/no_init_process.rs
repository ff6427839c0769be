//! Node as the first process.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "no-init-process",
    title: "A runtime is the first process, and nothing looks after its children",
    category: Category::Runtime,
    severity: Severity::Low,
    confidence: Confidence::Heuristic,
    profile: Profile::All,
    aliases: &["PG008"],
    why: "The first process of a container gets no default handling of signals, and must collect every child \
          that ends. Node does neither: `docker stop` waits ten seconds and kills, and ended children stay.",
    how: "Start it below a small init: `docker run --init`, or `ENTRYPOINT [\"tini\", \"--\"]` with tini \
          installed.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24
            CMD «["node", "server.js"]»
            "#,
        ),
        Example::good(
            r#"
            FROM node:24
            RUN apt-get update && apt-get install -y tini
            ENTRYPOINT ["tini", "--"]
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24 AS build
            CMD ["node", "build.js"]
            FROM nginx:1.29
            COPY --from=build /out /usr/share/nginx/html
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/cli/docker/container/run/#init"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final || stage.is_dev() {
        return;
    }
    let launches = [Keyword::Entrypoint, Keyword::Cmd].map(|keyword| file.launch(stage, keyword));
    let Some(first) = launches.into_iter().flatten().find(|launch| !launch.is_empty) else {
        return;
    };
    let node = first.script.single().is_some_and(|command| {
        command.is_one_of(&["node", "nodejs"])
            && command.wrappers().is_empty()
            && command.args().first().is_some_and(|word| !word.text().starts_with('-'))
    });
    if node && first.is_exec {
        cx.report(
            first.command,
            "`node` is the first process, and leaves ended children and signals alone",
        );
    }
}
