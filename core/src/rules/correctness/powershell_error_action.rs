//! PowerShell goes on after an error.

use crate::model;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "powershell-error-action",
    title: "PowerShell goes on after an error",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/powershell/error-action-preference"],
    why: "PowerShell reports most errors and goes on. The step succeeds although a download or a copy in it \
          failed.",
    how: "Let the shell stop: `SHELL [\"powershell\", \"-Command\", \"$ErrorActionPreference = 'Stop';\"]`.",
    examples: &[
        Example::bad(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL «["powershell", "-Command"]»
            RUN Copy-Item a b; Remove-Item a
            "#,
        )
        .fixed(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
            RUN Copy-Item a b; Remove-Item a
            "#,
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
            RUN Copy-Item a b; Remove-Item a
            "#,
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL ["powershell", "-Command"]
            RUN Copy-Item a b
            RUN $ErrorActionPreference = 'Stop'; Copy-Item a b; Remove-Item a
            "#,
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Shell], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let Some(stage) = cx.stage else { return };
    let words = i.words();
    let program = words.first().map_or("", |word| word.text.as_str());
    let last = words.last().map_or("", |word| word.text.as_str());
    let command = last.eq_ignore_ascii_case("-command") || last.eq_ignore_ascii_case("-c");
    if model::dialect(program) != Dialect::PowerShell || !command {
        return;
    }
    let end = stage.shells.iter().map(|(at, _)| *at).find(|at| *at > cx.at).unwrap_or(stage.end);
    let loses =
        cx.file.runs_of(stage).filter(|run| run.instruction > cx.at && run.instruction < end).any(
            |run| {
                let text = cx.text(run.whole);
                let lower = text.to_ascii_lowercase();
                text.trim_end_matches(';').contains(';') && !lower.contains("erroraction")
            },
        );
    if loses {
        let span = i.rest.whole();
        let change = "a step stops at its first error";
        let fix = Fix::recommended("stop at the first error", Phase::Shell, change);
        let at = words.last().map_or(span.end, |word| word.span.end);
        cx.report(span, "a step may fail and count as done, as PowerShell goes on after an error")
            .fix(fix.insert(at, ", \"$ErrorActionPreference = 'Stop';\""));
    }
}
