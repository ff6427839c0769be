//! An ARG that changes every time, above expensive steps.

use crate::model::{Kind, volatile};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "arg-busts-cache",
    title: "A build argument that always changes stands above an install",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A RUN below an ARG runs again when the argument's value changes, whether it uses it or not. With a \
          commit or a date nothing below is ever cached.",
    how: "Declare it right above the instruction that uses it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «ARG GIT_COMMIT»
            RUN apt-get update && apt-get install -y curl
            ENV COMMIT=$GIT_COMMIT
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ARG GIT_COMMIT
            ENV COMMIT=$GIT_COMMIT
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ARG GIT_COMMIT
            ENV COMMIT=$GIT_COMMIT
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG GIT_COMMIT
            RUN echo $GIT_COMMIT > /version && apt-get update && apt-get install -y curl
            ARG VERSION=1.2
            RUN apt-get install -y app=$VERSION
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/cache/invalidation/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for binding in stage
        .bindings
        .iter()
        .filter(|b| b.kind == Kind::Arg && volatile::is_volatile(&b.name))
        .take(20)
    {
        let i = &file.tree.instructions[binding.at];
        let later = || file.steps(stage).filter(|(at, _)| *at > binding.at);
        let uses = |i: &Instruction| file.text(i.span).contains(&binding.name);
        let first_use = later().find(|(_, i)| uses(i));
        let before = |at: usize| first_use.is_none_or(|(used, _)| at < used);
        let install = file.runs_of(stage).find(|run| {
            run.instruction > binding.at
                && before(run.instruction)
                && !run.onbuild
                && !run.installs.is_empty()
        });
        let Some(install) = install else { continue };
        let alone =
            i.pairs().len() == 1 && file.tree.above(i).is_empty() && i.keyword == Keyword::Arg;
        let text = format!("{}{}", file.text(i.span), file.tree.newline());
        let lines = file.lines_of(i).filter(|_| alone && i.gaps.is_empty());
        let message = format!(
            "every new `{}` runs the install below again, which doesn't use it",
            binding.name
        );
        let finding = cx.report(i.head, message);
        finding.note(install.span, "this is installed anew");
        if let (Some(lines), Some((_, used))) = (lines, first_use) {
            let change = "the steps between no longer see the argument, and stay in the cache";
            let fix = Fix::review("declare it where it is used", Phase::Order, change);
            finding.fix(fix.delete(lines).insert(file.above(used), text));
        }
    }
}
