//! A mistyped `# syntax=` is a comment.

use crate::rule::prelude::*;
use crate::syntax::distance;

pub(super) static RULE: Rule = Rule {
    id: "syntax-directive-typo",
    title: "The syntax directive is mistyped",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/syntax-directive-typo"],
    why: "The builder takes the line for a comment and uses the syntax that it was shipped with, so that the build \
          differs between machines.",
    how: "Write `# syntax=docker/dockerfile:1` as the first line.",
    examples: &[
        Example::bad(
            "
            «# syntx=docker/dockerfile:1»
            FROM alpine:3.22
            ",
        )
        .fixed(
            "
            # syntax=docker/dockerfile:1
            FROM alpine:3.22
            ",
        ),
        Example::bad(
            "
            «# syntax: docker/dockerfile:1.7»
            FROM alpine:3.22
            ",
        )
        .fixed(
            "
            # syntax=docker/dockerfile:1.7
            FROM alpine:3.22
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1
            FROM alpine:3.22
            ",
        ),
        Example::good(
            "
            # based on docker/dockerfile:1
            # image=docker/dockerfile:1
            FROM alpine:3.22
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/buildkit/frontend/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let first = file.tree.instructions.first().map_or(u32::MAX, |i| i.span.start);
    for comment in file.tree.comments.iter().take_while(|comment| comment.span.start < first) {
        let text = file.text(comment.span)[1..].trim();
        let Some(at) = text.find("docker/dockerfile").filter(|at| *at > 0) else { continue };
        let (before, value) = text.split_at(at);
        let name = before.trim_end_matches(|c: char| " \t=:\"'".contains(c));
        let name =
            name.strip_suffix("docker.io/").map_or(name, |name| name.trim_end_matches(['=', ' ']));
        let lower = name.to_ascii_lowercase();
        let typo = lower != "syntax" && lower.len() > 3 && distance(&lower, "syntax") <= 2;
        let unequal = lower == "syntax" && !before.contains('=');
        if (typo || unequal) && !value.contains(char::is_whitespace) {
            let message =
                format!("`{name}` is not read as the syntax directive: write `# syntax={value}`");
            let change = "the file is built with the syntax that the line names";
            let fix = Fix::review("write the directive", Phase::Text, change);
            cx.report(comment.span, message)
                .fix(fix.replace(comment.span, format!("# syntax={value}")));
        }
    }
}
