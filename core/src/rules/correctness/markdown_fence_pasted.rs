//! A fence of Markdown came along.

use crate::model::text_traps;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "markdown-fence-pasted",
    title: "A code fence was pasted with the file",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The three backticks belong to the page or the chat that the text was copied from. The builder takes \
          them for an instruction, and stops.",
    how: "Delete the line.",
    examples: &[
        Example::bad(
            "
            «```dockerfile»
            FROM debian:13-slim
            RUN make
            «```»
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN make
            ",
        ),
        Example::good(
            "
            # escape=`
            FROM mcr.microsoft.com/windows/servercore:ltsc2022
            RUN dir `
              C:/
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY <<EOF /README.md
            ```sh
            make
            ```
            EOF
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for span in text_traps::fences(file) {
        let end = file.tree.source[span.end as usize..]
            .find('\n')
            .map_or(file.tree.source.len(), |at| span.end as usize + at + 1);
        let gone = Span::new(file.line_start(span.start), end as u32);
        let fix = Fix::recommended(
            "delete the fence",
            Phase::Text,
            "the builder reads what stands between",
        );
        cx.report(span, "this fence belongs to Markdown, not to the file")
            .fix(fix.delete(gone).instructions(-1));
    }
}
