//! wget told not to check certificates.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "wget-no-check-certificate",
    title: "wget does not check the certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_3", "S4830"],
    why: "Without the check of the certificate, anybody between the build and the server can answer in the \
          server's place. What they send is unpacked or run as root and becomes part of the image.",
    how: "Leave the flag out and install `ca-certificates`. For a server with a certificate of your own, \
          mount your authority's certificate and name it with `--ca-certificate`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN wget -q «--no-check-certificate» https://example.com/tool.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN wget -q https://example.com/tool.tgz
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "wget --no-check-certificate is not the way"
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN wget --ca-certificate=/run/secrets/ca https://example.com/tool.tgz
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["wget"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let addresses = command.operands();
    if !addresses.is_empty() && addresses.iter().all(|word| downloads::is_local(word.text())) {
        return;
    }
    let Some(flag) = command.flag("--no-check-certificate") else { return };
    let cut = cx.file.cut_flag(cx.this_run(), flag);
    let checked = cx.this_run().last_sum > Some(command.index);
    let then = if checked { super::ONLY_A_SUM } else { "" };
    let message = format!("`wget --no-check-certificate` accepts any certificate{then}");
    let finding = cx.report(flag.word.span, message);
    if checked {
        finding.severity(Severity::Low);
    }
    if let Some(cut) = cut {
        let change = "a server whose certificate is not trusted is refused from now on";
        finding.fix(Fix::review("check the certificate", Phase::Packages, change).delete(cut));
    }
}
