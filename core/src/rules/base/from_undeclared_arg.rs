//! FROM uses a variable that is no ARG before it.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-undeclared-arg",
    title: "FROM uses a variable that no ARG declares",
    category: Category::Base,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["UndefinedArgInFrom", "DF086"],
    why: "In a FROM line only ARGs that stand before the first FROM have a value. Any other name is empty, so the build \
          fails or takes another image than meant, and `--build-arg` can't set it.",
    how: "Declare the ARG above the first FROM, best with a default.",
    examples: &[
        Example::bad(
            "
            ARG NODE_VERSION=24
            FROM node:«$NODE_VERSON»
            ",
        )
        .fixed(
            "
            ARG NODE_VERSION=24
            FROM node:$NODE_VERSION
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim AS base
            ARG TAG=1.2
            FROM ghcr.io/acme/app:«${TAG}»
            ",
        ),
        Example::good(
            "
            ARG NODE_VERSION=24
            FROM --platform=$BUILDPLATFORM node:$NODE_VERSION
            ",
        ),
        Example::good(
            "
            ARG TAG
            FROM node:${TAG:-24}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/undefined-arg-in-from/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for word in file.defaulted(stage.from) {
        for name in &word.unset {
            let near = file.nearest_global(name);
            let hint = match near {
                Some(near) => format!(": did you mean `${}`?", near.name),
                None => ": no ARG before the first FROM declares it".to_owned(),
            };
            let span = file.use_of(word, name);
            let written = file.text(span);
            let finding = cx.report(span, format!("`${name}` is not known here{hint}"));
            if let Some(near) = near.filter(|_| written.matches(name.as_str()).count() == 1) {
                let change = "the image is the one that the declared argument names";
                let fix = Fix::review("write the name that is declared", Phase::Base, change);
                finding.fix(fix.replace(span, written.replace(name.as_str(), &near.name)));
            }
        }
    }
}
