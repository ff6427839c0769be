//! What always changes, above an install.

use crate::model::{Binding, Kind, volatile};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "env-or-label-before-install",
    title: "A value that changes with every build stands above an install",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Every RUN gets the ARGs and ENVs above it, and runs again when one of them changes: with a commit \
          or a date there the install is never cached. A LABEL does no harm, but its ARG does.",
    how: "Move the ARG, and the ENV or LABEL that uses it, below the installs, to the end of the stage.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «ARG BUILD_DATE»
            LABEL org.opencontainers.image.created=$BUILD_DATE
            RUN apt-get update && apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ARG GIT_COMMIT
            «ENV COMMIT=$GIT_COMMIT»
            RUN apt-get update && apt-get install -y curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ARG BUILD_DATE
            LABEL org.opencontainers.image.created=$BUILD_DATE
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG VERSION
            ENV VERSION=$VERSION
            RUN apt-get update && apt-get install -y app=$VERSION
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/cache/invalidation/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let volatile: Vec<&Binding> = stage
        .bindings
        .iter()
        .filter(|b| b.kind == Kind::Arg && volatile::is_volatile(&b.name))
        .take(20)
        .collect();
    for (at, i) in
        file.steps(stage).filter(|(_, i)| matches!(i.keyword, Keyword::Env | Keyword::Label))
    {
        let uses = |name: &str| {
            let forms = [format!("${name}"), format!("${{{name}")];
            let mut values = i.pairs().iter().filter_map(|pair| pair.value.as_ref());
            values.any(|value| forms.iter().any(|form| value.text.contains(form)))
        };
        let Some(arg) = volatile.iter().find(|arg| arg.at < at && uses(&arg.name)) else {
            continue;
        };
        // A LABEL changes no step, but what it needs does.
        let cause = if i.keyword == Keyword::Env { at } else { arg.at };
        let install = file
            .runs_of(stage)
            .find(|run| run.instruction > cause && !run.onbuild && !run.installs.is_empty());
        // Between the two, `arg-busts-cache` speaks of it.
        if let Some(install) = install.filter(|install| install.instruction > at) {
            let message = match i.keyword {
                Keyword::Env => {
                    "this changes with every build, and what is installed below with it".to_owned()
                }
                _ => format!("every new `{}` runs the install below again", arg.name),
            };
            cx.report(file.tree.instructions[cause].head, message)
                .note(install.span, "this is installed anew");
            return;
        }
    }
}
