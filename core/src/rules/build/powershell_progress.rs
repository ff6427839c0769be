//! A progress bar slows the download.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "powershell-progress",
    title: "PowerShell draws a progress bar while it downloads",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["tally/powershell/progress-preference"],
    why: "Windows PowerShell redraws its bar for every few bytes: a download takes many times as long, and \
          fills the log.",
    how: "Set `$ProgressPreference = 'SilentlyContinue'` before, best in SHELL.",
    examples: &[
        Example::bad(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN powershell -Command «Invoke-WebRequest» https://example.org/a.zip -OutFile a.zip
            ",
        ),
        Example::good(
            r#"
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            SHELL ["powershell", "-Command", "$ProgressPreference = 'SilentlyContinue';"]
            RUN Invoke-WebRequest https://example.org/a.zip -OutFile a.zip
            "#,
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN curl.exe -fsSLo a.zip https://example.org/a.zip
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    let text = cx.text(run.whole);
    let shell = matches!(run.script.dialect, Dialect::PowerShell | Dialect::Cmd);
    let quiet = |text: &str| text.to_ascii_lowercase().contains("progresspreference");
    let set = quiet(text)
        || run.shell.words.iter().any(|word| quiet(word))
        || stage.bindings.iter().any(|b| quiet(&b.name));
    let Some(at) = text.find("Invoke-WebRequest").filter(|_| shell && !set) else { return };
    let start = run.whole.start + at as u32;
    cx.report(Span::new(start, start + 17), "the progress bar makes this download slow");
}
