//! An exception that brings everything back.

use crate::ignore::relate;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-allowlist-reopened",
    title: "An exception in .dockerignore brings everything back",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "`!*/` is .gitignore's way to say \"look into all folders\". The builder drops the last slash and \
          reads `!*`, which brings back every file and folder: the list of what is allowed says nothing \
          any more.",
    how: "Name each folder that the build needs: `!src`, `!config`. The builder looks into folders of \
          itself.",
    examples: &[
        Example::bad(
            "
            *
            «!*/»
            !src
            ",
        ),
        Example::bad(
            "
            **
            !package.json
            «!**»
            ",
        ),
        Example::good(
            "
            *
            !src
            !package*.json
            ",
        ),
        Example::good(
            "
            **/*.log
            !*/keep.log
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut closed = None;
    let mut remarks = Vec::new();
    for pattern in file.patterns.iter().filter(|pattern| relate::is_everything(&pattern.clean)) {
        if !pattern.negated {
            closed = Some(pattern.line);
        } else if let Some(line) = closed.take() {
            let text = file.written(pattern);
            let message = format!("`{text}` brings back all that line {line} keeps out");
            remarks.push(Remark::new(pattern.span, message));
        }
    }
    remarks
}
