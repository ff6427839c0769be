//! A lock file that a command needs and the .dockerignore keeps out.

use crate::ignore::Matcher;
use crate::model::Need;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "manifest-excluded",
    title: "A file that a command needs is kept out by .dockerignore",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "`npm ci`, `cargo build --locked` and their like stop where the lock file is missing. It lies in \
          the folder, so everybody looks for the fault in the wrong place.",
    how: "Delete the pattern, or bring the file back below it with `!`. Lock files belong into the \
          image's build: they make it repeatable.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY . .
            RUN «npm ci»
            --- .dockerignore ---
            node_modules
            package-lock.json
            ",
        ),
        Example::bad(
            "
            FROM rust:1
            COPY . .
            RUN «cargo build» --release --locked
            --- .dockerignore ---
            target
            *.lock
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . .
            RUN npm install
            --- .dockerignore ---
            package-lock.json
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . .
            RUN cd web && npm ci
            --- .dockerignore ---
            package-lock.json
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY . .
            RUN npm ci
            --- .dockerignore ---
            *.json
            !package*.json
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let matcher = Matcher::new(ignore);
    let needs = file.needs();
    let mut remarks = Vec::new();
    for demand in file.demands() {
        let before =
            |need: &&Need| need.stage == demand.stage && need.instruction <= demand.instruction;
        let mut before = needs.iter().filter(before).peekable();
        let whole = before.peek().is_some() && before.all(Need::is_whole);
        let verdict = matcher.decide(demand.name);
        let Some(at) = verdict.pattern.filter(|_| verdict.ignored && whole) else { continue };
        let (pattern, name) = (&ignore.patterns[at], demand.name);
        let message = format!(
            "`{}` in line {} of .dockerignore keeps out `{name}`, which this needs",
            ignore.written(pattern),
            pattern.line
        );
        remarks.push(Remark::in_dockerfile(demand.span, message));
    }
    remarks
}
