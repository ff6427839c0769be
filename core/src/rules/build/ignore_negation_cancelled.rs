//! An exception that a later pattern takes back.

use crate::ignore::{Pattern, relate};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-negation-cancelled",
    title: "An exception in .dockerignore is taken back by a later pattern",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The last pattern that matches decides. An exception above the pattern that keeps the path out \
          changes nothing: the file stays out, and a COPY of it fails or brings too little.",
    how: "Put the exception below every pattern that keeps its path out.",
    examples: &[
        Example::bad(
            "
            «!README.md»
            *.md
            ",
        )
        .fixed(
            "
            *.md
            !README.md
            ",
        ),
        Example::bad(
            "
            docs
            «!docs/api»
            *.log
            docs/**
            ",
        )
        .fixed(
            "
            docs
            *.log
            docs/**
            !docs/api
            ",
        ),
        Example::good(
            "
            *.md
            !README.md
            README-secret.md
            ",
        ),
        Example::good(
            "
            !src/a
            src/*
            !src/*
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    if !file.is_comparable() {
        return Vec::new();
    }
    let sound = |pattern: &&Pattern| pattern.fault.is_none() && pattern.trap.is_none();
    let mut remarks = Vec::new();
    for (at, pattern) in file.patterns.iter().enumerate() {
        if !pattern.negated || !sound(&pattern) {
            continue;
        }
        let later: Vec<&Pattern> = file.patterns[at + 1..].iter().filter(sound).collect();
        let covers = |p: &&&Pattern| !p.negated && relate::covers(&p.clean, &pattern.clean);
        let Some(last) = later.iter().rfind(covers) else { continue };
        let back = |p: &&Pattern| p.negated && relate::may_meet(&p.clean, &pattern.clean);
        if later.iter().any(back) {
            continue;
        }
        let (text, other) = (file.written(pattern), file.written(last));
        let message =
            format!("`{other}` in line {} keeps out again what `{text}` brings back", last.line);
        let end = file.whole_line(last.line).end;
        let newline = file.newline();
        let moved = match file.source[..end as usize].ends_with('\n') {
            true => format!("{text}{newline}"),
            false => format!("{newline}{text}"),
        };
        let fix = Fix::review(
            "move the exception below",
            Phase::Text,
            "what it names is in the build context again",
        )
        .delete(file.whole_line(pattern.line))
        .insert(end, moved);
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
