//! Labels in no order.

use crate::order;
use crate::rule::prelude::*;
use crate::syntax::{GapKind, Pair};

pub(super) static RULE: Rule = Rule {
    id: "labels-ordered",
    title: "The labels of an instruction are not sorted",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/labels/prefer-stable-order"],
    why: "In a long list a sorted order shows at a glance whether a label is there, and keeps two branches \
          from adding it twice.",
    how: "Sort the labels by name.",
    examples: &[
        Example::bad(
            r#"
            FROM alpine:3.22
            LABEL org.example.c="3" \
                  «org.example.a="1"» \
                  org.example.b="2"
            "#,
        )
        .fixed(
            r#"
            FROM alpine:3.22
            LABEL org.example.a="1" \
                  org.example.b="2" \
                  org.example.c="3"
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
            LABEL org.example.b="2"
            LABEL org.example.a="1"
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#label"],
    check: Check::Instruction(&[Keyword::Label], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let pairs = i.pairs();
    let key = |pair: &Pair| pair.key.text.trim_matches(['"', '\'']).to_owned();
    let Some(late) = pairs.windows(2).find(|two| key(&two[1]) < key(&two[0])) else { return };
    let mut sorted: Vec<&Pair> = pairs.iter().collect();
    order::sort_by_key(&mut sorted, |pair| key(pair));
    let names: Vec<String> = sorted.iter().map(|pair| key(pair)).collect();
    let comment = i.gaps.iter().any(|gap| gap.kind == GapKind::Comment);
    let inner = i.gaps.iter().any(|gap| pairs.iter().any(|pair| pair.span.contains(gap.span)));
    let safe = !comment && !inner && !cx.onbuild && names.windows(2).all(|two| two[0] != two[1]);
    let file = cx.file;
    let texts: Vec<&str> = sorted.iter().map(|pair| file.text(pair.span)).collect();
    let finding =
        cx.report(late[1].span, format!("`{}` sorts before `{}`", key(&late[1]), key(&late[0])));
    if safe {
        let fix = Fix::review(
            "sort them by name",
            Phase::Text,
            "nothing but the order in which they are written",
        );
        finding.fix(
            pairs
                .iter()
                .zip(texts)
                .filter(|(pair, text)| file.text(pair.span) != *text)
                .fold(fix, |fix, (pair, text)| fix.replace(pair.span, text)),
        );
    }
}
