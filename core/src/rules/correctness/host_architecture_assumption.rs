//! The build machine's architecture in the place of the image's.

use crate::model::downloads::{self, Download};
use crate::model::{SourceKind, clean};
use crate::rule::prelude::*;
use crate::shell::Word;

pub(super) static RULE: Rule = Rule {
    id: "host-architecture-assumption",
    title: "What is fetched for the image is chosen by the build machine's architecture",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "A stage on `--platform=$BUILDPLATFORM` runs on the machine that builds: `uname -m` and `dpkg \
          --print-architecture` speak of that one. An image for another platform then gets a program that it cannot run.",
    how: "Declare `ARG TARGETARCH` in the stage, and choose the file by `$TARGETARCH`.",
    examples: &[
        Example::bad(
            "
            FROM --platform=$BUILDPLATFORM debian:13-slim AS fetch
            RUN curl -fsSL «https://example.com/tool-$(uname -m)» -o /out/tool
            FROM debian:13-slim
            COPY --from=fetch /out/tool /usr/local/bin/
            ",
        ),
        Example::bad(
            r#"
            FROM --platform=$BUILDPLATFORM debian:13-slim AS fetch
            RUN arch="$(dpkg --print-architecture)" && curl -fsSL «"https://example.com/tool-${arch}.tgz"» | tar -xz -C /out
            FROM debian:13-slim
            COPY --from=fetch /out /usr/local/
            "#,
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM golang:1.26 AS build
            RUN curl -fsSL https://example.com/protoc-$(uname -m) -o /usr/local/bin/protoc && make /out/app
            FROM debian:13-slim
            COPY --from=build /out/app /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS fetch
            RUN curl -fsSL https://example.com/tool-$(uname -m) -o /out/tool
            FROM debian:13-slim
            COPY --from=fetch /out/tool /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM --platform=$BUILDPLATFORM debian:13-slim AS fetch
            ARG TARGETARCH
            RUN curl -fsSL https://example.com/tool-$TARGETARCH -o /out/tool
            FROM debian:13-slim
            COPY --from=fetch /out/tool /usr/local/bin/
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-platform/#cross-compilation"],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    if !on_build_platform(file, stage) {
        return;
    }
    for download in downloads::downloads(&run.script) {
        let Some(path) = lands(run, &download) else { continue };
        if !asks_machine(run, download.word) {
            continue;
        }
        let taken = file.copies.iter().find(|copy| {
            copy.from == Some(SourceKind::Stage(stage.index))
                && !on_build_platform(file, &file.stages[copy.stage])
                && copy.sources.iter().any(|source| {
                    source.text.as_deref().is_some_and(|text| covers(&clean(text), &path))
                })
        });
        if let Some(copy) = taken {
            cx.report(
                download.word.span,
                "this is chosen by the machine that builds, not by the image's platform",
            )
            .note(copy.span, "the image gets it here");
        }
    }
}

/// Whether a stage runs on the build machine's own platform.
fn on_build_platform(file: &Dockerfile, stage: &Stage) -> bool {
    file.lineage(stage).last().is_some_and(|first| {
        let flag = file.tree.instructions[first.from].flag("platform");
        let value = flag.and_then(|flag| flag.value.as_deref()).unwrap_or("");
        matches!(value, "$BUILDPLATFORM" | "${BUILDPLATFORM}")
    })
}

/// Where a download ends up: its file, or the folder that it is unpacked into.
fn lands(run: &Run, download: &Download<'_>) -> Option<String> {
    if let Some(path) = &download.file {
        return path.starts_with('/').then(|| clean(path));
    }
    let pipeline = run.script.pipeline_of(download.command);
    let last = run.script.simple(pipeline.stages.last()?)?;
    let folder = last.flag_value("-C").or(last.flag_value("--directory"))?;
    (last.is("tar") && folder.starts_with('/') && !folder.contains('$')).then(|| clean(folder))
}

/// Whether a word holds what the machine says of itself, itself or by a variable of the same script.
fn asks_machine(run: &Run, word: &Word) -> bool {
    let direct = |word: &Word| {
        word.substitutions().iter().any(|inner| {
            let mut within = run.script.within(inner.span);
            within.any(|command| match command.name() {
                "uname" => command.has_one_flag_of(&["-m", "-p", "-i", "--machine"]),
                "dpkg" => command.has_flag("--print-architecture"),
                "apk" => command.has_flag("--print-arch"),
                "arch" => command.args().is_empty(),
                _ => false,
            })
        })
    };
    let mut set = run.script.commands.iter().flat_map(|command| &command.assignments);
    direct(word) || set.any(|set| word.uses(&set.name) && direct(&set.value))
}

/// Whether one path is the other, or a folder above it.
fn covers(folder: &str, path: &str) -> bool {
    let within = |outer: &str, inner: &str| {
        inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
    };
    within(folder, path)
}
