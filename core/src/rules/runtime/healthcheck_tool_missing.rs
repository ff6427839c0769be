//! The health check calls what is not there.

use crate::model::tools;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "healthcheck-tool-missing",
    title: "The HEALTHCHECK uses a tool that the image does not have",
    category: Category::Runtime,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The check fails every time, as its program is not found. The container counts as unhealthy, and \
          Swarm replaces it again and again.",
    how: "Install the tool, or ask with what is there: BusyBox has `wget`, and Python, Node and PHP can open a \
          URL in one line.",
    examples: &[
        Example::bad(
            r#"
            FROM python:3.14-slim
            HEALTHCHECK CMD «curl -f http://127.0.0.1:8000/»
            CMD ["gunicorn", "app:app"]
            "#,
        ),
        Example::bad(
            r#"
            FROM node:24-alpine
            HEALTHCHECK CMD «["curl", "-f", "http://127.0.0.1:8000/"]»
            "#,
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN apt-get update && apt-get install -y --no-install-recommends curl
            HEALTHCHECK CMD curl -f http://127.0.0.1:8000/
            ",
        ),
        Example::good(
            "
            FROM node:24-alpine
            HEALTHCHECK CMD wget -q --spider http://127.0.0.1:8000/
            ",
        ),
        Example::good(
            "
            FROM node:24
            HEALTHCHECK CMD curl -f http://127.0.0.1:8000/
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#healthcheck"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let Some(health) =
        file.launch(stage, Keyword::Healthcheck).filter(|launch| launch.stage == stage.index)
    else {
        return;
    };
    let Base::Image(image) = file.root_of(stage) else { return };
    let missing = health.script.commands.iter().find(|command| {
        tools::lacks(image, command.name()) && !file.may_bring(stage, command.name())
    });
    if let Some(command) = missing {
        let span = if health.is_exec { health.command } else { command.span };
        cx.report(
            span,
            format!("`{}` is not in `{}`, and nothing installs it", command.name(), image.bare()),
        );
    }
}
