//! Two stages of one name: the first can no longer be reached by it.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "duplicate-stage-name",
    title: "Two stages have the same name",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DuplicateStageName",
        "DL3024",
        "DS-0012",
        "AVD-DS-0012",
        "CKV_DOCKER_11",
        "DF042",
        "EF0002",
        "DUPLICATE_BUILD_STAGE_NAME",
    ],
    why: "A name means the last stage that has it so far. `COPY --from` and `--target` may take files from another stage than \
          the reader thinks, and the earlier stage can be reached by its number only.",
    how: "Give every stage a name of its own.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS build
            FROM node:24 AS «build»
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::bad(
            "
            FROM golang:1.26 AS build
            FROM node:24 AS «Build»
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            FROM node:24 AS build-web
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            FROM alpine:3.22
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/duplicate-stage-name/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { return };
    let earlier = cx.file.stages[..stage.index].iter().find(|s| s.name.as_ref() == Some(name));
    if let Some(first) = earlier.and_then(|earlier| earlier.name_span) {
        let written = cx.text(span);
        let message = format!("stage name `{written}` is given a second time");
        cx.report(span, message).note(first, "the first stage of this name");
    }
}
