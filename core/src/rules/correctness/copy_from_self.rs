//! A stage can't copy from itself.

use crate::model::images::Source;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-self",
    title: "A stage copies or mounts from itself",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3023", "DS-0006", "AVD-DS-0006", "DF050", "EC0001", "tally/circular-stage-deps"],
    why: "The build stops here: the stage would have to be finished before it begins.",
    how: "Name another stage, or leave the flag out to copy from the build context.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS build
            COPY --from=«build» /src /src
            ",
        ),
        Example::bad(
            "
            FROM golang:1.26
            RUN --mount=from=«0»,target=/src make
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            FROM scratch
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS golang
            COPY --from=golang:1.26 /usr/local/go /go
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---from"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for mention in file.mentions().iter().filter(|mention| mention.keyword != Keyword::From) {
        if file.source(mention.at, &mention.name) == Some(Source::Own) {
            cx.report(mention.span, format!("`{}` is the stage that this stands in", mention.name));
        }
    }
}
