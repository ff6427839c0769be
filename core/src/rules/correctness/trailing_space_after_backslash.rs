//! A blank behind the backslash.

use crate::model::text_traps;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "trailing-space-after-backslash",
    title: "Blanks follow a backslash at the end of a line",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "In a heredoc a shell reads the line, not the builder: the backslash then escapes the blank, the line \
          ends, and the next one is a command of its own.",
    how: "Delete the blanks after the backslash.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN <<EOF
            apt-get install -y \«  »
              curl
            EOF
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN <<EOF
            apt-get install -y \
              curl
            EOF
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN <<EOF
            apt-get install -y \
              curl
            EOF
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            COPY <<EOF /motd
            C:\ 
            EOF
            "#,
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Run], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    if cx.onbuild {
        return;
    }
    for span in
        i.heredocs.iter().flat_map(|heredoc| text_traps::blanks_after_backslash(cx.file, heredoc))
    {
        let fix =
            Fix::recommended("delete the blanks", Phase::Text, "the line goes on in the next one");
        cx.report(span, "the backslash escapes the blank, and the line ends here")
            .fix(fix.delete(span));
    }
}
