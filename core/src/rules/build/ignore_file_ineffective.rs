//! A file without effect.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-file-ineffective",
    title: "A .dockerignore keeps nothing out",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DF033"],
    why: "The file is empty, or has comments and exceptions only. `COPY .` then takes everything, secrets \
          and history included.",
    how: "Name what the build does not need: `drydock ignore Dockerfile` writes a list to start from.",
    examples: &[
        Example::bad(
            "
            «# node_modules
            # .env»
            ",
        ),
        Example::bad(
            "
            «!src»
            ",
        ),
        Example::good(
            "
            .git
            ",
        ),
        Example::good(
            "
            *
            !src
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    match file.patterns.iter().all(|pattern| pattern.negated) && file.too_long.is_empty() {
        true => vec![Remark::new(file.tail(), "nothing is kept out of the build context")],
        false => Vec::new(),
    }
}
