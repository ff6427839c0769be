//! Windows builds have no mounts.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "windows-run-mount",
    title: "RUN --mount is not there on Windows",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/windows/no-run-mounts"],
    why: "Windows containers can't mount while they build: the build stops here.",
    how: "Copy the files instead, and fetch what the cache would hold.",
    examples: &[
        Example::bad(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN «--mount=type=secret,id=key» type C:/key
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=secret,id=key cat /run/secrets/key
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN dir
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    if !cx.file.is_windows(cx.this_stage()) {
        return;
    }
    for mount in &run.mounts {
        cx.report(mount.span, "a Windows image can't mount while it is built");
    }
}
