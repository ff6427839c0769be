//! A heredoc with line ends of Windows.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "crlf-line-endings",
    title: "A heredoc has line ends of Windows",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The carriage return stays in the text: a shell of Linux reads it as the last letter of every line, \
          and looks for a program called `sh\\r`.",
    how: "Save the file with line ends of Unix, and let `.gitattributes` keep them: `Dockerfile text eol=lf`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY «<<EOF» /run.sh
            #!/bin/sh\r
            exec app\r
            EOF
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            COPY <<EOF /run.sh
            #!/bin/sh
            exec app
            EOF
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY <<EOF /run.sh
            #!/bin/sh
            exec app
            EOF
            ",
        ),
        Example::good(
            "
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            COPY <<EOF C:/run.cmd
            app.exe\r
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Run, Keyword::Copy, Keyword::Add], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if cx.stage.is_none_or(|stage| cx.file.is_windows(stage)) || cx.onbuild {
        return;
    }
    for heredoc in &i.heredocs {
        let text = cx.text(heredoc.body);
        if text.contains("\r\n") {
            let change = "the lines of the heredoc end as those of Linux do";
            let fix = Fix::review("write line ends of Unix", Phase::Text, change);
            cx.report(
                heredoc.word,
                "the lines of this heredoc end with a carriage return, which stays in the text",
            )
            .fix(fix.replace(heredoc.body, text.replace("\r\n", "\n")));
        }
    }
}
