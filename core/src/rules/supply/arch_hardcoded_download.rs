//! A program for one processor in a file for several.

use crate::model::downloads;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "arch-hardcoded-download",
    title: "A download is for one processor, but the file builds for several",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The file speaks of the platform that it is built for, but takes this program for one processor whatever that \
          is: on the others it fails with `exec format error`, at the first start.",
    how: "Choose the file by `$TARGETARCH`, with a small table where the names differ (`amd64` is `x86_64`, `arm64` is \
          `aarch64`).",
    examples: &[
        Example::bad(
            "
            FROM --platform=$BUILDPLATFORM golang:1.25 AS build
            ARG TARGETARCH
            RUN GOARCH=$TARGETARCH go build -o /out/app .
            FROM debian:13-slim
            COPY --from=build /out/app /app
            RUN curl -fsSLO https://example.com/tool-1.2-linux-«amd64».tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSLO https://example.com/tool-1.2-linux-amd64.tgz
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG TARGETARCH
            RUN curl -fsSLO https://example.com/tool-1.2-linux-$TARGETARCH.tgz
            RUN case $TARGETARCH in amd64) curl -fsSLO https://example.com/tool-x86_64.tgz ;; arm64) curl -fsSLO https://example.com/tool-aarch64.tgz ;; esac
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/multi-platform/"],
    check: Check::File(check),
};

const ARCHES: &[&str] =
    &["amd64", "x86_64", "x86-64", "arm64", "aarch64", "armv7", "ppc64le", "s390x"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    if !builds_for_several(file) {
        return;
    }
    for run in &file.runs {
        let stage = &file.stages[run.stage];
        let from = &file.tree.instructions[stage.from];
        let text = file.text(from.head);
        let fixed =
            from.flag("platform").is_some() || ARCHES.iter().any(|arch| text.contains(arch));
        // Where the RUN itself looks at the platform, it knows what it does.
        let looks = run.script.commands.iter().any(|command| {
            command.is_one_of(&["uname", "arch", "dpkg", "case"])
                && command
                    .args()
                    .iter()
                    .any(|word| matches!(word.text(), "-m" | "-p" | "--print-architecture"))
                || command.all_words().any(|word| word.text().contains("TARGET"))
        });
        if fixed || looks {
            continue;
        }
        for download in downloads::downloads(&run.script) {
            if download.command.context.conditional || download.url.contains(".repo") {
                continue;
            }
            let found = ARCHES.iter().find_map(|arch| Some((find(download.url, arch)?, *arch)));
            if let Some((at, arch)) = found {
                let span = download.word.joined().span(at..at + arch.len());
                cx.report(
                    span,
                    format!("`{arch}` is taken whatever processor the image is built for"),
                );
            }
        }
    }
}

/// Where an architecture is named between marks.
fn find(url: &str, arch: &str) -> Option<usize> {
    let bytes = url.as_bytes();
    url.match_indices(arch).map(|(at, _)| at).find(|at| {
        let apart = |index: Option<usize>| {
            index.and_then(|index| bytes.get(index)).is_none_or(|b| !b.is_ascii_alphanumeric())
        };
        apart(at.checked_sub(1)) && apart(Some(at + arch.len()))
    })
}

/// Whether the file uses what the builder says of the platform.
fn builds_for_several(file: &Dockerfile) -> bool {
    const NAMES: &[&str] = &["TARGETARCH", "TARGETPLATFORM", "TARGETVARIANT"];
    let declared = file.stages.iter().flat_map(|stage| &stage.bindings).chain(&file.globals);
    let declares =
        declared.into_iter().any(|b| NAMES.contains(&b.name.as_str()) && b.raw.is_none());
    let from = file
        .stages
        .iter()
        .any(|stage| file.text(file.tree.instructions[stage.from].head).contains("BUILDPLATFORM"));
    declares || from
}
