//! Zero bytes.

use crate::ignore::{Pattern, Trap};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-not-plain-text",
    title: "A .dockerignore is not plain text",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Zero bytes between the letters come from UTF-16, as `>` of Windows PowerShell writes it. The \
          builder takes them for part of the patterns, which then match nothing: everything is sent.",
    how: "Save the file as UTF-8.",
    examples: &[
        Example::bad(
            "
            «\0.\0e\0n\0v»
            ",
        ),
        Example::good(
            "
            .env
            ",
        ),
        Example::good(
            "
            ﻿.env
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let first = file.patterns.iter().find(|pattern| pattern.trap == Some(Trap::Nul));
    let say = |pattern: &Pattern| {
        Remark::new(pattern.span, "zero bytes are part of the pattern, which then matches nothing")
    };
    first.map(say).into_iter().collect()
}
