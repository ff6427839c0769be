//! Two stages begin with the same steps.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "duplicate-stage-bodies",
    title: "Two stages begin with the same steps",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The steps stand in the file twice, and a change to one of them is forgotten in the other. Where they \
          differ by a blank they are also built twice.",
    how: "Put them in a stage of their own, and let both start `FROM` it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim AS a
            RUN apt-get update
            RUN apt-get install -y curl
            WORKDIR /srv
            COPY a /srv
            «FROM» debian:13-slim AS b
            RUN apt-get update
            RUN apt-get install -y curl
            WORKDIR /srv
            COPY b /srv
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS base
            RUN apt-get update
            RUN apt-get install -y curl
            WORKDIR /srv
            FROM base AS a
            COPY a /srv
            FROM base AS b
            COPY b /srv
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS a
            RUN apt-get update
            WORKDIR /srv
            FROM debian:12-slim AS b
            RUN apt-get update
            WORKDIR /srv
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if stage.index > 40 {
        return; // Generated.
    }
    let body =
        |stage: &Stage| file.steps(stage).map(|(_, i)| i.logical.text.as_str()).collect::<Vec<_>>();
    let own = body(stage);
    for other in file.stages[..stage.index].iter().filter(|other| other.base_raw == stage.base_raw)
    {
        let both = own.iter().zip(body(other)).take_while(|(a, b)| **a == *b);
        let same: Vec<_> = both.collect();
        let runs = same
            .iter()
            .any(|(text, _)| text.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("run")));
        if same.len() >= 3 && runs {
            let from = file.tree.instructions[other.from].head;
            let word = file.tree.instructions[stage.from].word;
            let message = format!(
                "the first {} instructions are those of the stage `{}`",
                same.len(),
                other.label()
            );
            cx.report(word, message).note(from, "it begins here");
            return;
        }
    }
}
