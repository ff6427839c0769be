//! jemalloc is installed and never used.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "jemalloc-not-preloaded",
    title: "jemalloc is installed, but nothing loads it",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[
        "tally/ruby/jemalloc-installed-but-not-preloaded",
        "jemalloc-installed-but-not-preloaded",
    ],
    why: "The library alone changes nothing: programs keep the allocator of the C library until \
          the loader is told otherwise.",
    how: "Set `ENV LD_PRELOAD=libjemalloc.so.2`.",
    examples: &[
        Example::bad(
            r#"
            FROM ruby:3.4-slim
            RUN apt-get update && apt-get install -y «libjemalloc2»
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            RUN apt-get update && apt-get install -y libjemalloc2
            ENV LD_PRELOAD=libjemalloc.so.2
            CMD ["puma"]
            "#,
        ),
        Example::good(
            r#"
            FROM ruby:3.4-slim
            RUN apt-get update && apt-get install -y libjemalloc2
            ENTRYPOINT ["/rails/bin/docker-entrypoint"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    // A start script may load it, and a linker may be given it.
    let hidden = file.starts(stage).is_none_or(|starts| starts.is_script);
    let ruby = file.root_image(stage).is_some_and(|image| image.repository() == "ruby");
    if !stage.is_final || hidden || !ruby {
        return;
    }
    let mentions = |text: &str| {
        ["LD_PRELOAD", "MALLOC_CONF", "ld.so.preload"].iter().any(|name| text.contains(name))
    };
    if file.lineage(stage).any(|stage| {
        let end = file
            .tree
            .instructions
            .get(stage.end)
            .map_or(file.tree.source.len() as u32, |next| next.span.start);
        mentions(file.text(Span::new(stage.base_span.start, end)))
    }) {
        return;
    }
    let runs = file.runs_of(stage);
    let installs = runs.flat_map(|run| &run.installs);
    let packages = installs.flat_map(|install| &install.packages);
    for package in
        packages.filter(|package| package.text == "libjemalloc2" || package.text == "jemalloc")
    {
        cx.report(package.span, "nothing loads it");
    }
}
