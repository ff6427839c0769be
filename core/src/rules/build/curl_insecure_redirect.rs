//! A redirect may leave TLS.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "curl-insecure-redirect",
    title: "curl follows a redirect from https to http",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Strict,
    aliases: &["S6506"],
    why: "With `-L` curl also follows a redirect to plain http, where anybody on the way can change what \
          arrives.",
    how: "Allow nothing but https: `curl --proto '=https' …`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl» -fsSL -o /app.tgz https://example.org/app.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl --proto '=https' -fsSL -o /app.tgz https://example.org/app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl --proto '=https' --tlsv1.2 -fsSL -o /app.tgz https://example.org/app.tgz
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl -fsS -o /app.tgz https://example.org/app.tgz && echo "$SUM  /app.tgz" | sha256sum -c -
            RUN curl -fsSL -o /b.tgz https://example.org/b.tgz && echo "$SUM  /b.tgz" | sha256sum -c -
            "#,
        ),
    ],
    links: &["https://curl.se/docs/manpage.html#--proto"],
    check: Check::Command(&["curl"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let redirects = command.has_one_flag_of(&["-L", "--location", "--location-trusted"]);
    let Some((name, url)) = downloads::plain_curl(command) else { return };
    let kept = command.has_one_flag_of(&["--proto", "--proto-redir"]);
    let hidden = command.args().iter().any(|word| word.prefix().is_empty() && !word.is_static());
    let run = cx.this_run();
    let verified = run.script.commands.iter().any(|command| downloads::verifies(command).is_some());
    if !redirects || kept || hidden || verified || !url.starts_with("https://") {
        return;
    }
    let finding = cx.report(name.span, "`curl` would follow a redirect to http");
    if !run.is_exec && !command.context.in_inner {
        finding.fix(
            Fix::review("allow https only", Phase::Packages, "a redirect to http fails the step")
                .insert(name.span.end, " --proto '=https'"),
        );
    }
}
