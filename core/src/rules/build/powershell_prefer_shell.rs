//! PowerShell is called in every step.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "powershell-prefer-shell",
    title: "Several steps call PowerShell themselves",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/powershell/prefer-shell-instruction"],
    why: "Every step starts `cmd` first, and quotes mean something else to each of the two: what works in \
          PowerShell breaks in the step.",
    how: "Name it once: `SHELL [\"powershell\", \"-Command\"]`.",
    examples: &[
        Example::bad(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN powershell -Command New-Item a
            «RUN» powershell -Command New-Item b
            ",
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL ["powershell", "-Command"]
            RUN New-Item a
            RUN New-Item b
            "#,
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN powershell -Command New-Item a
            RUN dir
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let calls = |run: &&Run| {
        let text = cx.file.text(run.whole)[run.word.len() as usize..].trim_start();
        run.script.dialect == Dialect::Cmd
            && !run.is_exec
            && ["powershell ", "powershell.exe ", "pwsh ", "pwsh.exe "].iter().any(|name| {
                text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            })
    };
    let found: Vec<&Run> = cx.file.runs_of(stage).filter(calls).collect();
    if let [first, second, ..] = found[..] {
        cx.report(
            second.word,
            format!("{} steps of this stage call PowerShell themselves", found.len()),
        )
        .note(first.span, "the first is here");
    }
}
