//! FROM that is no image unless the build is given an argument.

use crate::image::Reference;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-arg-without-default",
    title: "FROM is no image unless an argument is given",
    category: Category::Base,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["InvalidDefaultArgInFrom", "BASE_NAME_EMPTY"],
    why: "A plain `docker build` fails, and so does every tool that reads the file without knowing the argument: scanners, \
          updaters, editors.",
    how: "Give the ARG a default that works.",
    examples: &[
        Example::bad(
            "
            ARG TAG
            FROM node:«$TAG»
            ",
        ),
        Example::bad(
            "
            ARG BASE=
            FROM «${BASE}»
            ",
        ),
        Example::good(
            "
            ARG TAG=24
            FROM node:$TAG
            ",
        ),
        Example::good(
            "
            ARG VARIANT
            FROM node:24${VARIANT}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(word) = file.default_base(stage) else { return };
    let Some(image) = word.text.as_deref().filter(|image| *image != word.raw) else { return };
    if Reference::parse(image).is_ok() || !word.unset.is_empty() {
        return;
    }
    let message = match image {
        "" => format!("`FROM {}` is empty unless an argument is given", word.raw),
        image => format!("without an argument this is `FROM {image}`, which is no image"),
    };
    let used = word.without_value.first();
    let span = used.map_or(word.span, |name| file.use_of(word, name));
    let finding = cx.report(span, message);
    for global in file.globals.iter().filter(|global| word.raw.contains(&global.name)) {
        finding.note(global.span, "declared here");
    }
}
