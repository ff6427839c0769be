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
    let mut gaps = i.gaps.iter().filter(|gap| gap.span.start >= i.span.start).peekable();
    let (mut read, mut quotes) = (i.span.start, (false, false));
    while let Some(gap) = gaps.next() {
        if gap.kind != GapKind::Continuation {
            continue;
        }
        // The next line that is no comment and not blank.
        let mut start = gap.span.end;
        while let Some(other) =
            gaps.next_if(|other| other.span.start == start && other.kind != GapKind::Continuation)
        {
            start = other.span.end;
        }
        let stop = gaps.peek().map_or(i.head.end, |next| next.span.start);
        let before = file.text(Span::new(read.min(gap.span.start), gap.span.start));
        quotes.0 ^= before.matches('"').count() % 2 == 1;
        quotes.1 ^= before.matches('\'').count() % 2 == 1;
        read = gap.span.end;
        if start >= stop || start >= i.head.end {
            continue;
        }
        let line = file.text(Span::new(start, stop));
        let word = line.split([' ', '\t']).next().unwrap_or("");
        let upper = word.bytes().all(|b| b.is_ascii_uppercase()) && !word.is_empty();
        let keyword = if upper { Keyword::of(word) } else { Keyword::Unknown };
        let open = quotes.0 || quotes.1;
        let rest = line[word.len()..].trim_start();
        if keyword == Keyword::Unknown
            || open
            || rest.is_empty()
            || rest.starts_with(['=', '&', '|', ';', ')'])
        {
            continue;
        }
        let span = Span::new(start, start + word.len() as u32);
        let kept = gap.span.start - (before.len() - before.trim_end().len()) as u32;
        let end = gap.span.start + file.tree.escape.len_utf8() as u32;
        let fix = Fix::review("end the line above", Phase::Text, "two instructions instead of one");
        cx.report(span, format!("this `{word}` belongs to the instruction above, which goes on"))
            .fix(fix.delete(Span::new(kept, end)).instructions(1));
        return;
    }
}
