//! Git told not to check certificates.

use crate::model::variables;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "git-ssl-verify-off",
    title: "Git does not check the certificate",
    category: Category::Supply,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CKV2_DOCKER_14", "S4830"],
    why: "Git then accepts any certificate. Anybody between the build and the server can send a repository \
          of their own, which is built and becomes part of the image.",
    how: "Leave it out and install `ca-certificates`. For a server with a certificate of your own, set \
          `http.sslCAInfo`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN git -c «http.sslVerify=false» clone https://example.com/tool.git
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV «GIT_SSL_NO_VERIFY=1»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN git config --global http.sslVerify true
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN git -c http.sslCAInfo=/run/secrets/ca clone https://example.com/tool.git
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in file.assigned().iter().filter(|set| set.name == "GIT_SSL_NO_VERIFY" && set.has_value)
    {
        if !set.value.is_empty() && !variables::is_off(&set.value) {
            let finding = cx.report(
                set.span,
                format!("`{}={}` makes Git accept any certificate", set.name, set.value),
            );
            super::offer_without(finding, file, set);
        }
    }
    let scripts = file.runs.iter().flat_map(|run| &run.script.commands);
    for command in scripts.filter(|command| command.is("git")) {
        if let Some(span) = switched_off(command) {
            cx.report(span, format!("`{}` makes Git accept any certificate", cx.text(span)));
        }
    }
}

/// Where `http.sslVerify` is set to false: `-c http.sslVerify=false`, `config http.sslVerify false`.
fn switched_off(command: &Command) -> Option<Span> {
    let args = command.args();
    args.iter().enumerate().find_map(|(at, word)| {
        let text = word.text();
        let (name, value) =
            text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        let name = name.to_ascii_lowercase();
        let named = name.starts_with("http.") && name.ends_with("sslverify");
        let next = args.get(at + 1).filter(|_| value.is_none());
        let value = value.or(next.map(|word| word.text()))?;
        let span = next.map_or(word.span, |next| word.span.to(next.span));
        (named && variables::is_off(value)).then_some(span)
    })
}
