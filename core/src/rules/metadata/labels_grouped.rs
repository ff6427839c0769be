//! Labels in several instructions.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "labels-grouped",
    title: "Labels that could stand in one instruction",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/labels/prefer-grouped"],
    why: "One LABEL for each label makes the file longer, and spreads what belongs together. Labels make no \
          layers: it is a matter of taste.",
    how: "Write one LABEL with a line for each label.",
    examples: &[
        Example::bad(
            r#"
            FROM alpine:3.22
            LABEL org.example.a="1"
            «LABEL» org.example.b="2"
            "#,
        )
        .fixed(
            r#"
            FROM alpine:3.22
            LABEL org.example.a="1" \
                  org.example.b="2"
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            LABEL org.example.a="1" \
                  org.example.b="2"
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            LABEL org.example.a="1"
            RUN make
            LABEL org.example.b="2"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#label"],
    check: Check::Instruction(&[Keyword::Label], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let tree = &cx.file.tree;
    let Some(before) = cx.at.checked_sub(1).map(|at| &tree.instructions[at]) else { return };
    if before.keyword != Keyword::Label || cx.onbuild {
        return;
    }
    let plain =
        |i: &Instruction| !i.pairs().is_empty() && i.pairs().iter().all(|pair| !pair.legacy);
    let uses = i
        .pairs()
        .iter()
        .any(|pair| pair.value.as_ref().is_some_and(|value| value.text.contains('$')));
    let between = Span::new(before.span.end, i.rest.whole().start);
    let comment = tree.comments.iter().any(|comment| between.contains(comment.span));
    let finding = cx.report(i.word, "these labels could stand in the `LABEL` above");
    if plain(before) && plain(i) && !uses && !comment && before.span == before.head {
        let lead = " ".repeat(6);
        let text = format!(" {}{}{lead}", tree.escape, tree.newline());
        let fix =
            Fix::review("join the two", Phase::Join, "nothing but the way the labels are written")
                .replace(between, text);
        finding.fix(fix.instructions(-1));
    }
}
