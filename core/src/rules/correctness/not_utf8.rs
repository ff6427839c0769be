//! Bytes that are not UTF-8.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "not-utf8",
    title: "The file is not UTF-8",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[],
    why: "The builder takes the bytes as they are, but everything that shows, compares or rewrites the file has to \
          guess what they mean. `\u{fffd}` stands where a byte could not be read, or where a tool gave up before.",
    how: "Save the file as UTF-8 and write the character anew.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL maintainer=\"Jos«\u{fffd}»\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            LABEL maintainer=\"José\"
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN printf '\\xEF\\xBF\\xBD'
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let source = &file.tree.source;
    let Some(start) = source.find('\u{fffd}') else { return };
    let width = '\u{fffd}'.len_utf8();
    let length = source[start..].chars().take_while(|c| *c == '\u{fffd}').count() * width;
    let message = match source.matches('\u{fffd}').count() * width - length {
        0 => "a character here is not UTF-8".to_owned(),
        rest => format!("a character here is not UTF-8, nor are {} further on", rest / width),
    };
    cx.report(Span::new(start as u32, (start + length) as u32), message);
}
