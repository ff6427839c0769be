//! An exception from nothing.

use crate::ignore::{Pattern, relate};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-negation-useless",
    title: "An exception in .dockerignore has nothing to bring back",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "No pattern above it keeps anything like it out, so the exception changes nothing. Often the \
          pattern that it belongs to has been renamed or never worked.",
    how: "Delete it, or write the pattern that it is an exception from above it.",
    examples: &[
        Example::bad(
            "
            *.log
            «!src»
            ",
        )
        .fixed(
            "
            *.log
            ",
        ),
        Example::bad(
            "
            «!README.md»
            node_modules
            ",
        )
        .fixed(
            "
            node_modules
            ",
        ),
        Example::good(
            "
            *.md
            !README.md
            ",
        ),
        Example::good(
            "
            docs
            !docs/api/*.yaml
            ",
        ),
        Example::good(
            "
            **/*.env
            !config
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
        let meets = |p: &Pattern| {
            !p.negated && p.fault.is_none() && relate::may_meet(&p.clean, &pattern.clean)
        };
        // A trap is reported for what it is, and so is a pattern that stands too early.
        if !pattern.negated
            || pattern.fault.is_some()
            || pattern.trap.is_some()
            || file.patterns.iter().any(|p| p.trap.is_some() || p.line > pattern.line && meets(p))
        {
            continue;
        }
        if !file.patterns[..at].iter().any(meets) {
            let message =
                format!("no pattern keeps out what `{}` brings back", file.written(pattern));
            let fix = Fix::review("delete the line", Phase::Text, "the same files are sent")
                .delete(file.whole_line(pattern.line));
            remarks.push(Remark::new(pattern.span, message).fix(fix));
        }
    }
    remarks
}
