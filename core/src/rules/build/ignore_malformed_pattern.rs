//! A pattern that the builder refuses.

use crate::ignore::{Fault, IgnoreFile};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-malformed-pattern",
    title: "A pattern in .dockerignore can't be read",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder stops with `syntax error in pattern` as soon as it needs a file of the context. An open `[`, an \
          empty class, a range that runs backwards and a `\\` at the end are such errors.",
    how: "Close the class, or write `\\[` where the bracket itself is meant.",
    examples: &[
        Example::bad(
            "
            node_modules
            «cache[12»
            ",
        ),
        Example::bad(
            "
            «temp\\»
            ",
        ),
        Example::good(
            "
            cache[12]
            weird\\[1\\].txt
            ",
        ),
        Example::good(
            "
            # cache[12
            a]
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let faulty = file.patterns.iter().filter(|pattern| pattern.fault == Some(Fault::Malformed));
    let patterns = faulty.map(|pattern| {
        let text = file.text(pattern.span);
        Remark::new(pattern.span, format!("the builder can't read the pattern `{text}` and stops"))
    });
    let long = file.too_long.iter().map(|span| {
        let message =
            format!("the line has {} bytes, and the builder reads 65535 at most", span.len());
        Remark::new(*span, message)
    });
    patterns.chain(long).collect()
}
