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
            let hint = match file.nearest_global(name) {
                Some(near) => format!(": did you mean `${}`?", near.name),
                None => ": no ARG before the first FROM declares it".to_owned(),
            };
            cx.report(file.use_of(word, name), format!("`${name}` is not known here{hint}"));
        }
    }
}
