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
    let lines = text_lines::lines(file);
    let blanks = |line: &text_lines::Line| {
        let text = file.text(line.span);
        let kept = text.trim_end_matches([' ', '\t']);
        // Behind a character that is escaped a blank may be meant.
        let meant = kept.ends_with(file.tree.escape) && !line.in_instruction;
        let span = Span::new(line.span.start + kept.len() as u32, line.span.end);
        (!line.in_heredoc && !meant && !span.is_empty()).then_some(span)
    };
    let found: Vec<Span> = lines.iter().filter_map(blanks).collect();
    let Some(first) = found.first() else { return };
    let message = match found.len() {
        1 => "blanks stand at the end of this line".to_owned(),
        2 => "blanks stand at the end of this line and of another".to_owned(),
        count => format!("blanks stand at the end of this line and of {} others", count - 1),
    };
    let fix = Fix::review("delete them", Phase::Text, "nothing but blanks at the end of lines");
    cx.report(*first, message).fix(found.iter().fold(fix, |fix, span| fix.delete(*span)));
}
