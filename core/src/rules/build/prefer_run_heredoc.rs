//! A long chain could be a heredoc.

use crate::rule::prelude::*;
use crate::shell::Op;

pub(super) static RULE: Rule = Rule {
    id: "prefer-run-heredoc",
    title: "A long chain of commands could be a heredoc",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/prefer-run-heredoc", "tally/prefer-formatted-heredocs"],
    why: "A heredoc needs no `&&` and no backslash on every line, and comments may stand between its lines.",
    how: "Write `RUN <<EOF`, then `set -e`, then one command a line.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «RUN» a && b && c && d && e && f && g && h
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN a && b && c
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            set -e
            a
            b
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#here-documents"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let long = run.script.body.pipelines.len() >= 8;
    let chained = run
        .script
        .list(&run.script.body)
        .skip(1)
        .all(|p| p.before.is_some_and(|joint| joint.op == Op::And));
    if long && chained && cx.file.is_plain(run) {
        cx.report(
            run.word,
            format!("{} commands are chained here", run.script.body.pipelines.len()),
        );
    }
}
