//! What always changes, above an install.

use crate::model::{Kind, volatile};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "env-or-label-before-install",
    title: "A value that changes with every build stands above an install",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Every instruction below one that changes is built anew: with a commit or a date in a LABEL or ENV \
          above it the install is never cached.",
    how: "Move it below the installs, to the end of the stage.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            ARG BUILD_DATE
            «LABEL org.opencontainers.image.created=$BUILD_DATE»
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
    let volatile: Vec<&str> = stage
        .bindings
        .iter()
        .filter(|b| b.kind == Kind::Arg && volatile::is_volatile(&b.name))
        .map(|b| b.name.as_str())
        .take(20)
        .collect();
    for (at, i) in
        file.steps(stage).filter(|(_, i)| matches!(i.keyword, Keyword::Env | Keyword::Label))
    {
        let used = i.pairs().iter().filter_map(|pair| pair.value.as_ref()).any(|value| {
            volatile.iter().any(|name| {
                value.text.contains(&format!("${name}"))
                    || value.text.contains(&format!("${{{name}"))
            })
        });
        let install = file
            .runs_of(stage)
            .find(|run| run.instruction > at && !run.onbuild && !run.installs.is_empty());
        if let Some(install) = install.filter(|_| used) {
            cx.report(i.head, "this changes with every build, and what is installed below with it")
                .note(install.span, "this is installed anew");
            return;
        }
    }
}
