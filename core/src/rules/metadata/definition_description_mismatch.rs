//! A comment that `docker build --call outline` would show wrongly.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "definition-description-mismatch",
    title: "A comment above FROM or ARG doesn't begin with its name",
    category: Category::Metadata,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["InvalidDefinitionDescription"],
    why: "Docker shows the comment directly above a stage or an ARG as its description, where the first word is the \
          name. Another comment there is taken for one.",
    how: "Begin the comment with the name, or leave a blank line below it.",
    examples: &[
        Example::bad(
            "
            # Builds the program.
            FROM golang:1.26 AS «build»
            ",
        ),
        Example::bad(
            "
            # The version of Go.
            ARG «GO_VERSION»=1.26
            FROM golang:${GO_VERSION}
            ",
        ),
        Example::good(
            "
            # build makes the program.
            FROM golang:1.26 AS build
            ",
        ),
        Example::good(
            "
            # Copyright by Acme

            FROM golang:1.26 AS build
            ",
        ),
        Example::good(
            "
            # hadolint ignore=DL3006
            FROM golang AS build
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/invalid-definition-description/"],
    check: Check::Instruction(&[Keyword::From, Keyword::Arg], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let tree = &cx.file.tree;
    let names: Vec<Span> = match instruction.keyword {
        Keyword::From => instruction.words().get(2).map(|name| name.span).into_iter().collect(),
        _ => instruction.pairs().iter().map(|pair| pair.key.span).collect(),
    };
    let (Some(first), Some(comment)) = (names.first(), tree.above(instruction).last()) else {
        return;
    };
    let text = tree.text(comment.span).trim_start_matches('#').trim_start();
    let word = text.split_once(' ').map_or(text, |(word, _)| word);
    let tool = [
        "hadolint",
        "check=",
        "tally",
        "trivy:",
        "nosemgrep",
        "checkov:",
        "kics-scan",
        "syntax=",
        "escape=",
    ];
    let named = names.iter().any(|name| tree.text(*name).eq_ignore_ascii_case(word));
    if !named && !cx.onbuild && !text.is_empty() && !tool.iter().any(|tool| text.starts_with(tool))
    {
        let name = tree.text(*first);
        cx.report(*first, format!("the comment above doesn't begin with `{name}`"))
            .note(comment.span, "Docker takes this for its description");
    }
}
