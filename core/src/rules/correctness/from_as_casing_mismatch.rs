//! `FROM … as` and `from … AS`: two cases in one instruction.

use crate::model::Casing;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-as-casing-mismatch",
    title: "FROM and AS are written in different cases",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["FromAsCasing", "DF079"],
    why: "Docker's own build warns of it. The eye finds stage names by their AS, and searches and scripts that look for one \
          spelling miss the other.",
    how: "Write AS in the case of its FROM.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 «as» build
            ",
        )
        .fixed(
            "
            FROM golang:1.26 AS build
            ",
        ),
        Example::good(
            "
            from golang:1.26 as build
            ",
        ),
        Example::good(
            "
            # FROM golang:1.26 as build
            FROM golang:1.26
            ",
        ),
        Example::good(
            "
            FROM alpine:{{ .Version }}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/from-as-casing/"],
    check: Check::Instruction(&[Keyword::From], check),
};

fn check(from: &Instruction, cx: &mut Context<'_>) {
    let second = from.words().get(1).filter(|word| word.text.eq_ignore_ascii_case("as"));
    let Some(word) = second else { return };
    let keyword = cx.text(from.word);
    let casing = Casing::of(keyword);
    let wanted = casing.apply(&word.text);
    if casing == Casing::Mixed || wanted == word.text || cx.onbuild {
        return;
    }
    let message = format!("`{}` is not in the case of `{keyword}`", word.text);
    let title = format!("write `{wanted}`");
    let fix = Fix::safe(&title, Phase::Local, Proof::Same).replace(word.span, wanted);
    cx.report(word.span, message).fix(fix);
}
