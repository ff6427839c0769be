//! Braces, which stand for themselves.

use crate::ignore::{Trap, traps};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-brace-expansion",
    title: "Braces in .dockerignore stand for themselves",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Patterns know no alternatives: `*.{log,tmp}` matches a file that is called `x.{log,tmp}`, and \
          nothing else. What was meant is sent.",
    how: "Write a line for each.",
    examples: &[
        Example::bad(
            "
            .git
            «*.{log,tmp}»
            ",
        )
        .fixed(
            "
            .git
            *.log
            *.tmp
            ",
        ),
        Example::bad(
            "
            «{dist,build}/**»
            ",
        )
        .fixed(
            "
            dist/**
            build/**
            ",
        ),
        Example::good(
            "
            *.log
            *.tmp
            ",
        ),
        Example::good(
            "
            {{cookiecutter.name}}
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for pattern in file.trapped(Trap::Brace) {
        let text = file.written(pattern);
        let Some(lines) = traps::alternatives(text) else { continue };
        let change = "what the lines name leaves the build context";
        let fix = Fix::recommended("write a line for each", Phase::Text, change)
            .replace(pattern.span, lines.join(file.newline()));
        let message = format!("`{text}` is one name with braces in it");
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
