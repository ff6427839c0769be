//! More lines than the settings allow.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "file-too-long",
    title: "The file is longer than the settings allow",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["max-lines", "tally/max-lines"],
    why: "The settings say how many lines a Dockerfile may have here. A long one is hard to \
          review.",
    how: "Move long scripts into files of their own that are copied or mounted, or cut the file \
          in two.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN echo 2
            RUN echo 3
            RUN echo 4
            RUN echo 5
            RUN echo 6
            RUN echo 7
            RUN echo 8
            RUN echo 9
            RUN echo 10
            RUN echo 11
            RUN echo 12
            «RUN echo 13»
            RUN echo 14
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN echo short
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN echo 2
            RUN echo 3
            RUN echo 4
            RUN echo 5
            RUN echo 6
            RUN echo 7
            RUN echo 8
            RUN echo 9
            RUN echo 10
            RUN echo 11
            RUN echo 12
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let Some(most) = cx.config.max_lines else { return };
    let (lines, source) = (&file.tree.lines, &file.tree.source);
    let count = lines.count() - u32::from(source.ends_with('\n'));
    if count > most {
        let start = lines.start(most + 1);
        let line = source[start as usize..].split(['\r', '\n']).next().unwrap_or("");
        let message = format!("the file has {count} lines, and the settings allow {most}");
        cx.report(Span::new(start, start + line.len() as u32), message);
    }
}
