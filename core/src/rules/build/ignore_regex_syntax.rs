//! A regular expression.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-regex-syntax",
    title: "A pattern in .dockerignore is written as a regular expression",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Patterns are those of the shell: `^`, `$`, `|`, `+` and parentheses stand for themselves, and \
          `.*` is a dot and anything. What was meant is sent.",
    how: "`*` is any run of characters but slashes, `?` one of them, `[a-z]` a class, `**/` any folders.",
    examples: &[
        Example::bad(
            "
            «^build$»
            ",
        ),
        Example::bad(
            "
            «.*\\.pyc»
            «(tmp|cache)»
            ",
        ),
        Example::good(
            "
            .*
            *.pyc
            ",
        ),
        Example::good(
            "
            notes (old).txt
            c++
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let say = |pattern: &Pattern| {
        let message = format!(
            "`{}` is read as a pattern of the shell, not as an expression",
            file.written(pattern)
        );
        Remark::new(pattern.span, message)
    };
    file.trapped(Trap::Regex).map(say).collect()
}
