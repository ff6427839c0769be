//! Something left to do.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "todo-comment",
    title: "A comment says that something is left to do",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["S1135"],
    why: "What stands in a comment is forgotten with the file. A reader can't tell whether it still matters.",
    how: "Do it, or write an issue and name its number in the comment.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            «# TODO: use a smaller base»
            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            # See the to-do list in the wiki, and todomvc.
            RUN make
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "TODO" > /motd
            "#,
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for comment in &file.tree.comments {
        let text = file.text(comment.span);
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        if words.any(|word| matches!(word, "TODO" | "FIXME" | "XXX")) {
            cx.report(comment.span, "this comment says that something is left to do");
        }
    }
}
