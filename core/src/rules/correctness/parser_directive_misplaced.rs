//! A directive below the top is a comment.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "parser-directive-misplaced",
    title: "A parser directive stands where it is only a comment",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["ED0002", "ED0003", "ED0004", "ED0005", "CASING_DIRECTIVE"],
    why: "Directives count on the first lines only. Below a blank line, another comment or an instruction the line is a \
          comment: the syntax it names is not used, and the escape character stays the backslash.",
    how: "Move it to the top of the file, above every comment and blank line, or delete it.",
    examples: &[
        Example::bad(
            "
            # The image of our server.
            «# syntax=docker/dockerfile:1»
            FROM alpine:3.22
            ",
        )
        .fixed(
            "
            # syntax=docker/dockerfile:1
            # The image of our server.
            FROM alpine:3.22
            ",
        ),
        Example::bad(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            «# escape=`»
            WORKDIR C:/app
            ",
        ),
        Example::good(
            "
            # syntax=docker/dockerfile:1
            # escape=`
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            # syntax = the words of the language, escape = how to leave it
            # check=skip=UndefinedVar
            COPY grammar $DIR
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#parser-directives"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for comment in &file.tree.comments {
        let text = file.text(comment.span);
        let Some((name, value)) = text[1..].split_once('=') else { continue };
        let (name, value) = (name.trim(), value.trim());
        let syntax = name.eq_ignore_ascii_case("syntax")
            && value.contains("docker")
            && !value.contains(char::is_whitespace);
        let escape = name.eq_ignore_ascii_case("escape") && matches!(value, "\\" | "`");
        if !syntax && !escape {
            continue;
        }
        let finding = cx.report(
            comment.span,
            format!("`{name}` is only a comment here, as it doesn't stand at the top of the file"),
        );
        if syntax && !comment.inside && file.tree.directive("syntax").is_none() {
            let line = file.line_start(comment.span.start);
            let end = file.tree.source[comment.span.end as usize..].find('\n');
            let Some(end) = end.map(|at| comment.span.end + at as u32 + 1) else { continue };
            let top = if file.tree.source.starts_with('\u{feff}') { 3 } else { 0 };
            let gone = Span::new(line, end);
            let change = "the file is built with the syntax that the line names";
            let fix = Fix::review("move it to the top", Phase::Text, change).delete(gone);
            finding.fix(fix.insert(top, file.text(gone).trim_start_matches([' ', '\t'])));
        }
    }
}
