//! curl stops at a redirect.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "curl-should-follow-redirects",
    title: "curl does not follow redirects",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["tally/curl-should-follow-redirects", "curlUseFlagL"],
    why: "Without `-L` curl saves the empty answer of a redirect and succeeds. Addresses of releases often \
          lead to another host, today or next year.",
    how: "Add `-L`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl» -fsS -o /app.tgz https://example.org/app.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -L -fsS -o /app.tgz https://example.org/app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL -o /app.tgz https://example.org/app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -f http://localhost:8080/ && curl -I https://example.org/
            ",
        ),
    ],
    links: &["https://curl.se/docs/manpage.html#-L"],
    check: Check::Command(&["curl"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let redirects = command.has_one_flag_of(&["-L", "--location", "--location-trusted"]);
    let Some((name, _)) = downloads::plain_curl(command) else { return };
    let kept = command.context.piped_out
        || command.has_one_flag_of(&["-o", "--output", "-O", "--remote-name"])
        || command.writes().next().is_some();
    // `-L` may come with what a variable holds.
    let hidden = command.args().iter().any(|word| word.prefix().is_empty() && !word.is_static());
    if redirects || !kept || hidden {
        return;
    }
    let exec = cx.this_run().is_exec;
    let finding = cx.report(name.span, "`curl` takes the answer of a redirect for the file");
    if !exec {
        finding.fix(
            Fix::review("follow redirects", Phase::Packages, "the file may come from another host")
                .insert(name.span.end, " -L"),
        );
    }
}
