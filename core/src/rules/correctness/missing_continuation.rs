//! The line before does not go on.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "missing-continuation",
    title: "A line continuation is missing",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The next line begins with an operator of the shell, so that this one was meant to go on. The builder \
          takes the next line for an instruction of its own, and stops.",
    how: "End this line with a backslash.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update«»
             && apt-get install -y curl
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN apt-get update \
             && apt-get install -y curl
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get update \
             && apt-get install -y curl
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
            apt-get update
            && apt-get install -y curl
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#format"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for pair in file.tree.instructions.windows(2) {
        let [before, after] = pair else { continue };
        let text = file.text(after.head);
        let operator = ["&&", "||", "|", "; "].iter().any(|operator| text.starts_with(operator));
        let shell = matches!(
            before.keyword,
            Keyword::Run
                | Keyword::Cmd
                | Keyword::Entrypoint
                | Keyword::Healthcheck
                | Keyword::Unknown
        );
        if after.keyword != Keyword::Unknown || !operator || !shell || !before.heredocs.is_empty() {
            continue;
        }
        let end = Span::at(before.head.end);
        let fix =
            Fix::recommended("let the line go on", Phase::Text, "both lines are one instruction");
        cx.report(end, "the next line goes on with this one, and a continuation is missing here")
            .fix(fix.insert(end.end, format!(" {}", file.tree.escape)));
    }
}
