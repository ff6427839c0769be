//! Several blank lines in a row.

use crate::model::text_lines;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multiple-blank-lines",
    title: "Several blank lines stand in a row",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/no-multiple-empty-lines"],
    why: "One blank line separates as well as three.",
    how: "Keep one.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim

            «
            »RUN make
            ",
        )
        .fixed(
            "
            FROM debian:13-slim

            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim

            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY <<EOF /text
            one


            two
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let lines = text_lines::lines(file);
    let blank =
        |line: &text_lines::Line| !line.in_instruction && file.text(line.span).trim().is_empty();
    let (mut at, last) = (1, lines.len());
    while at < last {
        let mut end = at;
        while end < last && blank(&lines[at - 1]) && blank(&lines[end]) {
            end += 1;
        }
        if end > at && end < last {
            let span = Span::new(lines[at].span.start, lines[end].span.start);
            let fix = Fix::safe("keep one blank line", Phase::Text, Proof::Same);
            cx.report(span, "more blank lines than one stand here").fix(fix.delete(span));
        }
        at = end.max(at) + 1;
    }
}
