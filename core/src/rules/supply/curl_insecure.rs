//! curl told not to check certificates.

use crate::model::downloads;
use crate::rule::prelude::*;
use crate::shell::Argument;

pub(super) static RULE: Rule = Rule {
    id: "curl-insecure",
    title: "curl does not check the certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_2", "S4830"],
    why: "Without the check of the certificate, anybody between the build and the server can answer in the \
          server's place. What they send is unpacked or run as root and becomes part of the image.",
    how: "Leave the flag out and install `ca-certificates`. For a server with a certificate of your own, \
          mount your authority's certificate and name it with `--cacert`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl «-k» -fsSL https://example.com/tool -o /usr/local/bin/tool
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl «-sSkL» https://example.com/tool -o /usr/local/bin/tool
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -sSL https://example.com/tool -o /usr/local/bin/tool
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.com/k -o /usr/local/bin/k
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN start-server && curl -k https://localhost:8443/ready
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["curl"], check),
};

const FLAGS: [&str; 4] = ["-k", "--insecure", "--proxy-insecure", "--doh-insecure"];

fn check(command: &Command, cx: &mut Context<'_>) {
    let addresses = command.operands();
    if !addresses.is_empty() && addresses.iter().all(|word| downloads::is_local(word.text())) {
        return;
    }
    for argument in command.arguments(&[]) {
        let Argument::Flag(flag) = argument else { continue };
        if !FLAGS.iter().any(|name| flag.is(name)) {
            continue;
        }
        let cut = cx.file.cut_flag(cx.this_run(), flag);
        let text = flag.word.text();
        let checked = cx.this_run().last_sum > Some(command.index);
        let then = if checked { super::ONLY_A_SUM } else { "" };
        let message = format!("`curl {text}` accepts any certificate{then}");
        let finding = cx.report(flag.word.span, message);
        if checked {
            finding.severity(Severity::Low);
        }
        if let Some(cut) = cut {
            let change = "a server whose certificate is not trusted is refused from now on";
            finding.fix(Fix::review("check the certificate", Phase::Packages, change).delete(cut));
        }
    }
}
