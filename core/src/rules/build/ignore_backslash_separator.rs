//! A backslash between folders.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-backslash-separator",
    title: "A backslash in .dockerignore separates no folders",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Where the builder runs on Linux, a backslash takes the next character's special meaning away, \
          or gives it one: `logs\\app` never matches `logs/app`. What was meant is sent.",
    how: "Separate folders with `/`, on Windows too.",
    examples: &[
        Example::bad(
            "
            «logs\\app»
            ",
        )
        .fixed(
            "
            logs/app
            ",
        ),
        Example::bad(
            "
            «src\\*»
            ",
        )
        .fixed(
            "
            src/*
            ",
        ),
        Example::good(
            "
            \\#notes
            \\!important
            ",
        ),
        Example::good(
            "
            weird\\[1\\].txt
            my\\ file
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let say = |pattern: &Pattern| {
        let text = file.written(pattern);
        let change = "what it names leaves the build context";
        let fix = Fix::recommended("write slashes", Phase::Text, change)
            .replace(pattern.span, text.replace('\\', "/"));
        Remark::new(pattern.span, format!("the backslash in `{text}` separates no folders"))
            .fix(fix)
    };
    file.trapped(Trap::Backslash).map(say).collect()
}
