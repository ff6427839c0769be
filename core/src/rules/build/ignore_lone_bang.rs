//! A `!` without a pattern.

use crate::ignore::{Fault, IgnoreFile};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-lone-bang",
    title: "A `!` in .dockerignore has no pattern",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder stops with `illegal exclusion pattern: \"!\"` as soon as it needs a file of the context.",
    how: "Write the pattern that should come back behind the `!`, or delete the line.",
    examples: &[
        Example::bad(
            "
            *
            «!»
            !src
            ",
        )
        .fixed(
            "
            *
            !src
            ",
        ),
        Example::good(
            "
            *
            !src
            ",
        ),
        Example::good(
            "
            # !
            !important.txt
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#negating-matches"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let lone = file.patterns.iter().filter(|pattern| pattern.fault == Some(Fault::LoneBang));
    lone.map(|pattern| {
        let fix =
            Fix::recommended("delete the line", Phase::Text, "the builder reads the file again")
                .delete(file.whole_line(pattern.line));
        Remark::new(pattern.span, "the `!` has no pattern, and the builder stops").fix(fix)
    })
    .collect()
}
