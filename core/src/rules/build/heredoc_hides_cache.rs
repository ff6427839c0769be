//! One long heredoc that installs and builds.

use crate::model::{MountKind, Source};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "heredoc-hides-cache",
    title: "One heredoc installs packages and builds the sources",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &[],
    why: "A RUN is cached as a whole. Where the sources are copied before it, each change of a source file installs \
          the packages anew before anything is built.",
    how: "Install the packages in a RUN of their own above the COPY of the sources, and build in the one below it.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR /src
            COPY . .
            «RUN» <<EOF
            set -e
            apt-get update
            apt-get install -y --no-install-recommends gcc make libc6-dev
            rm -rf /var/lib/apt/lists/*
            make
            make install
            EOF
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            set -e
            apt-get update
            apt-get install -y --no-install-recommends gcc make libc6-dev
            rm -rf /var/lib/apt/lists/*
            EOF
            COPY . .
            RUN make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            set -e
            apt-get update
            apt-get install -y --no-install-recommends gcc make libc6-dev git
            git clone https://example.com/app.git
            make -C app
            rm -rf /var/lib/apt/lists/*
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/cache/optimize/"],
    check: Check::Run(check),
};

/// As many commands that less would be read at a glance.
const LONG: usize = 5;

fn check(run: &Run, cx: &mut Context<'_>) {
    let (file, stage) = (cx.file, cx.this_stage());
    let heredoc = !file.tree.instructions[run.instruction].heredocs.is_empty();
    let top: Vec<&Command> =
        run.script.commands.iter().filter(|command| command.context.depth == 0).collect();
    if !heredoc || top.len() < LONG || run.mounts.iter().any(|m| m.kind == MountKind::Cache) {
        return;
    }
    const SYSTEM: [Manager; 8] = [
        Manager::Apt,
        Manager::AptGet,
        Manager::Apk,
        Manager::Yum,
        Manager::Dnf,
        Manager::Microdnf,
        Manager::Tdnf,
        Manager::Zypper,
    ];
    let installed = run.installs_by(&SYSTEM).map(|(_, command)| command.index).next();
    let builds = |command: &&&Command| {
        let verb = command.subcommand();
        match command.name() {
            "make" | "ninja" | "cmake" | "meson" | "mvn" | "gradle" | "gradlew" | "mvnw" => true,
            "cargo" | "go" | "dotnet" => matches!(verb, "build" | "publish" | "install"),
            "npm" | "yarn" | "pnpm" => verb == "build" || verb == "run",
            _ => false,
        }
    };
    let built = top.iter().find(builds);
    let whole = |source: &Source| {
        source.text.as_deref().is_some_and(|text| matches!(text, "." | "./" | "src" | "src/"))
    };
    let sources = file.copies_of(stage).find(|copy| {
        copy.instruction < run.instruction && copy.from.is_none() && copy.sources.iter().any(whole)
    });
    if let (Some(installed), Some(built), Some(copy)) = (installed, built, sources)
        && installed < built.index
    {
        cx.report(run.word, "a change of the sources installs the packages of this heredoc anew")
            .note(copy.span, "the sources come before it")
            .note(built.span, "only this needs them");
    }
}
