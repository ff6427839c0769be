//! `--from=` with a name that no earlier stage has.

use crate::model::images::Source;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-unknown-stage",
    title: "COPY or a mount takes from a stage that is not there",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3022",
        "DF049",
        "EC0002",
        "tally/circular-stage-deps",
        "circular-stage-dependency",
    ],
    why: "A stage that comes later, or a number beyond the last, stops the build. Another word is taken for an \
          image of that name on Docker Hub, which may be anybody's.",
    how: "Name an earlier stage, an image with its tag, or a build context that you give with `--build-context`.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS builder
            FROM scratch
            COPY --from=«bulder» /app /app
            ",
        ),
        Example::bad(
            "
            FROM scratch AS run
            COPY --from=«build» /app /app
            FROM golang:1.26 AS build
            ",
        ),
        Example::bad(
            "
            FROM scratch
            COPY --from=«3» /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS Build
            FROM scratch
            COPY --from=build /app /app
            COPY --from=0 /lib /lib
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/bin/
            COPY --from=node:24 /usr/local/bin/node /usr/bin/
            ",
        ),
        Example::good(
            "
            FROM scratch
            COPY --from=$STAGE / /
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---from"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for mention in file.mentions().iter().filter(|mention| mention.keyword != Keyword::From) {
        let name = &mention.name;
        let (message, severity) = match file.source(mention.at, name) {
            Some(Source::Later) => {
                (format!("stage `{name}` comes later, and can't be used before"), Severity::High)
            }
            Some(Source::NoSuchStage) => (format!("there is no stage {name}"), Severity::High),
            Some(Source::Word) => {
                let near = file.nearest_stage(mention.at, name);
                let hint = near.map_or(String::new(), |near| format!(": did you mean `{near}`?"));
                let what = "is no stage here, so it must be a build context or an image";
                (format!("`{name}` {what}{hint}"), Severity::Medium)
            }
            _ => continue,
        };
        cx.report(mention.span, message).severity(severity);
    }
}
