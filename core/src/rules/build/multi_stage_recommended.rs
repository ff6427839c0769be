//! One stage builds and ships.

use crate::model::dependencies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multi-stage-recommended",
    title: "The image is built and shipped in one stage",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Heuristic,
    profile: Profile::Strict,
    aliases: &["DF011", "tally/prefer-multi-stage-build", "CIS-4.3"],
    why: "Everything that the build needed is in the shipped image as well: the toolchain, the \
          sources, downloaded dependencies and whatever they left behind.",
    how: "Give the build a stage of its own, `FROM … AS build`, and copy the result into a \
          small second one: `COPY --from=build`.",
    examples: &[
        Example::bad(
            r#"
            FROM golang:1.25
            WORKDIR /src
            COPY . .
            RUN «go build» -o /app ./cmd/app
            CMD ["/app"]
            "#,
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app ./cmd/app
            FROM gcr.io/distroless/static-debian13:nonroot
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            r#"
            FROM python:3.14-slim
            COPY app.py /
            RUN pip install --no-cache-dir flask==3.1.2
            CMD ["python", "/app.py"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    if cx.file.stages.len() != 1 || stage.is_dev() {
        return;
    }
    let commands =
        cx.file.runs_of(stage).filter(|run| !run.onbuild).flat_map(|run| &run.script.commands);
    let Some((command, span)) =
        commands.filter_map(|c| Some((c, dependencies::compiles(c)?))).next()
    else {
        return;
    };
    let message =
        format!("`{}` leaves its toolchain and sources in the shipped image", cx.text(span));
    let _ = command;
    cx.report(span, message);
}
