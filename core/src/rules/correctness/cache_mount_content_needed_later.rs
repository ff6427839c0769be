//! What lies in a cache is not in the image.

use crate::model::user_flags::under;
use crate::model::{self, MountKind, SourceKind};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "cache-mount-content-needed-later",
    title: "A file is copied out of a cache mount",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A cache mount is there while its step runs, and is no part of the layer: the COPY doesn't find the \
          file, or finds an old one.",
    how: "Copy it out in the same RUN: `cargo build --release && cp target/release/app /app`.",
    examples: &[
        Example::bad(
            "
            FROM rust:1.91 AS build
            WORKDIR /src
            RUN --mount=type=cache,target=/src/target cargo build --release
            FROM debian:13-slim
            COPY --from=build «/src/target/release/app» /app
            ",
        ),
        Example::good(
            "
            FROM rust:1.91 AS build
            WORKDIR /src
            RUN --mount=type=cache,target=/src/target cargo build --release && cp target/release/app /app
            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            FROM rust:1.91 AS build
            WORKDIR /src
            RUN --mount=type=cache,target=/root/.cargo/registry cargo build --release
            FROM debian:13-slim
            COPY --from=build /src/target/release/app /app
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#run---mounttypecache"],
    check: Check::Instruction(&[Keyword::Copy], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    let Some(copy) = file.copy_at(cx.at).filter(|_| !cx.onbuild) else { return };
    let Some(SourceKind::Stage(index)) = copy.from else { return };
    for source in &copy.sources {
        let Some(path) = source.text.as_deref().filter(|path| path.starts_with('/')) else {
            continue;
        };
        // The run that brings the file: the only ones that may have made it are those that mount the cache.
        let lineage = || file.lineage(&file.stages[index]);
        let mount = lineage()
            .flat_map(|stage| file.runs_of(stage).map(move |run| (stage, run)))
            .find_map(|(stage, run)| {
                let here = file.workdir_at(stage, run.instruction);
                run.mounts.iter().find(|mount| {
                    let Some(target) =
                        mount.target.as_deref().filter(|_| mount.kind == MountKind::Cache)
                    else {
                        return false;
                    };
                    let target = match (target.starts_with('/'), &here) {
                        (true, _) => model::clean(target),
                        (false, Some(here)) => model::clean(&format!("{here}/{target}")),
                        _ => return false,
                    };
                    target.len() > 1 && under(path, &target)
                })
            });
        let Some(mount) = mount else { continue };
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        let copied = lineage().flat_map(|stage| file.copies_of(stage)).any(|copy| {
            copy.dest_path.as_deref().is_some_and(|dest| under(dest, folder) || dest == path)
        });
        let others = lineage().flat_map(|stage| file.runs_of(stage)).any(|run| {
            let text = file.text(run.script.span);
            !run.mounts.iter().any(|other| other.target == mount.target)
                && (text.contains(folder)
                    || text.contains("build")
                    || text.contains("make")
                    || text.contains("install"))
        });
        if !copied && !others {
            cx.report(
                source.word.span,
                format!("`{path}` lies in a cache mount, which is no part of the stage"),
            )
            .note(mount.span, "the cache is mounted here");
        }
    }
}
