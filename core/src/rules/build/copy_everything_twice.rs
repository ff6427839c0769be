//! Everything is copied twice.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-everything-twice",
    title: "The whole context is copied twice to one place",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The second COPY brings every file that has changed since the first into a layer of its own, and what \
          came with the first stays in the image.",
    how: "Copy first what the install needs, such as `package*.json`, and the rest once.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            COPY . /app
            RUN npm ci
            «COPY . /app»
            ",
        ),
        Example::good(
            "
            FROM node:24
            COPY package*.json /app/
            RUN npm ci
            COPY . /app
            ",
        ),
        Example::good(
            "
            FROM node:24 AS build
            COPY . /app
            FROM node:24
            COPY . /app
            COPY . /backup
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let whole = |copy: &&Copy| {
        copy.from.is_none()
            && !copy.onbuild
            && copy.dest_path.is_some()
            && matches!(copy.sources.as_slice(), [only] if matches!(only.word.text.as_str(), "." | "./"))
    };
    let copies: Vec<&Copy> = cx.file.copies_of(stage).filter(whole).collect();
    for (at, copy) in copies.iter().enumerate() {
        if let Some(first) = copies[..at].iter().find(|other| other.dest_path == copy.dest_path) {
            cx.report(copy.span, "the whole context is copied here a second time")
                .note(first.span, "it was copied here already");
            return;
        }
    }
}
