//! `8080:80`: EXPOSE publishes nothing, so a host's port has no place in it.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-invalid-format",
    title: "EXPOSE names a host's port or address",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["ExposeInvalidFormat", "expose_host_port", "ExposeInvalidProtocol", "INVALID_PROTO"],
    why: "EXPOSE notes which port the container listens on. The part before the colon is dropped, so nothing is published, \
          and a later builder may refuse the line.",
    how: "Write the container's port alone, and publish with `docker run --publish`.",
    examples: &[
        Example::bad(
            "
            FROM nginx:1.30
            EXPOSE «8080:80» «127.0.0.1:443:443/tcp»
            ",
        )
        .fixed(
            "
            FROM nginx:1.30
            EXPOSE 80 443/tcp
            ",
        ),
        Example::good(
            "
            FROM nginx:1.30
            EXPOSE 80 8000-8010/udp
            ",
        ),
        Example::good(
            "
            FROM nginx:1.30
            ARG PORT=80
            EXPOSE ${PORT:-8080}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/expose-invalid-format/"],
    check: Check::Instruction(&[Keyword::Expose], check),
};

fn check(_expose: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, port) in file.ports(cx.at).filter(|_| !cx.onbuild).collect::<Vec<_>>() {
        if !port.has_host() || port.fault().is_some() {
            continue;
        }
        let written = cx.text(word.span);
        let host = port.host.unwrap_or_default();
        let finding =
            cx.report(word.span, format!("`{host}` before the container's port has no effect"));
        if let Some(rest) = written.strip_prefix(&format!("{host}:")) {
            let cut = Span::new(word.span.start, word.span.end - rest.len() as u32);
            let fix = Fix::safe("keep the container's port", Phase::Local, Proof::Same);
            finding.fix(fix.delete(cut));
        }
    }
}
