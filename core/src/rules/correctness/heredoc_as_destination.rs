//! A heredoc is a source, never a destination.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "heredoc-as-destination",
    title: "A heredoc stands where the destination belongs",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The build stops here: there is no path to write the text to.",
    how: "Name a path after the heredoc.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            COPY app.conf «<<EOF»
            hello
            EOF
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            COPY <<EOF /etc/motd
            hello
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#here-documents"],
    check: Check::Syntax("heredoc-as-destination"),
};
