//! Windows has no owners of this kind.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "windows-chown-flag",
    title: "--chown has no effect on Windows",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/windows/no-chown-flag"],
    why: "Users and groups of Linux mean nothing in a Windows container: the builder ignores the flag, and the \
          files belong to whom they always do.",
    how: "Leave the flag out, and set rights with `icacls` where they matter.",
    examples: &[
        Example::bad(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            COPY «--chown=app:app» app C:/app/
            ",
        )
        .fixed(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            COPY app C:/app/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY --chown=app:app app /app/
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            COPY app C:/app/
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let Some(flag) = i.flag("chown") else { return };
    if cx.stage.is_some_and(|stage| cx.file.is_windows(stage)) {
        let gone = cx.file.with_blanks(flag.span);
        let fix = Fix::recommended("leave the flag out", Phase::Local, "nothing on Windows");
        cx.report(flag.span, "`--chown` has no effect in a Windows image").fix(fix.delete(gone));
    }
}
