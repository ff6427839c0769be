//! A comment behind a pattern.

use crate::ignore::IgnoreFile;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-inline-comment",
    title: "A comment in .dockerignore is part of the pattern",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Only a line whose first character is `#` is a comment. `.env # secrets` is one pattern with blanks in it, \
          which matches no file: the secrets go into the build context.",
    how: "Put the comment on a line of its own, beginning in the first column.",
    examples: &[
        Example::bad(
            "
            node_modules
            «.env # secrets»
            ",
        )
        .fixed(
            "
            node_modules
            # secrets
            .env
            ",
        ),
        Example::bad("\n«   # logs»\n*.log\n").fixed("\n# logs\n*.log\n"),
        Example::good(
            "
            # secrets
            .env
            ",
        ),
        Example::good(
            "
            \\#notes#
            c#/bin
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    file.patterns
        .iter()
        .filter_map(|pattern| {
            let text = file.text(pattern.span);
            let line = file.whole_line(pattern.line);
            if text.starts_with('#') {
                let span = Span::new(line.start, pattern.span.end);
                let fix =
                    Fix::recommended("move the comment to the first column", Phase::Text, CHANGE)
                        .delete(Span::new(line.start, pattern.span.start));
                let message = "the comment is indented, which makes it a pattern";
                return Some(Remark::new(span, message).fix(fix));
            }
            let at = text.match_indices('#').map(|(at, _)| at).find(|at| {
                let before = text[..*at].chars().next_back();
                before.is_some_and(char::is_whitespace)
            })?;
            let (glob, comment) = (text[..at].trim_end(), &text[at..]);
            let message = format!("`{comment}` is part of the pattern, so `{glob}` is not ignored");
            let newline = if file.source.contains("\r\n") { "\r\n" } else { "\n" };
            let fix = Fix::recommended("move the comment to its own line", Phase::Text, CHANGE)
                .replace(pattern.span, format!("{comment}{newline}{glob}"));
            Some(Remark::new(pattern.span, message).fix(fix))
        })
        .collect()
}

const CHANGE: &str = "the pattern takes effect, and what it names leaves the build context";
