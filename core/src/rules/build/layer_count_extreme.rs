//! More layers than can be stacked.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "layer-count-extreme",
    title: "The image has more than a hundred layers",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The storage of Docker stacks at most 127 layers, those of the base included. Beyond that the image \
          can't be built or started.",
    how: "Join steps that belong together, or copy the result from a builder stage.",
    examples: &[
        Example::good(
            "
            FROM debian:13-slim
            RUN make
            COPY a b
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ENV A=b
            LABEL a=b
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/storage/drivers/overlayfs-driver/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.is_final {
        return;
    }
    let layers = file
        .lineage(stage)
        .flat_map(|stage| file.steps(stage))
        .filter(|(_, i)| matches!(i.keyword, Keyword::Run | Keyword::Copy | Keyword::Add));
    let count = layers.count();
    if count > 100 {
        let last = file
            .steps(stage)
            .rfind(|(_, i)| matches!(i.keyword, Keyword::Run | Keyword::Copy | Keyword::Add));
        let span = last.map_or(stage.base_span, |(_, i)| i.word);
        cx.report(
            span,
            format!("this file makes {count} layers, and 127 is the most there can be"),
        );
    }
}
