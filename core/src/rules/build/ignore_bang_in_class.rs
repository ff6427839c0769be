//! `[!a]`, which negates nothing.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-bang-in-class",
    title: "A `!` in a class of .dockerignore negates nothing",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder's patterns negate a class with `^`. `[!a]` is a class of two characters, `!` and \
          `a`: it matches what was to be left alone, and leaves what was to be matched.",
    how: "Write `[^a]`.",
    examples: &[
        Example::bad(
            "
            «[!a]*.txt»
            ",
        )
        .fixed(
            "
            [^a]*.txt
            ",
        ),
        Example::good(
            "
            [^a]*.txt
            ",
        ),
        Example::good(
            "
            [a!]*.txt
            !keep.txt
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let say = |pattern: &Pattern| {
        let text = file.written(pattern);
        let change = "other files than before leave the build context";
        let fix = Fix::recommended("negate with `^`", Phase::Text, change)
            .replace(pattern.span, text.replace("[!", "[^"));
        Remark::new(pattern.span, format!("`[!` in `{text}` negates nothing")).fix(fix)
    };
    file.trapped(Trap::Bang).map(say).collect()
}
