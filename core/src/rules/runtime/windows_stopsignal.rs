//! Windows has no signals.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "windows-stopsignal",
    title: "STOPSIGNAL has no effect on Windows",
    category: Category::Runtime,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/windows/no-stopsignal"],
    why: "Windows has no signals: a container of it is told to shut down in another way, whatever STOPSIGNAL \
          says.",
    how: "Delete it.",
    examples: &[
        Example::bad(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            «STOPSIGNAL SIGTERM»
            CMD ["app.exe"]
            "#,
        )
        .fixed(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            CMD ["app.exe"]
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            STOPSIGNAL SIGTERM
            ",
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            CMD ["app.exe"]
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#stopsignal"],
    check: Check::Instruction(&[Keyword::Stopsignal], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if !cx.stage.is_some_and(|stage| cx.file.is_windows(stage)) {
        return;
    }
    let gone = cx.file.lines_of(i).filter(|_| !cx.onbuild);
    let finding = cx.report(i.head, "this has no effect, as Windows has no signals");
    if let Some(gone) = gone {
        let fix = Fix::recommended("delete it", Phase::Runtime, "nothing on Windows");
        finding.fix(fix.delete(gone).instructions(-1));
    }
}
