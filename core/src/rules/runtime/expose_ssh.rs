//! SSH into a container.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-ssh",
    title: "SSH is exposed",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DS-0004", "AVD-DS-0004", "CKV_DOCKER_1", "AC_DOCKER_00026", "AC_DOCKER_0026"],
    why: "A container has one program and one way in: `docker exec`. A second one needs keys, passwords and \
          updates of its own, and is the first port that attackers try.",
    how: "Leave the SSH server out and use `docker exec` or `kubectl exec`. An image whose purpose is SSH, \
          such as one for Git, may expose it on a port above 1024.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            EXPOSE 80 «22»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            EXPOSE 2222 8022
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            EXPOSE 22/udp
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Instruction(&[Keyword::Expose], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, port) in file.ports(cx.at) {
        let tcp = port.protocol.is_empty() || port.protocol.eq_ignore_ascii_case("tcp");
        let covers = port.bounds().is_ok_and(|(first, last)| (first..=last).contains(&22));
        if tcp && covers {
            cx.report(word.span, format!("`{}` opens a way in by SSH", word.raw));
        }
    }
}
