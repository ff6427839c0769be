//! A container started with all rights.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "privileged-flag-in-run",
    title: "A container is started with all rights",
    category: Category::Privilege,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "`--privileged` gives the container every device and every capability of the host: what runs in it can leave \
          it, and owns the machine that builds.",
    how: "Leave the flag away, or give the one capability that is needed, `--cap-add=NET_ADMIN`.",
    examples: &[
        Example::bad(
            "
            FROM docker:28-cli
            RUN docker run «--privileged» alpine:3.22 true
            ",
        ),
        Example::good(
            "
            FROM docker:28-cli
            RUN docker run --cap-add=NET_ADMIN alpine:3.22 true
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN echo 'docker run --privileged acme/app' > /usage.txt
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["docker", "podman", "nerdctl"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let given = command
        .args()
        .iter()
        .find(|word| matches!(word.literal(), Some("--privileged" | "--privileged=true")));
    let starts = command.args().iter().any(|word| matches!(word.text(), "run" | "create" | "exec"));
    if let Some(word) = given.filter(|_| starts) {
        let text = word.text();
        cx.report(word.span, format!("`{text}` gives the container every right on the host"));
    }
}
