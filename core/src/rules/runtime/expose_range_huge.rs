//! Hundreds of ports.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-range-huge",
    title: "EXPOSE names a large range of ports",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "With `docker run -P` every port of the range is published, each with a process and firewall rules of \
          its own: the container takes minutes to start.",
    how: "Name the ports that are used, or leave the range to `docker run` and host networking.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            EXPOSE 5060/udp «10000-20000/udp»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            EXPOSE 8000-8010
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            EXPOSE 80 443
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Instruction(&[Keyword::Expose], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, port) in file.ports(cx.at) {
        if let Some((first, last)) = port.bounds().ok().filter(|(first, last)| last - first > 100) {
            cx.report(
                word.span,
                format!("`{}` names {} ports", word.raw, u32::from(last - first) + 1),
            );
        }
    }
}
