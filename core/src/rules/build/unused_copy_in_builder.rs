//! A file that comes into a build stage after its last step, and goes nowhere.

use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "unused-copy-in-builder",
    title: "A file is copied into a build stage that does nothing with it",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "No RUN of the stage comes after it, and no other stage takes it. It costs time whenever the file changes, \
          and whoever reads the Dockerfile looks for its use.",
    how: "Delete the COPY, or put it above the step that was to read it.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS build
            COPY . .
            RUN go build -o /out/app .
            «COPY settings.yml /etc/app/»
            FROM scratch
            COPY --from=build /out/app /app
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            COPY . .
            RUN go build -o /out/app .
            COPY settings.yml /out/
            FROM scratch
            COPY --from=build /out /
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            COPY go.mod .
            RUN go build -o /out/app .
            FROM build AS test
            COPY test.sh /
            FROM scratch
            COPY --from=build /out/app /app
            ",
        ),
        Example::good(
            "
            FROM scratch AS files
            COPY a /a
            FROM debian:13-slim
            RUN --mount=from=files,target=/files cp /files/a /b
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    // Who builds a stage that the last one does not need wants what it holds.
    if stage.ships || stage.is_base || !stage.is_reachable {
        return;
    }
    let label = stage.label();
    let mounted = file.runs.iter().flat_map(|run| &run.mounts).any(|mount| {
        mount.from.as_deref().is_some_and(|from| {
            from.eq_ignore_ascii_case(&label) || from == stage.index.to_string()
        })
    });
    let last = file.runs_of(stage).map(|run| run.instruction).max();
    let starts = file.launch(stage, Keyword::Entrypoint).or(file.launch(stage, Keyword::Cmd));
    let triggers = file.steps(stage).any(|(_, step)| step.keyword == Keyword::Onbuild);
    let Some(last) = last.filter(|_| !mounted && starts.is_none() && !triggers) else { return };
    let takers: Vec<&Copy> = file
        .copies
        .iter()
        .filter(|copy| copy.from == Some(SourceKind::Stage(stage.index)))
        .collect();
    for copy in file.copies_of(stage).filter(|copy| copy.instruction > last) {
        let Some(dest) = copy.dest_path.as_deref() else { continue };
        // Which of its files may be taken is not known of patterns and folders: only paths apart are certain.
        let apart = |taker: &&Copy| {
            taker.sources.iter().all(|source| {
                let Some(text) = source.text.as_deref() else { return false };
                let fixed = text.split(['*', '?', '[']).next().unwrap_or("");
                let path = crate::model::clean(fixed);
                let meets = |a: &str, b: &str| {
                    a == "/"
                        || a == b
                        || b.strip_prefix(a).is_some_and(|rest| rest.starts_with('/'))
                };
                let pattern = fixed.len() < text.len() && dest.starts_with(&path);
                !(meets(&path, dest) || meets(dest, &path) || pattern)
            })
        };
        if takers.iter().all(apart) {
            cx.report(
                copy.span,
                "no step of this stage comes after it, and no other stage takes it",
            );
        }
    }
}
