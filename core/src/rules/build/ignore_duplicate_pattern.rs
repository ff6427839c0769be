//! A pattern that stands twice.

use crate::ignore::IgnoreFile;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-duplicate-pattern",
    title: "A pattern stands twice in .dockerignore",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The second one changes nothing. `/dist`, `dist/`, `./dist` and `dist` are the same pattern to the builder, \
          unlike in a .gitignore, so a difference that was meant is lost.",
    how: "Delete one of them. Where the folder is meant at any depth, write `**/dist`.",
    examples: &[
        Example::bad(
            "
            dist
            *.log
            «/dist/»
            ",
        )
        .fixed(
            "
            dist
            *.log
            ",
        ),
        Example::good(
            "
            dist
            **/dist
            ",
        ),
        Example::good(
            "
            docs
            !docs/api
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
        let before = file.patterns[..at].iter().rev();
        // What lies behind a pattern of the other sense may matter again.
        let mut before = before.take_while(|other| other.negated == pattern.negated);
        let Some(first) = before.find(|other| other.clean == pattern.clean) else { continue };
        let text = file.text(pattern.span);
        let message = format!("`{text}` says the same as line {}", first.line);
        let fix = Fix::safe("delete the line", Phase::Text, Proof::Same)
            .delete(file.whole_line(pattern.line));
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
