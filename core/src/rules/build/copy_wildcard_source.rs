//! A wildcard copies what is there by chance.

use crate::model::Source;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-wildcard-source",
    title: "COPY takes whatever matches a wildcard",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["S6470"],
    why: "What is copied depends on what lies in the folder on that day: notes, keys and results of builds \
          come along.",
    how: "Name the files and folders, or say in `.dockerignore` what must stay out.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            COPY «*» /app/
            COPY «*.py» tests/ /app/
            ",
        ),
        Example::good(
            "
            FROM node:24
            COPY package*.json ./
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            RUN go build -o /out/app .
            FROM debian:13-slim
            COPY --from=build /out/* /usr/local/bin/
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let local = |source: &&Source| source.heredoc.is_none() && !source.is_remote();
    for source in copy.sources.iter().filter(|_| copy.from.is_none()).filter(local) {
        let text = source.word.text.trim_start_matches("./");
        let manifest =
            ["proj", ".sln", "gemspec", ".lock", "lock.json"].iter().any(|end| text.ends_with(end));
        if text.starts_with(['*', '?']) && !manifest {
            cx.report(
                source.word.span,
                format!("`{text}` copies whatever matches it on the day of the build"),
            );
        }
    }
}
