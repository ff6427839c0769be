//! The history of the repository that nothing keeps out.

use crate::ignore::hazards::HazardKind;
use crate::model::exposure::{self, Reach};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-missing-vcs",
    title: ".dockerignore lets the history of the repository through",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF007"],
    why: "`.git` holds every version of every file, deleted secrets included, and changes with every \
          commit: `COPY .` takes it along, and the cache of that step is never hit.",
    how: "Add `**/.git`. A version for the program is given as a build argument.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY . /app
            --- .dockerignore ---
            «node_modules»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY . /app
            --- .dockerignore ---
            node_modules

            # history
            **/.git
            ",
        ),
        Example::bad(
            "
            «node_modules»
            ",
        )
        .fixed(
            "
            node_modules

            # history
            **/.git
            ",
        ),
        Example::good(
            "
            FROM golang:1.25
            COPY . .
            RUN go build -ldflags \"-X main.version=$(git describe)\"
            --- .dockerignore ---
            *.md
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY src /app
            --- .dockerignore ---
            node_modules
            ",
        ),
        Example::good(
            "
            .git*
            node_modules
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let Some(found) = file.exposure(ignore, &[HazardKind::History], &[]) else { return Vec::new() };
    if !found.patterns.contains(&"**/.git")
        || !file.asks_git().is_empty()
        || ignore.patterns.is_empty()
    {
        return Vec::new();
    }
    let (severity, message) = match (found.reach, found.line) {
        (Reach::Image, Some(line)) => (
            Severity::Medium,
            format!(
                "nothing keeps out `.git`, and line {line} of the Dockerfile copies it into the image"
            ),
        ),
        (_, Some(line)) => (
            Severity::Low,
            format!("nothing keeps out `.git`, and line {line} of the Dockerfile takes it"),
        ),
        _ => (Severity::Low, "nothing keeps out `.git`".to_owned()),
    };
    let lines = exposure::block("history", &["**/.git"]);
    let fix = Fix::recommended(
        "keep it out",
        Phase::Text,
        "the history of the repository leaves the build context",
    )
    .insert(ignore.source.len() as u32, ignore.appended(&lines));
    vec![Remark::new(ignore.tail(), message).severity(severity).fix(fix)]
}
