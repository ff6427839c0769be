//! What kaniko leaves out without a word.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "kaniko-incompatible",
    title: "kaniko does not do this",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "kaniko reads `RUN --mount` and goes on without the mount, and runs nothing of a RUN that is a heredoc: the \
          build succeeds, and the image lacks what was to be made. Google's kaniko is archived since June 2025 in that \
          state (1.24); forks of it have learnt heredocs since.",
    how: "Build with BuildKit, Buildah or a fork of kaniko that knows both. For kaniko itself write the commands as \
          `RUN a && b`, and copy what would be mounted.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            RUN «--mount=type=cache,target=/root/.npm» npm ci
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «<<EOF»
            set -e
            make
            EOF
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            RUN npm ci && npm cache clean --force
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN cat > /etc/motd && make
            ",
        ),
    ],
    links: &[
        "https://github.com/GoogleContainerTools/kaniko/issues/1568",
        "https://github.com/GoogleContainerTools/kaniko/issues/1713",
    ],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let mounts = file.runs.iter().flat_map(|run| &run.mounts);
    // Once for each kind: who builds with kaniko changes all of them.
    if let Some(mount) = mounts.clone().next() {
        let count = mounts.count();
        let others = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
        cx.report(mount.span, format!("kaniko runs this without the mount{others}"));
    }
    let heredocs = |at: &usize| &file.tree.instructions[*at].heredocs;
    let runs = file.runs.iter().map(|run| run.instruction);
    let copies = file.copies.iter().map(|copy| copy.instruction);
    if let Some(heredoc) = runs.clone().find_map(|at| heredocs(&at).first()) {
        cx.report(heredoc.word, "kaniko runs nothing of a heredoc");
    }
    if let Some(heredoc) = copies.clone().find_map(|at| heredocs(&at).first()) {
        cx.report(heredoc.word, "kaniko knows no heredoc in COPY and ADD");
    }
}
