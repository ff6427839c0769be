//! A password or a token in a command of the build.

use crate::model::{credentials, tokens};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "credential-in-command-line",
    title: "A password is written into a command",
    category: Category::Secrets,
    severity: Severity::Critical,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6437", "DS-0031", "AVD-DS-0031", "DF013"],
    why: "The command stands in the file's repository and in the image's history, where everybody who can \
          pull the image reads it.",
    how: "Take the password back and make a new one. Mount it where it is needed, `RUN \
          --mount=type=secret,id=name …`, and read it from `/run/secrets/name`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN curl -u «deploy:tr0ub4dor» -fsSLO https://example.com/tool.tgz
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN --mount=type=secret,id=example_com_password,env=EXAMPLE_COM_PASSWORD,required=true \
                curl -u "deploy:${EXAMPLE_COM_PASSWORD}" -fsSLO https://example.com/tool.tgz
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN git clone https://jo:«tr0ub4dor»@example.com/app.git
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN --mount=type=secret,id=example_com_password,env=EXAMPLE_COM_PASSWORD,required=true \
                git -c url."https://jo:${EXAMPLE_COM_PASSWORD}@example.com/".insteadOf=https://example.com/ clone https://example.com/app.git
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN --mount=type=secret,id=deploy curl -u "deploy:$(cat /run/secrets/deploy)" -fsSLO https://example.com/tool.tgz
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p password && docker run -p 80:80 web
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=secret,id=git,env=TOKEN git clone https://jo:$TOKEN@example.com/app.git
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&[], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let Some(credential) = credentials::of(command) else { return };
    if !tokens::find(cx.text(credential.span)).is_empty() {
        return; // secret-literal speaks of it.
    }
    let file = cx.file;
    let message = match credential.is_default {
        true => format!("{} is one that everybody tries first", credential.what),
        false => format!("{} is in the file and in the image's history", credential.what),
    };
    let finding = cx.report(credential.span, message);
    if credential.is_default {
        finding.severity(Severity::Info);
    } else if credentials::is_local(command) {
        finding.severity(Severity::Low); // Of a server that no one else can reach yet.
    } else {
        super::mend_password(finding, file, credential.span);
    }
}
