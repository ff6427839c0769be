//! A build argument that nothing uses.

use crate::model::{PLATFORM_ARGS, PROXY_ARGS};
use crate::rule::prelude::*;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    id: "unused-arg",
    title: "A build argument before the first FROM is never used",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "Whoever gives it with `--build-arg` expects something to change, and nothing does. An ARG before the \
          first FROM counts in FROM lines, and in stages that declare it again.",
    how: "Delete it, or declare it in the stage that needs it.",
    examples: &[
        Example::bad(
            "
            ARG «NODE_VERSION=24»
            FROM debian:13-slim
            RUN make
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
            ARG VERSION=13
            FROM debian:${VERSION}-slim
            ",
        ),
        Example::good(
            "
            ARG VERSION=13
            ARG BUILDKIT_SBOM_SCAN_STAGE=true
            FROM debian:13-slim
            ARG VERSION
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    if file.stages.is_empty() {
        return;
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for word in file.tree.source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        *names.entry(word).or_default() += 1;
    }
    for global in &file.globals {
        let name = global.name.as_str();
        let reserved = name.starts_with("BUILDKIT_")
            || name == "SOURCE_DATE_EPOCH"
            || PLATFORM_ARGS.contains(&name)
            || PROXY_ARGS.contains(&name);
        let used = names.get(name).copied() != Some(1);
        if reserved || used || name.is_empty() {
            continue;
        }
        let i = &file.tree.instructions[global.at];
        let lines =
            file.lines_of(i).filter(|_| i.pairs().len() == 1 && file.tree.above(i).is_empty());
        let finding = cx.report(global.span, format!("nothing uses `{name}`"));
        if let Some(lines) = lines {
            let fix = Fix::recommended(
                "delete it",
                Phase::Local,
                "`--build-arg` with this name is warned of",
            );
            finding.fix(fix.delete(lines).instructions(-1));
        }
    }
}
