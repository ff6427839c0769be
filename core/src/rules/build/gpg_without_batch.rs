//! gpg may ask.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "gpg-without-batch",
    title: "gpg is called without --batch",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["gpgUseBatchFlag"],
    why: "Without `--batch` gpg may ask a question that nobody can answer in a build, and its output is not \
          meant for scripts.",
    how: "Add `--batch`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «gpg» --verify app.tgz.asc app.tgz
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN gpg --batch --verify app.tgz.asc app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN gpg --batch --verify app.tgz.asc app.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.org/key.asc | gpg --dearmor -o /etc/apt/keyrings/a.gpg && gpg --version
            ",
        ),
    ],
    links: &[],
    check: Check::Command(&["gpg", "gpg2"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let acts = [
        "--verify",
        "--recv-keys",
        "--recv-key",
        "--receive-keys",
        "--gen-key",
        "--decrypt",
        "--delete-keys",
    ];
    let written = |flags: &[&str]| command.args().iter().any(|word| flags.contains(&word.text()));
    let Some(name) =
        command.name_word().filter(|_| written(&acts) && !written(&["--batch", "--no-tty"]))
    else {
        return;
    };
    let exec = cx.this_run().is_exec;
    let finding = cx.report(name.span, "`gpg` may ask, and nobody can answer in a build");
    if !exec {
        finding.fix(
            Fix::recommended(
                "add `--batch`",
                Phase::Packages,
                "gpg fails where it would have asked",
            )
            .insert(name.span.end, " --batch"),
        );
    }
}
