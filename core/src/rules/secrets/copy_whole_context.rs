//! The whole build context copied into the final image.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-whole-context",
    title: "The whole folder is copied into the image",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &["S6470", "DF007", "core-003"],
    why: "Whatever happens to lie in the folder goes into the image: `.git` with its whole history, `.env`, \
          keys, local databases. It also changes with every edit, so that the steps after it are built anew.",
    how: "Name what the program needs, such as `COPY src/ package.json ./`, or let a .dockerignore leave \
          everything out and allow that. A build stage may copy more, as long as only its result is taken \
          over.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY «.» .
            ",
        ),
        Example::bad(
            "
            FROM node:24-slim
            ADD «./» /app/
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            WORKDIR /app
            COPY package.json server.js ./
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            COPY . .
            RUN go build -o /out/tool
            FROM scratch
            COPY --from=build /out/tool /
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            FROM debian:13-slim
            COPY --from=build / /
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

const ALL: [&str; 6] = [".", "./", "*", "./*", "/", "./."];

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let Some(stage) = cx.stage.filter(|stage| stage.ships && !stage.is_dev()) else { return };
    let copies = cx
        .file
        .copies_of(stage)
        .filter(|copy| copy.word == instruction.word && copy.from.is_none());
    for source in copies.flat_map(|copy| &copy.sources) {
        if ALL.contains(&source.text.as_deref().unwrap_or(&source.word.text)) {
            cx.report(
                source.word.span,
                format!("`{}` copies whatever lies in the folder", cx.text(source.word.span)),
            );
        }
    }
}
