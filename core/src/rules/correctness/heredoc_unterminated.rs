//! A heredoc ends with a line that holds its word alone.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "heredoc-unterminated",
    title: "A heredoc is never closed",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["SC1040"],
    why: "The rest of the file is taken for the heredoc's text. The builder stops at the end of the file.",
    how: "End the heredoc with a line that holds the word and nothing else. With `<<-`, tabs may stand before it, \
          blanks may not.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN «<<EOF»
            echo hello
              EOF
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN <<EOF
            echo hello
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#here-documents"],
    check: Check::Syntax("heredoc-unterminated"),
};
