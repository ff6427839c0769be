//! `80/TCP`: protocols are lower-case.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "expose-protocol-casing",
    title: "A protocol of EXPOSE has upper-case letters",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["ExposeProtoCasing", "DF078"],
    why: "The builder writes it in lower case, but other tools compare the text: `80/TCP` and `80/tcp` are two ports to them.",
    how: "Write the protocol in lower case.",
    examples: &[
        Example::bad(
            "
            FROM nginx:1.30
            EXPOSE 80 «443/TCP» «53/Udp»
            ",
        )
        .fixed(
            "
            FROM nginx:1.30
            EXPOSE 80 443/tcp 53/udp
            ",
        ),
        Example::good(
            "
            FROM nginx:1.30
            EXPOSE 80/tcp 443
            ",
        ),
        Example::good(
            "
            FROM nginx:1.30
            ARG PORT=80
            EXPOSE $PORT
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
    check: Check::Instruction(&[Keyword::Expose], check),
};

fn check(_expose: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, port) in file.ports(cx.at).filter(|_| !cx.onbuild).collect::<Vec<_>>() {
        let lower = port.protocol.to_ascii_lowercase();
        if lower == port.protocol || port.fault().is_some() {
            continue;
        }
        let message = format!("protocol `{}` has upper-case letters", port.protocol);
        let written = cx.text(word.span);
        let finding = cx.report(word.span, message);
        if let Some(before) = written.strip_suffix(port.protocol.as_str()) {
            let span = Span::new(word.span.start + before.len() as u32, word.span.end);
            let fix = Fix::safe("write the protocol in lower case", Phase::Local, Proof::Same);
            finding.fix(fix.replace(span, lower));
        }
    }
}
