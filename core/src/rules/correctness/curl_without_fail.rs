//! curl takes an error page for success.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "curl-without-fail",
    title: "curl does not fail on errors of the server",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF035", "curlUseFlagF"],
    why: "Without `-f` curl succeeds when the server answers 404 or 500, and saves the error \
          page as if it were the file. The step passes, and something breaks later or runs the \
          page as a script.",
    how: "Add `-f` (`--fail`), as in `curl -fsSL`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «curl» -sSL -o /tmp/tool.tgz https://example.org/tool.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN curl -f -sSL -o /tmp/tool.tgz https://example.org/tool.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.org/a && curl --fail-with-body https://example.org/b
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN curl --version && curl -sI https://example.org && test "$(curl -so /dev/null -w '%{http_code}' https://example.org)" = 200
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["curl"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    const FAILS: [&str; 4] = ["-f", "--fail", "--fail-with-body", "--fail-early"];
    const OTHER: [&str; 12] = [
        "-I",
        "--head",
        "-w",
        "--write-out",
        "-V",
        "--version",
        "-h",
        "--help",
        "-K",
        "--config",
        "--data",
        "-T",
    ];
    let operands = command.operands();
    let fetches =
        operands.iter().any(|word| word.text().contains("://")) || command.has_flag("--url");
    let hidden = command
        .args()
        .iter()
        .any(|word| word.prefix().is_empty() && word.is_bare() && !word.is_static());
    let Some(name) = command.name_word() else { return };
    if !fetches || hidden || command.has_one_flag_of(&FAILS) || command.has_one_flag_of(&OTHER) {
        return;
    }
    let kept = command.context.piped_out
        || command.has_one_flag_of(&["-o", "--output", "-O", "--remote-name"])
        || command.writes().next().is_some();
    let edits = !cx.this_run().is_exec && kept;
    let finding = cx.report(name.span, "`curl` succeeds when the server answers with an error");
    if edits {
        let change = "the step fails when the server answers with an error, instead of keeping the error page";
        let fix = Fix::recommended("fail on errors of the server", Phase::Packages, change);
        finding.fix(fix.insert(name.span.end, " -f"));
    }
}
