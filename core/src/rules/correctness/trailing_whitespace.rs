//! Blanks at the end of a line.

use crate::model::text_lines;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "trailing-whitespace",
    title: "Blanks stand at the end of a line",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/no-trailing-spaces"],
    why: "They can't be seen, and show up as changes when an editor takes them away.",
    how: "Delete them.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim«  »
            RUN make
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
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for line in text_lines::lines(file).iter().filter(|line| !line.in_heredoc) {
        let text = file.text(line.span);
        let kept = text.trim_end_matches([' ', '\t']);
        // Behind the last character of a line that is escaped a blank may be meant.
        if kept.len() < text.len() && (!kept.ends_with(file.tree.escape) || line.in_instruction) {
            let span = Span::new(line.span.start + kept.len() as u32, line.span.end);
            let fix =
                Fix::review("delete them", Phase::Text, "nothing but blanks at the end of a line");
            cx.report(span, "blanks stand at the end of this line").fix(fix.delete(span));
        }
    }
}
