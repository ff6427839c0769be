//! A program that is built for a newer system than it runs on.

use crate::image::eol;
use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "mixed-os-release-stages",
    title: "A program is compiled on a newer Debian than it runs on",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["builder-newer-than-runtime"],
    why: "What is linked on a newer Debian asks for the newer C library: the container stops at \
          once with `version GLIBC_… not found`.",
    how: "Use the same release in both stages, or link statically.",
    examples: &[
        Example::bad(
            "
            FROM rust:1.90-trixie AS build
            RUN cargo build --release
            FROM debian:bookworm-slim
            COPY «--from=build» /target/release/app /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM rust:1.90-bookworm AS build
            RUN cargo build --release
            FROM debian:trixie-slim
            COPY --from=build /target/release/app /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM rust:1.90-trixie AS build
            RUN cargo build --release --target x86_64-unknown-linux-musl
            FROM debian:bookworm-slim
            COPY --from=build /target/release/app /usr/local/bin/
            ",
        ),
        Example::good(
            "
            FROM golang:1.25-trixie AS build
            RUN go build -o /app .
            FROM debian:bookworm-slim
            COPY --from=build /app /usr/local/bin/
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    if !stage.ships {
        return;
    }
    let Some(here) = file.root_image(stage).and_then(eol::debian) else { return };
    for copy in file.copies_of(stage).filter(|copy| !copy.onbuild) {
        let Some(SourceKind::Stage(index)) = copy.from else { continue };
        let Some(source) = file.stages.get(index) else { continue };
        let there = file.root_image(source).and_then(eol::debian);
        let Some(there) = there.filter(|there| *there > here) else { continue };
        let commands = || file.runs_of(source).flat_map(|run| &run.script.commands);
        let compiles = commands().any(|c| {
            c.is_one_of(&["gcc", "g++", "cc", "c++", "make", "cmake"])
                || c.is("cargo") && matches!(c.subcommand(), "build" | "install")
        });
        let mut words = commands().flat_map(Command::all_words);
        let fixed = words.any(|word| {
            ["musl", "-static", "crt-static", "zigbuild"]
                .iter()
                .any(|part| word.text().contains(part))
        }) || file.tree.source.contains("crt-static");
        let program = copy.sources.iter().any(|source| {
            source.text.as_deref().is_some_and(|path| {
                ["/bin/", "/release/", "/bin"].iter().any(|part| path.contains(part))
            })
        });
        let flag = file.tree.instructions[copy.instruction].flag("from");
        if let Some(flag) = flag.filter(|_| compiles && !fixed && program) {
            let message = format!("this is compiled on Debian {there}, and runs on Debian {here}");
            cx.report(flag.span, message);
        }
    }
}
