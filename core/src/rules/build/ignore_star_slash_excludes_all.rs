//! `*/`, which means all files too.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-star-slash-excludes-all",
    title: "A pattern in .dockerignore keeps out files where folders were meant",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A slash at the end says nothing to the builder: `*/` is `*`, and keeps out the files of the \
          root as well as the folders. A COPY of any of them fails.",
    how: "Name the folders. To leave out everything and allow a few paths, write `*` and then `!path` for \
          each.",
    examples: &[
        Example::bad(
            "
            «*/»
            ",
        ),
        Example::bad(
            "
            .git
            «**/»
            ",
        ),
        Example::good(
            "
            */
            !src
            !package.json
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
            */temp/
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (at, pattern) in file.patterns.iter().enumerate() {
        let text = file.written(pattern);
        // Who brings something back knows that all is gone.
        let known = file.patterns[at..].iter().any(|later| later.negated);
        if matches!(text, "*/" | "**/" | "/*/" | "./*/") && !known {
            let message = format!("`{text}` keeps out every file too, not only the folders");
            remarks.push(Remark::new(pattern.span, message));
        }
    }
    remarks
}
