//! `unset` in a RUN forgets nothing.

use crate::model::Kind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unset-env-in-other-layer",
    title: "A RUN unsets a variable that ENV has set",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["S6581"],
    why: "The variable belongs to the image. `unset` forgets it until its own step ends: later steps and the container \
          have it again.",
    how: "Give the variable to the steps that need it instead: `RUN NAME=value command`, or ARG. An ENV can only be \
          emptied, by another ENV.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ENV BUILD_FLAGS=-O2
            RUN make
            RUN «unset BUILD_FLAGS»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV CFLAGS=-O2
            RUN unset CFLAGS && make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN export CC=clang && make && unset CC
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#env"],
    check: Check::Command(&["unset"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (run, stage) = (cx.this_run(), cx.this_stage());
    let ends = run.script.commands[command.index..].iter().all(|later| later.is("unset"));
    if !ends || command.context.depth > 0 {
        return;
    }
    let env = command.operands().into_iter().find_map(|word| {
        let name = word.literal()?;
        cx.file
            .lineage(stage)
            .flat_map(|stage| stage.bindings.iter().rev())
            .find(|binding| binding.kind == Kind::Env && binding.name == name && binding.at < cx.at)
    });
    if let Some(env) = env {
        let message = format!("`{}` is set again as soon as this step ends", env.name);
        cx.report(command.span, message).note(env.span, "it is set here");
    }
}
