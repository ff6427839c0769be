//! More than one blank after the keyword.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multiple-spaces",
    title: "More than one blank follows the keyword",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/no-multi-spaces"],
    why: "The file looks as if the arguments were aligned with something.",
    how: "Write one blank.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN«   »make
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
            RUN make   all
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            LABEL a=b   c=d
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let text = &cx.text(i.head)[i.word.len() as usize..];
    let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
    if blanks > 1 && !cx.onbuild && i.keyword != Keyword::Unknown && blanks < text.len() {
        let span = Span::new(i.word.end, i.word.end + blanks as u32);
        let fix = Fix::safe("write one blank", Phase::Text, Proof::Same);
        cx.report(span, "one blank would do here").fix(fix.replace(span, " "));
    }
}
