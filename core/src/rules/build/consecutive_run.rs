//! RUN after RUN.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "consecutive-run",
    title: "Consecutive RUN instructions could be one",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DL3059", "S7031", "DF003", "WL2012"],
    why: "Every RUN makes a layer of its own, with a little overhead each. Whether that matters \
          is a matter of taste: separate steps are easier to read, and are cached one by one.",
    how: "Join steps that belong together with `&&`. Keep apart what changes at different \
          times.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN mkdir /a
            «RUN» mkdir /b
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN mkdir /a && mkdir /b
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir /a
            WORKDIR /a
            RUN mkdir b
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir /a && mkdir /b && touch /a/b
            RUN --network=none make
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let before = cx
        .file
        .runs
        .iter()
        .find(|other| other.instruction + 1 == run.instruction && other.stage == run.stage);
    let Some(before) = before else { return };
    let instructions = &cx.file.tree.instructions;
    let flags = |run: &Run| {
        instructions[run.instruction].flags.iter().map(|f| cx.text(f.span)).collect::<Vec<_>>()
    };
    let short = |run: &Run| {
        let own = run.script.commands.iter().filter(|command| !command.context.in_inner);
        run.script.is_clear() && !run.onbuild && own.count() <= 1
    };
    if flags(before) != flags(run) || !short(before) || !short(run) {
        return;
    }
    let fix = fix(before, run, cx);
    let finding = cx.report(run.word, "this step could be part of the `RUN` above");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

fn fix(before: &Run, run: &Run, cx: &Context<'_>) -> Option<Fix> {
    let moves = |run: &Run| {
        run.script.commands.iter().any(|c| {
            c.is_one_of(&["cd", "set", "export", "umask", "exec", ".", "source"])
                || c.words.is_empty()
        })
    };
    let comment = cx
        .file
        .tree
        .comments
        .iter()
        .any(|c| before.whole.end <= c.span.start && c.span.end <= run.whole.start);
    let tail = cx.file.tail(before)?;
    let plain = cx.file.is_plain(run) && run.mounts.is_empty() && run.script.pipelines.len() == 1;
    let lead = cx.text(Span::new(tail.at, before.whole.end)).trim().is_empty();
    let safe = plain
        && lead
        && !comment
        && !moves(before)
        && !moves(run)
        && !cx.file.is_windows(cx.this_stage());
    let change = "both steps become one layer, and run again together when either changes";
    let fix = Fix::review("join the two steps", Phase::Join, change);
    let span = Span::new(tail.at, run.script.body.span.start);
    safe.then(|| fix.replace(span, tail.joint).instructions(-1))
}
