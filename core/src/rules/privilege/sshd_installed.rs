//! A second way into the container.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "sshd-installed",
    title: "An SSH server is installed",
    category: Category::Privilege,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["AC_DOCKER_0026"],
    why: "An SSH server is one more door into the container: it wants passwords or keys in the image, runs as root, and \
          must be patched. Its host keys are the same in every container of the image.",
    how: "Leave it out: `docker exec` and `kubectl exec` open a shell where one is needed. An image whose purpose is \
          SSH, such as one for Git, needs it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «openssh-server»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN apt-get update && apt-get install -y openssh-server
            FROM debian:13-slim
            COPY --from=build /out /out
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache openssh-client openssh-keygen
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const SERVERS: &[&str] = &["openssh-server", "dropbear", "tinyssh"];

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    if !stage.ships || stage.is_dev() {
        return;
    }
    let file = cx.file;
    let serves = [Keyword::Entrypoint, Keyword::Cmd].into_iter().any(|keyword| {
        file.launch(stage, keyword).is_some_and(|launch| file.text(launch.span).contains("sshd"))
    });
    for package in run.installs.iter().flat_map(|install| &install.packages) {
        let name = package.text.split(['=', '@', ':']).next().unwrap_or_default();
        if !SERVERS.contains(&name) {
            continue;
        }
        let finding =
            cx.report(package.span, format!("`{name}` is one more door into the container"));
        if serves {
            finding.severity(Severity::Low); // That is what the image is for.
        }
    }
}
