//! `.`, which matches nothing.

use crate::ignore::Trap;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-noop-dot",
    title: "A pattern in .dockerignore matches nothing",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "`.`, `./` and `/` stand for the root of the build context, which no path is. Whoever meant \
          \"everything\" still sends everything.",
    how: "Write `*` for everything, and `!path` below it for what the build needs; or delete the line.",
    examples: &[
        Example::bad(
            "
            .git
            «.»
            ",
        )
        .fixed(
            "
            .git
            ",
        ),
        Example::bad(
            "
            «/»
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
            *
            !src
            ",
        ),
        Example::good(
            "
            .*
            ./node_modules
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let dots = file.trapped(Trap::Dot).map(|pattern| {
        let fix = Fix::safe("delete the line", Phase::Text, Proof::Same)
            .delete(file.whole_line(pattern.line));
        Remark::new(pattern.span, format!("`{}` matches nothing", file.written(pattern))).fix(fix)
    });
    dots.collect()
}
