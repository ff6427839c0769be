//! Changes below a volume.

use crate::model::user_flags;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "volume-then-write-lost",
    title: "A step changes what lies on a volume",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The classic builder, and others that follow the manual, throw away what a step writes below a path after VOLUME \
          has named it. BuildKit keeps it: the same file makes two different images.",
    how: "Put VOLUME after the steps that fill the folder.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            VOLUME /data
            RUN «chown -R 10001 /data»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN chown -R 10001 /data
            VOLUME /data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /data && chown -R 10001 /data
            VOLUME /data
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS one
            VOLUME /data
            RUN ls /data
            FROM debian:13-slim
            RUN mkdir -p /data
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#notes-about-specifying-volumes"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let mut volumes: Vec<(usize, String, Span)> = Vec::new();
    for scope in file.lineage(stage) {
        for (at, instruction) in file.steps(scope).filter(|(_, i)| i.keyword == Keyword::Volume) {
            for word in instruction.words() {
                let path = file.expand(scope, at, &word.text);
                let path = path.filter(|path| path.starts_with('/') && path.len() > 1);
                volumes.extend(path.map(|path| (at, crate::model::clean(&path), word.span)));
            }
        }
    }
    if volumes.is_empty() || volumes.len() > 64 {
        return;
    }
    let mut hits: Vec<(Span, String, Span, usize, usize)> = Vec::new();
    for run in file.runs_of(stage).filter(|run| !run.onbuild) {
        for command in &run.script.commands {
            let operands = command.operands();
            let targets: Vec<_> = match command.name() {
                "chown" | "chmod" | "chgrp" => operands.into_iter().skip(1).collect(),
                "mkdir" | "touch" => operands,
                "cp" | "mv" | "install" => {
                    operands.into_iter().skip(1).next_back().into_iter().collect()
                }
                _ => command.writes().collect(),
            };
            let hit = targets.iter().find_map(|word| {
                let path = file.path_of(stage, run, word)?;
                let lost = volumes.iter().find(|(at, volume, _)| {
                    *at < run.instruction && user_flags::under(&path, volume)
                })?;
                (!run.mounts_over(&path)).then_some((path.clone(), lost.2, lost.0))
            });
            if let Some((path, volume, at)) = hit {
                hits.push((command.span, path, volume, at, run.instruction));
            }
        }
    }
    for (span, path, volume, at, _) in &hits {
        let last = hits.iter().filter(|hit| hit.3 == *at).map(|hit| hit.4).max();
        let fix = last.and_then(|last| fix(stage, *at, last, cx));
        let message = format!("`{path}` is on a volume, so that some builders lose this");
        let finding = cx.report(*span, message);
        finding.note(*volume, "the volume");
        if let Some(fix) = fix {
            finding.fix(fix);
        }
    }
}

/// VOLUME moves below the last step that writes there.
fn fix(stage: &Stage, volume: usize, last: usize, cx: &Context<'_>) -> Option<Fix> {
    let tree = &cx.file.tree;
    let (step, below) = (&tree.instructions[volume], &tree.instructions[last]);
    let own = stage.from < volume && volume < stage.end && step.trigger.is_none();
    let quiet = tree.above(step).is_empty()
        && below.heredocs.is_empty()
        && !cx.text(step.span).contains('$');
    let gone = cx.file.lines_of(step).filter(|_| own && quiet)?;
    let change = "builders that lost what was written to the volume keep it";
    let fix =
        Fix::recommended("declare the volume when its files are there", Phase::Structure, change);
    let text = format!("{}{}", cx.newline(), cx.text(step.span));
    Some(fix.delete(gone).insert(below.span.end, text))
}
