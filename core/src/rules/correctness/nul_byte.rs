//! NUL bytes in the file.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "nul-byte",
    title: "The file holds a NUL byte",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder reads over a NUL byte, but no program can be given an argument or a variable that holds one: the \
          step fails when it runs. Editors and diffs take such a file for a binary one.",
    how: "Save the file as UTF-8 without NUL bytes. A NUL after every letter means that it was saved as UTF-16.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            ENV GREETING=hel«\0»lo
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN printf 'a\\0b' > /separated
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN find / -print0 | xargs -0 ls
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let source = &file.tree.source;
    let Some(start) = source.find('\0') else { return };
    let length = source[start..].bytes().take_while(|byte| *byte == 0).count();
    let count = source.matches('\0').count();
    let message = match count {
        1 => "a NUL byte stands here".to_owned(),
        _ => format!("the first of {count} NUL bytes stands here"),
    };
    cx.report(Span::new(start as u32, (start + length) as u32), message);
}
