//! A password or a token in the address of an ADD.

use crate::model::{secret_names, tokens};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "add-remote-git-credentials",
    title: "The address of an ADD holds a password or a token",
    category: Category::Secrets,
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The address with the account in it stays in the image's history and in the build's records, for everybody \
          who can pull the image or read the log.",
    how: "Give the account to the builder instead: it takes the secret `GIT_AUTH_TOKEN` for Git over https, `--secret \
          id=GIT_AUTH_TOKEN`, and the keys of `--ssh default` for `git@`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ADD «https://jo:tr0ub4dor@git.example.com/app.git» /src
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ARG TOKEN
            ADD «https://x-access-token:${TOKEN}@github.com/acme/app.git» /src
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ARG TOKEN
            ADD https://github.com/acme/app.git /src
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD git@github.com:acme/app.git#v1.2 /src
            ADD ssh://git@github.com/acme/app.git#v1.2 /src
            ADD https://github.com/acme/app.git#v1.2 /src
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ADD https://example.com/@scope/package-1.2.tgz /src/
            ADD https://user:<password>@example.com/x.tgz /src/
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/build/building/secrets/#git-authentication-for-remote-contexts",
    ],
    check: Check::Instruction(&[Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    for source in copy.sources.iter().filter(|source| source.heredoc.is_none()) {
        let written = source.word.text.as_str();
        let Some((scheme, rest)) = written.split_once("://") else { continue };
        let authority = rest.split('/').next().unwrap_or(rest);
        let Some((account, _)) = authority.rsplit_once('@') else { continue };
        let (name, password) = account.split_once(':').unwrap_or((account, ""));
        let secret = if password.is_empty() { name } else { password };
        let user_only = password.is_empty()
            && (scheme == "ssh" || scheme == "git" || name.len() < 20 && !name.contains('$'));
        if user_only
            || secret_names::is_placeholder(&secret.replace("${", "$")) && !secret.contains('$')
        {
            continue;
        }
        if !tokens::find(written).is_empty() {
            continue; // secret-literal speaks of it.
        }
        let variable = secret.contains('$');
        let file = cx.file;
        let finding =
            cx.report(source.word.span, "the account in this address stays in the image's history");
        if variable {
            finding.severity(Severity::High);
        }
        super::mend_password(finding, file, source.word.span);
    }
}
