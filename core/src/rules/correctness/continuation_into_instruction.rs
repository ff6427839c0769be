//! An instruction is swallowed by the one above.

use crate::rule::prelude::*;
use crate::syntax::GapKind;

pub(super) static RULE: Rule = Rule {
    id: "continuation-into-instruction",
    title: "A line continuation swallows the next instruction",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The line above ends with a continuation, so that this instruction becomes its arguments: it is not \
          carried out, and the builder may not complain.",
    how: "Delete the continuation at the end of the line above.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN apt-get update && \
                apt-get install -y curl \
            «COPY» app /app
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN apt-get update && \
                apt-get install -y curl
            COPY app /app
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "one \
            RUN two"
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN apt-get install -y \
                COPY
            ENV FROM=a \
                USER=b
            "#,
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#format"],
    check: Check::Instruction(&[], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let file = cx.file;
    if cx.onbuild || i.keyword == Keyword::Unknown {
        return;
    }
    let continuations = || i.gaps.iter().filter(|gap| gap.kind == GapKind::Continuation);
    for (number, gap) in continuations().enumerate() {
        // The next line that is no comment and not blank.
        let after = i.gaps.iter().filter(|other| other.span.start >= gap.span.end);
        let start =
            after.fold(
                gap.span.end,
                |end, other| if other.span.start == end { other.span.end } else { end },
            );
        let stop = continuations().nth(number + 1).map_or(i.head.end, |next| next.span.start);
        if start >= stop || start >= i.head.end {
            continue;
        }
        let line = file.text(Span::new(start, stop));
        let word = line.split([' ', '\t']).next().unwrap_or("");
        let upper = word.bytes().all(|b| b.is_ascii_uppercase()) && !word.is_empty();
        let keyword = if upper { Keyword::of(word) } else { Keyword::Unknown };
        let before = file.text(Span::new(i.span.start, gap.span.start));
        let open = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
        let rest = line[word.len()..].trim_start();
        if keyword == Keyword::Unknown
            || open
            || rest.is_empty()
            || rest.starts_with(['=', '&', '|', ';', ')'])
        {
            continue;
        }
        let span = Span::new(start, start + word.len() as u32);
        let kept = before.trim_end().len() as u32 + i.span.start;
        let end = gap.span.start + file.tree.escape.len_utf8() as u32;
        let fix = Fix::review("end the line above", Phase::Text, "two instructions instead of one");
        cx.report(span, format!("this `{word}` belongs to the instruction above, which goes on"))
            .fix(fix.delete(Span::new(kept, end)).instructions(1));
        return;
    }
}
