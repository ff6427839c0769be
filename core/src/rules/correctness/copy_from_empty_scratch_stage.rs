//! A stage that holds nothing.

use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-empty-scratch-stage",
    title: "Files are copied from a stage that holds none",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/copy-from-empty-scratch-stage"],
    why: "The stage begins with `scratch`, and nothing puts a file into it: the build stops at this COPY.",
    how: "Copy from the stage that makes the files, or put them into this one first.",
    examples: &[
        Example::bad(
            "
            FROM scratch AS assets
            ENV A=b
            FROM debian:13-slim
            COPY --from=«assets» /site /srv
            ",
        ),
        Example::good(
            "
            FROM scratch AS assets
            COPY site /site
            FROM debian:13-slim
            COPY --from=assets /site /srv
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN mkdir /site
            FROM build AS assets
            FROM debian:13-slim
            COPY --from=assets /site /srv
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(copy) = file.copy_at(cx.at) else { return };
    let (Some(SourceKind::Stage(index)), Some(flag)) = (&copy.from, i.flag("from")) else { return };
    let stage = &file.stages[*index];
    let scratch = matches!(file.root_of(stage), Base::Scratch);
    let fills = |keyword| {
        matches!(
            keyword,
            Keyword::Copy | Keyword::Add | Keyword::Run | Keyword::Workdir | Keyword::Unknown
        )
    };
    let filled = file.lineage(stage).any(|stage| file.steps(stage).any(|(_, i)| fills(i.keyword)));
    if scratch && !filled && copy.sources.iter().any(|source| source.heredoc.is_none()) {
        let message = format!("nothing puts a file into the stage `{}`", stage.label());
        cx.report(flag.value_span, message).note(stage.base_span, "it begins empty");
    }
}
