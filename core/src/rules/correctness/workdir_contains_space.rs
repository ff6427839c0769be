//! A blank in WORKDIR is part of the path.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "workdir-contains-space",
    title: "WORKDIR has a blank in its path",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["invalid_workdir"],
    why: "WORKDIR takes the whole rest of the line: two words make one folder whose name has a blank in it, \
          and scripts that don't quote it break.",
    how: "Give one path. Where the blank is meant, put the path in quotes.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR «/srv/my app»
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            WORKDIR "/srv/my app"
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            WORKDIR "/srv/my app"
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            WORKDIR /srv/my\ app
            WORKDIR C:/Program\ Files/app
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#workdir"],
    check: Check::Instruction(&[Keyword::Workdir], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let text = i.rest.text.as_str();
    let plain = !text.contains(['"', '\'', '$', '#']) && !text.contains(cx.file.tree.escape);
    if !plain || text.split_whitespace().count() < 2 || i.rest.whole().len() as usize != text.len()
    {
        return;
    }
    let span = i.rest.whole();
    let fix = Fix::safe("put the path in quotes", Phase::Local, Proof::Same)
        .insert(span.start, "\"")
        .insert(span.end, "\"");
    cx.report(span, format!("`{text}` is one path with a blank in it")).fix(fix);
}
