//! pip told to trust a host without a certificate.

use crate::model::{downloads, packages};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-trusted-host",
    title: "pip trusts a host without a certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_4", "CKV2_DOCKER_16", "S4830"],
    why: "For a trusted host pip accepts any certificate, and plain http. Anybody between the build and that \
          host can then send packages of their own, whose code runs while they are installed.",
    how: "Leave it out for public indexes, whose certificates are valid. For your own index, mount your \
          authority's certificate and set `PIP_CERT`.",
    examples: &[
        Example::bad("
            FROM python:3.14-slim
            RUN pip install --no-cache-dir «--trusted-host pypi.org» flask==3.1.2
            ").fixed("
            FROM python:3.14-slim
            RUN pip install --no-cache-dir flask==3.1.2
            "),
        Example::bad("
            FROM python:3.14-slim
            ENV «PIP_TRUSTED_HOST=pypi.example.com»
            "),
        Example::good("
            FROM python:3.14-slim
            RUN pip install --trusted-host localhost --index-url http://localhost:8080/simple flask==3.1.2
            "),
        Example::good("
            FROM python:3.14-slim
            ARG PIP_TRUSTED_HOST
            RUN pip install flask==3.1.2
            "),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in file.assigned().iter().filter(|set| set.name == "PIP_TRUSTED_HOST" && set.has_value)
    {
        if !downloads::is_local(&set.value) {
            cx.report(
                set.span,
                format!("pip takes packages from `{}` whoever answers for it", set.value),
            );
        }
    }
    for run in &file.runs {
        for command in &run.script.commands {
            let pip = packages::is_pip(command.name()) || packages::module(command) == Some("pip");
            for flag in command.flag_values("--trusted-host").into_iter().filter(|_| pip) {
                let value = flag.value.unwrap_or_default();
                if downloads::is_local(value) {
                    continue;
                }
                let cut = file.cut_flag(run, flag);
                let span =
                    flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
                let finding = cx.report(
                    span,
                    format!("pip takes packages from `{value}` whoever answers for it"),
                );
                if let Some(cut) = cut {
                    let change = "pip refuses the host where its certificate is not trusted";
                    finding.fix(
                        Fix::review("check the certificate", Phase::Packages, change).delete(cut),
                    );
                }
            }
        }
    }
}
