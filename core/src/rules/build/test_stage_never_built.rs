//! Tests that a plain build skips.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "test-stage-never-built",
    title: "A plain build never runs the tests",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "BuildKit builds what the final image needs. A stage with tests that nothing copies from runs only \
          where somebody asks for it.",
    how: "Build it in CI: `docker build --target test .`, or let the final stage copy something from it.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            «FROM» build AS test
            RUN go test ./...
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS test
            RUN go test ./... && go build -o /app .
            FROM debian:13-slim
            COPY --from=test /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go test ./... && go build -o /app .
            FROM build AS dev
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let named = stage.name.as_deref().is_some_and(|name| {
        name.split(['-', '_', '.']).any(|part| matches!(part, "test" | "tests" | "testing"))
    });
    let runs = || cx.file.runs_of(stage).next().is_some();
    if named && !stage.is_reachable && runs() {
        let word = cx.file.tree.instructions[stage.from].word;
        cx.report(
            word,
            format!(
                "a plain build skips `{}`, as the final image needs nothing from it",
                stage.label()
            ),
        );
    }
}
