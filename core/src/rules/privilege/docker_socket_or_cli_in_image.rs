//! Docker within the image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "docker-socket-or-cli-in-image",
    title: "The image is made to steer Docker on the host",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Strict,
    aliases: &[],
    why: "Whoever may talk to Docker's socket may start a container that owns the host. An image that brings the client \
          is made to have that socket mounted.",
    how: "Give the one call that is needed to a small service that checks it, or use a rootless builder such as BuildKit \
          or Kaniko for images.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «docker.io»
            ",
        ),
        Example::bad(
            r#"
            FROM debian:13-slim
            CMD «["agent", "--socket=/var/run/docker.sock"]»
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN apt-get update && apt-get install -y docker.io
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            FROM docker:28-cli
            RUN apk add --no-cache docker-compose
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/security/#docker-daemon-attack-surface"],
    check: Check::Stage(check),
};

const PACKAGES: &[&str] = &[
    "docker.io",
    "docker-ce",
    "docker-ce-cli",
    "docker-cli",
    "docker-engine",
    "moby-cli",
    "moby-engine",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let own = matches!(file.root_of(stage), Base::Image(image) if image.repository() == "docker");
    if !stage.ships || own || stage.is_dev() {
        return;
    }
    for run in file.runs_of(stage) {
        let found =
            run.installs.iter().flat_map(|install| &install.packages).find(|package| {
                PACKAGES.contains(&package.text.split('=').next().unwrap_or_default())
            });
        if let Some(package) = found {
            cx.report(
                package.span,
                format!("`{}` is there to steer Docker on the host", package.text),
            );
        }
    }
    let launches = file.launches.iter().filter(|launch| launch.stage == stage.index);
    for launch in launches.filter(|launch| launch.keyword != Keyword::Healthcheck) {
        if file.text(launch.command).contains("docker.sock") {
            cx.report(launch.command, "the command uses Docker's socket on the host");
        }
    }
}
