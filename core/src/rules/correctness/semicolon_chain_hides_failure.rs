//! A semicolon goes on after a failure.

use crate::rule::prelude::*;
use crate::shell::{Joint, Node, Op, Pipeline};

pub(super) static RULE: Rule = Rule {
    id: "semicolon-chain-hides-failure",
    title: "A failed command does not stop the step",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "After `;` the shell goes on whatever happened before. When the first command fails \
          and the last succeeds, the step succeeds, and a broken image is built, cached and \
          shipped.",
    how: "Join commands with `&&`, or begin the step with `set -e;`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN cd /src«;» make; make install
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN cd /src && make && make install
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN set -eux; cd /src; make; make install
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            WORKDIR /src
            COPY . .
            RUN cd /src; make install
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN for f in a b; do make "$f" || exit 1; done
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            SHELL ["/bin/bash", "-ec"]
            RUN cd /src; make
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

/// Commands whose failure does no harm, or which do not fail.
const HARMLESS: [&str; 9] =
    ["set", "export", "echo", "printf", "true", ":", "umask", "unset", "shopt"];

fn check(run: &Run, cx: &mut Context<'_>) {
    let script = &run.script;
    let errexit = cx.file.shell_has(run, "errexit");
    let windows = cx.file.is_windows(cx.this_stage())
        || script.commands.iter().any(|c| c.is_one_of(&["powershell", "pwsh", "cmd"]));
    if run.is_exec || !script.is_clear() || errexit || script.span.is_empty() || windows {
        return;
    }
    let lists: Vec<&Pipeline> = script.list(&script.body).collect();
    let joints = || lists.iter().filter_map(|pipeline| Some((*pipeline, pipeline.after?)));
    let last = lists.last().map(|pipeline| pipeline.index);
    let loses = |(pipeline, joint): &(&Pipeline, Joint)| {
        joint.op == Op::Semicolon
            && Some(pipeline.index) != last
            && matters(run, pipeline)
            && !is_there(run, pipeline, cx)
    };
    let Some((_, first)) = joints().find(loses) else { return };
    let mixed =
        joints().any(|(_, joint)| matches!(joint.op, Op::Or | Op::Background | Op::Newline));
    let fixable = !mixed
        && cx.file.is_plain(run)
        && lists.last().is_some_and(|pipeline| pipeline.after.is_none());
    let edits: Vec<(Span, &str)> = joints()
        .filter(|(_, joint)| joint.op == Op::Semicolon)
        .map(|(_, joint)| {
            let at = joint.span;
            let source = &cx.file.tree.source;
            let spaced = source[..at.start as usize].ends_with(char::is_whitespace);
            let tight = cx.file.with_blanks(at) == at
                && !source[at.end as usize..].starts_with(['\n', '\r']);
            (
                at,
                match (spaced, tight) {
                    (true, true) => "&& ",
                    (true, false) => "&&",
                    (false, true) => " && ",
                    (false, false) => " &&",
                },
            )
        })
        .collect();
    let finding = cx
        .report(first.span, "the step goes on after this, also when the command before it failed");
    if fixable {
        let change =
            "the step stops at the first command that fails; one that may fail needs `|| true`";
        let fix = Fix::review("stop at the first failure", Phase::Shell, change);
        finding.fix(edits.into_iter().fold(fix, |fix, (span, text)| fix.replace(span, text)));
    }
}

/// Whether a pipeline is a `cd` that can't fail, to a folder that is there in any image or that the file makes.
fn is_there(run: &Run, pipeline: &Pipeline, cx: &Context<'_>) -> bool {
    const ANYWHERE: [&str; 7] = ["/", "/tmp", "/opt", "/usr/local", "/usr/src", "/root", "/home"];
    let [node] = &pipeline.stages[..] else { return false };
    let folder = run.script.simple(node).filter(|command| command.is("cd"));
    let Some(folder) = folder.and_then(|cd| cd.args().first()?.literal()) else { return false };
    let folder = folder.trim_end_matches('/');
    let stages = || cx.file.lineage(cx.this_stage());
    let within = |path: &str| {
        path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ANYWHERE.contains(&folder)
        || folder.is_empty()
        || stages().flat_map(|stage| &stage.workdirs).any(|workdir| {
            workdir.at < run.instruction && workdir.value.as_deref().is_some_and(within)
        })
        || stages().flat_map(|stage| cx.file.copies_of(stage)).any(|copy| {
            copy.instruction < run.instruction && copy.dest_path.as_deref().is_some_and(within)
        })
}

/// Whether a pipeline's failure would be missed: without `set -e`, and not by a command that does not fail.
fn matters(run: &Run, pipeline: &Pipeline) -> bool {
    let mut inside = run.script.within(pipeline.span).peekable();
    let first = inside.peek().copied();
    let safe = first.is_none_or(|command| {
        command.context.options.errexit == Some(true)
            || command.is_one_of(&HARMLESS)
            || command.words.is_empty()
    });
    let simple = matches!(pipeline.stages[..], [Node::Simple(_)]) || pipeline.stages.len() > 1;
    let caught = pipeline.before.is_some_and(|joint| joint.op == Op::Or);
    simple && !safe && !caught
}
