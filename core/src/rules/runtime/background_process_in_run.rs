//! A process does not outlive its step.

use crate::rule::prelude::*;
use crate::shell::Op;

pub(super) static RULE: Rule = Rule {
    id: "background-process-in-run",
    title: "A step leaves a process in the background",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A layer holds files, not processes: what runs in the background is killed when the step ends, \
          perhaps in the middle of its work.",
    how: "Do the work in the foreground, or start the program when the container runs: CMD or ENTRYPOINT.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN ./serve --port 8000 «&»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN ./serve & sleep 1 && ./test
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN (./one & ./two & wait)
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let script = &run.script;
    let Some(last) = script.body.pipelines.last().map(|index| &script.pipelines[*index]) else {
        return;
    };
    let waits = script.named(&["wait"]).next().is_some();
    if let Some(joint) =
        last.after.filter(|joint| joint.op == Op::Background && script.is_clear() && !waits)
    {
        cx.report(joint.span, "the process ends with the step: an image holds files only");
    }
}
