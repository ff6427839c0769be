//! The last line has no end.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "final-newline",
    title: "The file does not end with a line break",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/eol-last"],
    why: "Tools that add a line write it behind the last one, and Git marks the file.",
    how: "End the last line.",
    examples: &[
        Example::good(
            "
            FROM debian:13-slim
            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let source = &file.tree.source;
    let end = source.len() as u32;
    if !source.is_empty() && !source.ends_with('\n') {
        let fix = Fix::safe("end the last line", Phase::Text, Proof::Same);
        let start = end - source.chars().next_back().map_or(0, |c| c.len_utf8() as u32);
        cx.report(Span::new(start, end), "the last line has no end")
            .fix(fix.insert(end, file.tree.newline()));
    }
}
