//! A pattern outside the context.

use crate::ignore::Trap;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-parent-path",
    title: "A pattern in .dockerignore points outside the build context",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build context ends at its root: nothing above it is ever sent, and `../` matches nothing. A \
          path that was meant to be kept out stays in.",
    how: "Write the path from the root of the build context, or delete the line.",
    examples: &[
        Example::bad(
            "
            «../secrets»
            .git
            ",
        )
        .fixed(
            "
            .git
            ",
        ),
        Example::bad(
            "
            .git
            «config/../../x»
            ",
        )
        .fixed(
            "
            .git
            ",
        ),
        Example::good(
            "
            config/../secrets
            ",
        ),
        Example::good(
            "
            ..data
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let outside = file.trapped(Trap::Parent).map(|pattern| {
        let message = format!(
            "`{}` lies outside the build context, so it matches nothing",
            file.written(pattern)
        );
        let fix = Fix::safe("delete the line", Phase::Text, Proof::Same)
            .delete(file.whole_line(pattern.line));
        Remark::new(pattern.span, message).fix(fix)
    });
    outside.collect()
}
