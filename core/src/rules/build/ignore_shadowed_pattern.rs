//! A pattern that a broader one above it makes needless.

use crate::ignore::{Pattern, relate};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-shadowed-pattern",
    title: "A pattern in .dockerignore is needless beside a broader one",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Whatever it matches is out already. The line costs nothing but the reader's time, and hides \
          that the broader pattern does the work.",
    how: "Delete it.",
    examples: &[
        Example::bad(
            "
            **/*.log
            «logs/*.log»
            ",
        )
        .fixed(
            "
            **/*.log
            ",
        ),
        Example::bad(
            "
            docs
            .git
            «docs/internal»
            ",
        )
        .fixed(
            "
            docs
            .git
            ",
        ),
        Example::good(
            "
            docs
            !docs/api
            docs/api/draft
            ",
        ),
        Example::good(
            "
            *.log
            **/*.log
            ",
        ),
        Example::good(
            "
            docs/*
            docs
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
    let mut remarks = Vec::new();
    for (at, pattern) in file.patterns.iter().enumerate() {
        if pattern.negated || pattern.fault.is_some() || pattern.trap.is_some() {
            continue;
        }
        let meets = |p: &&Pattern| p.negated && relate::may_meet(&p.clean, &pattern.clean);
        // What lies behind an exception may matter again.
        let before = file.patterns[..at].iter().rev().take_while(|p| !meets(p));
        let covers = |p: &&Pattern| {
            !p.negated
                && p.fault.is_none()
                && p.clean != pattern.clean
                && relate::covers(&p.clean, &pattern.clean)
        };
        let Some(other) = before.into_iter().find(covers) else { continue };
        let message =
            format!("`{}` in line {} keeps it out already", file.written(other), other.line);
        let fix = Fix::review("delete the line", Phase::Text, "the same files are sent")
            .delete(file.whole_line(pattern.line));
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
