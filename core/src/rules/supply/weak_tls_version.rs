//! A download that allows an old TLS version.

use crate::rule::prelude::*;
use crate::shell::Argument;

pub(super) static RULE: Rule = Rule {
    id: "weak-tls-version",
    title: "An old TLS or SSL version is asked for",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["S4423"],
    why: "SSL 2, SSL 3, TLS 1.0 and TLS 1.1 have flaws that let somebody on the way read or change what is \
          fetched. Both tools use a current version where nothing is said.",
    how: "Leave the flag out, or ask for `--tlsv1.2` and newer.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl «--tlsv1.0» -fsSLO https://example.com/tool.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl --proto '=https' --tlsv1.2 -fsSLO https://example.com/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN wget --secure-protocol=TLSv1_2 https://example.com/tool.tgz
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["curl", "wget"], check),
};

const FLAGS: [&str; 6] = ["--tlsv1.0", "--tlsv1.1", "--sslv2", "--sslv3", "-2", "-3"];

fn check(command: &Command, cx: &mut Context<'_>) {
    for argument in command.arguments(&["--tls-max", "--secure-protocol"]) {
        let Argument::Flag(flag) = argument else { continue };
        let value = flag.value.unwrap_or_default();
        let curl = command.is("curl")
            && (FLAGS.iter().any(|name| flag.is(name))
                || flag.is("--tls-max") && matches!(value, "1.0" | "1.1"));
        let wget = flag.is("--secure-protocol")
            && matches!(value, "SSLv2" | "SSLv3" | "TLSv1" | "TLSv1_1");
        if curl || (command.is("wget") && wget) {
            let span = flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
            let cut = cx.file.cut_flag(cx.this_run(), flag);
            let text = cx.text(span).to_owned();
            let finding =
                cx.report(span, format!("`{text}` allows a TLS version with known flaws"));
            if let Some(cut) = cut {
                let change = "servers that speak nothing newer than TLS 1.1 are refused";
                finding.fix(Fix::review("use today's TLS", Phase::Packages, change).delete(cut));
            }
        }
    }
}
