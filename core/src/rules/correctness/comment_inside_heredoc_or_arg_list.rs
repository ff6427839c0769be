//! A `#` after arguments is one of them.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "comment-inside-heredoc-or-arg-list",
    title: "A comment after the arguments becomes part of them",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Comments stand on lines of their own. After an argument `#` and what follows are further arguments: \
          a folder called `#`, a value with the comment in it, or a build that stops.",
    how: "Move the comment to a line above.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR /srv «# where the app lives»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            # where the app lives
            WORKDIR /srv
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            ENV PORT 8080 «# http»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            # http
            ENV PORT 8080
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY app /srv/ «# the app»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            # the app
            COPY app /srv/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            # the app
            COPY app#1 /srv/#1/
            RUN make # everything
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENV COLOR="red # not blue" SIGN=#
            CMD serve # here
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#format"],
    check: Check::Instruction(
        &[
            Keyword::Workdir,
            Keyword::User,
            Keyword::Volume,
            Keyword::Copy,
            Keyword::Add,
            Keyword::Env,
            Keyword::Label,
            Keyword::Arg,
        ],
        check,
    ),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let text = i.rest.text.as_str();
    let legacy = i.pairs().iter().any(|pair| pair.legacy);
    let pairs = matches!(i.keyword, Keyword::Env | Keyword::Label);
    // Elsewhere the builder refuses the line, which other rules say.
    if cx.onbuild || i.is_json() || pairs && !legacy || !i.gaps.is_empty() || !i.heredocs.is_empty()
    {
        return;
    }
    let comment = text.match_indices('#').map(|(at, _)| at).take(20).find(|at| {
        let (before, after) = text.split_at(*at);
        let even = |quote: char| before.matches(quote).count() % 2 == 0;
        before.ends_with([' ', '\t'])
            && after[1..].starts_with([' ', '\t', '#'])
            && even('"')
            && even('\'')
    });
    let Some(at) = comment else { return };
    let (before, after) = text.split_at(at);
    if before.trim().is_empty() {
        return;
    }
    let span = i.rest.span(at..text.len());
    let gone = Span::new(i.rest.span(0..before.trim_end().len()).end, span.end);
    let line = cx.file.line_start(i.span.start);
    let message =
        format!("`{}` is no comment here, and is read as part of the arguments", after.trim_end());
    let fix = Fix::recommended(
        "move it to a line above",
        Phase::Text,
        "the comment is no longer an argument",
    );
    let comment = format!("{}{}{}", cx.file.indent(i.span.start), after.trim_end(), cx.newline());
    cx.report(span, message).fix(fix.insert(line, comment).delete(gone));
}
