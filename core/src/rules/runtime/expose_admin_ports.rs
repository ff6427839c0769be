//! Ports that control the container.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-admin-ports",
    title: "A port for administration is exposed",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6473"],
    why: "Telnet, remote desktops, debuggers and the Docker daemon give whoever reaches the port control over \
          the container, often without a password.",
    how: "Leave such services out of the image, or publish the port on 127.0.0.1 only while it is needed.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            EXPOSE 8080 «5900»
            ",
        ),
        Example::bad(
            "
            FROM node:24
            EXPOSE 3000 «9229»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            EXPOSE 8080 8443
            ",
        ),
        Example::good(
            "
            FROM docker:28-dind
            EXPOSE 2376
            FROM node:24 AS dev
            EXPOSE 9229
            FROM node:24
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#expose"],
    check: Check::Instruction(&[Keyword::Expose], check),
};

/// Telnet, Docker without TLS, remote desktops, the debuggers of Node and of Java.
const ADMIN: [(u16, &str); 7] = [
    (23, "Telnet"),
    (2375, "the Docker daemon without TLS"),
    (3389, "a remote desktop"),
    (5005, "the Java debugger"),
    (5800, "a remote desktop"),
    (5900, "a remote desktop"),
    (9229, "the Node debugger"),
];

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    if !cx.stage.is_some_and(|stage| stage.ships && !stage.is_dev()) {
        return;
    }
    for (word, port) in file.ports(cx.at) {
        let Ok((first, last)) = port.bounds() else { continue };
        let tcp = port.protocol.is_empty() || port.protocol.eq_ignore_ascii_case("tcp");
        // Others than debuggers use this port too.
        let java =
            || ["java", "jdk", "jre", "jdwp"].iter().any(|word| file.tree.source.contains(word));
        let found = ADMIN.iter().find(|(number, _)| {
            tcp && first == last && *number == first && (first != 5005 || java())
        });
        if let Some((number, what)) = found {
            cx.report(word.span, format!("`{number}` is the port of {what}"));
        }
    }
}
