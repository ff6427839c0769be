//! The end of a heredoc is indented.

use crate::model::text_traps;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "tab-heredoc-mismatch",
    title: "The word that ends a heredoc is indented",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The end counts at the very beginning of a line only, or after tabs where the heredoc begins with \
          `<<-`. Indented with blanks it is one more line of text, and the rest of the file too.",
    how: "Put the word at the beginning of its line.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN <<EOF
              make
              «EOF»
            USER app
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN <<EOF
              make
            EOF
            USER app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<EOF
              make
            EOF
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN <<-EOF
            \tmake
            \tEOF
            COPY <<EOF /text
              EOF
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#here-documents"],
    check: Check::Instruction(&[Keyword::Run, Keyword::Copy, Keyword::Add], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    for heredoc in i.heredocs.iter().filter(|heredoc| heredoc.end.is_empty()) {
        let Some(span) = text_traps::indented_end(cx.file, heredoc) else { continue };
        let indent = Span::new(cx.file.line_start(span.start), span.start);
        let fix = Fix::recommended(
            "put it at the beginning of the line",
            Phase::Text,
            "the heredoc ends here",
        );
        cx.report(span, format!("`{}` doesn't end the heredoc, as it is indented", heredoc.name))
            .fix(fix.delete(indent));
    }
}
