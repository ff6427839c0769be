//! The password of a proxy in the image's settings.

use crate::model::{Kind, PROXY_ARGS, secret_names, tokens};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "proxy-credentials-in-env",
    title: "The password of a proxy is in the image's settings",
    category: Category::Secrets,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "ENV stays in the image: everybody who can pull it sees the account with which the company goes out, and every \
          container uses it. The builder knows proxy settings without ENV, and keeps those out of the history.",
    how: "Leave the line out and build with `--build-arg HTTPS_PROXY=…`, which needs no ARG, or put the proxy into \
          `~/.docker/config.json`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            ARG PROXY_USER
            ARG PROXY_PASS
            ENV «HTTPS_PROXY="http://$PROXY_USER:$PROXY_PASS@proxy.example.com:3128"»
            RUN apt-get update
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            ARG PROXY_USER
            ARG PROXY_PASS
            RUN apt-get update
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV HTTP_PROXY=http://proxy.example.com:3128 NO_PROXY=localhost,jo@example.com
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV HTTP_PROXY=http://user:password@proxy.example.com:3128
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/cli/proxy/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for binding in stage.bindings.iter().filter(|binding| binding.kind == Kind::Env) {
        let proxy = PROXY_ARGS.contains(&binding.name.as_str());
        let Some(raw) = binding.raw.as_ref().filter(|_| proxy) else { continue };
        let text = raw.text.as_str();
        // A password that is written out is secret-literal's.
        if tokens::password_in_url(text).is_some() || !has_account(text) {
            continue;
        }
        let message = format!(
            "`{}` holds the account of the proxy, for everybody who has the image",
            binding.name
        );
        let instruction = &cx.file.tree.instructions[binding.at];
        let pair = instruction.pairs().iter().find(|pair| pair.span == binding.span);
        let cut = pair.and_then(|pair| cx.file.pair_cut(binding.at, pair));
        let lines = i32::from(instruction.pairs().len() == 1);
        let finding = cx.report(binding.span, message);
        if let Some(cut) = cut {
            let change = "the build gets the proxy from `--build-arg`, and the container from where it is started";
            let fix = Fix::review("leave the proxy out", Phase::Secrets, change);
            let mut fix = fix.delete(cut).instructions(-lines);
            fix.build_argument = Some(format!("--build-arg {}=…", binding.name));
            finding.fix(fix);
        }
    }
}

/// Whether an address has a name and a password, of which the password comes from a variable.
fn has_account(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let host = rest.split('/').next().unwrap_or(rest);
    let Some((account, _)) = host.rsplit_once('@') else { return false };
    let Some((_, password)) = account.split_once(':') else { return false };
    password.contains('$') && !secret_names::is_placeholder(&password.replace("${", "$"))
}
