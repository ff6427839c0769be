//! A heredoc goes on after a failure.

use crate::rule::prelude::*;
use crate::shell::Op;

pub(super) static RULE: Rule = Rule {
    id: "heredoc-without-errexit",
    title: "A failed line does not stop the heredoc",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The lines of a RUN heredoc are a script without `set -e`: only the last line decides \
          whether the step fails. A download that fails in the first line is not noticed.",
    how: "Begin the heredoc with `set -e`, or choose a shell that does: `SHELL [\"/bin/bash\", \
          \"-ec\"]`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «<<EOF»
            apt-get update
            apt-get install -y curl
            EOF
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN <<EOF
            set -e
            apt-get update
            apt-get install -y curl
            EOF
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            set -eux
            apt-get update
            apt-get install -y curl
            EOF
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN <<EOF
            #!/usr/bin/env python3
            import sys
            print(sys.version)
            EOF
            RUN <<EOF
            make && make install
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let instruction = &cx.file.tree.instructions[run.instruction];
    let [heredoc] = &instruction.heredocs[..] else { return };
    let script = &run.script;
    let lone = heredoc.body.contains(script.span) && !script.span.is_empty();
    if run.onbuild || !lone || !script.is_clear() || cx.file.shell_has(run, "errexit") {
        return;
    }
    let lists: Vec<_> = script.list(&script.body).collect();
    let Some(((last, before), first)) = lists.split_last().zip(lists.first()) else { return };
    let options = |command: &Command| command.context.options.errexit == Some(true);
    let strict = script.within(last.span).next().is_none_or(options);
    let shebang = cx.text(heredoc.body).starts_with("#!");
    let loses = before.iter().any(|pipeline| {
        let command = script.within(pipeline.span).next();
        let goes_on =
            pipeline.after.is_some_and(|joint| matches!(joint.op, Op::Newline | Op::Semicolon));
        goes_on
            && command.is_some_and(|command| {
                !command.words.is_empty() && !command.is_one_of(&["set", "export", "echo"])
            })
    });
    if strict || !loses || shebang && cx.file.shebang_has(heredoc.body, 'e') {
        return;
    }
    let place = cx.file.line_start(first.span.start);
    let indent = cx.file.indent(first.span.start);
    let line = format!("{indent}set -e{}", cx.newline());
    let finding = cx
        .report(heredoc.word, "only the last line of this heredoc decides whether the step fails");
    let change = "the step stops at the first line that fails; one that may fail needs `|| true`";
    finding.fix(
        Fix::recommended("stop at the first failure", Phase::Shell, change).insert(place, line),
    );
}
