//! A stage that nothing needs.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unreachable-stage",
    title: "The final image does not need a stage",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/no-unreachable-stages"],
    why: "BuildKit doesn't build it, the classic builder does for nothing. Readers look for the reason that it \
          is there.",
    how: "Delete it, or give it a name where it is a target of its own: `docker build --target name`.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            «FROM» debian:13-slim
            RUN make docs
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            FROM build AS test
            RUN go test ./...
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25
            RUN go build -o /app .
            FROM debian:13-slim
            COPY --from=0 /app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-stage/#stop-at-a-specific-build-stage"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    // A name makes it a target; a variable may hold the number of any stage.
    if stage.is_reachable || stage.name.is_some() {
        return;
    }
    let hidden = file
        .copies
        .iter()
        .any(|copy| copy.from_raw.as_deref().is_some_and(|from| from.contains('$')));
    if !hidden && !stage.is_base && stage.end > stage.from + 1 {
        let word = file.tree.instructions[stage.from].word;
        cx.report(word, "nothing needs this stage, and it has no name to ask for it");
    }
}
