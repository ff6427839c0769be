//! An ARG before the first FROM is known to FROM lines only.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "arg-used-out-of-scope",
    title: "An ARG from before FROM is used within a stage",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["UndefinedVar", "S6579"],
    why: "An ARG before the first FROM holds for FROM lines. Within a stage its name is empty, without a word from the builder \
          beyond a warning.",
    how: "Repeat `ARG NAME`, without a value, after the FROM of every stage that uses it.",
    examples: &[
        Example::bad(
            "
            ARG VERSION=1.4.2
            FROM debian:12-slim
            LABEL org.opencontainers.image.version=\"«$VERSION»\"
            ",
        )
        .fixed(
            "
            ARG VERSION=1.4.2
            FROM debian:12-slim
            ARG VERSION
            LABEL org.opencontainers.image.version=\"$VERSION\"
            ",
        ),
        Example::good(
            "
            ARG VERSION=1.4.2
            FROM debian:12-slim AS base
            ARG VERSION
            FROM base
            LABEL org.opencontainers.image.version=\"$VERSION\"
            ",
        ),
        Example::good(
            "
            ARG VERSION=1.4.2
            FROM ghcr.io/acme/app:$VERSION
            ENV VERSION=2
            WORKDIR /srv/$VERSION
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
        "https://docs.docker.com/reference/build-checks/undefined-var/",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, name) in file.unset(stage) {
        let said =
            file.base_sets(stage, name) == Some(true) || file.set_within(word, name).is_some();
        if !file.is_global(name) || said {
            continue;
        }
        let from = &file.tree.instructions[stage.from];
        let keyword = crate::model::Casing::of(cx.text(from.word)).apply("ARG");
        let line = format!("{}{keyword} {name}", cx.newline());
        let fix = Fix::recommended(
            "repeat the ARG in this stage",
            Phase::Local,
            "the variable has its default, or what the build is given, where it was empty",
        );
        let message = format!("`${name}` is empty here: its ARG stands before FROM");
        let finding = cx.report(file.use_of(word, name), message);
        finding.fix(fix.insert(from.span.end, line).instructions(1));
        if let Some(global) = file.globals.iter().rev().find(|global| global.name == *name) {
            finding.note(global.name_span, "declared here, for FROM lines only");
        }
    }
}
