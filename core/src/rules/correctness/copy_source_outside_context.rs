//! A source outside of the build context.

use crate::model::copies;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-source-outside-context",
    title: "A source lies outside of the build context",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["add_src_invalid"],
    why: "The builder sees the build context only. It takes `..` at the top for the top, so \
          that another file is copied than the one that was meant, or none; `~` is a folder of \
          that name.",
    how: "Start the build in the folder above and name the file from there, or add a second \
          context: `docker build --build-context shared=../shared`, `COPY --from=shared …`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY «../shared» /app/shared
            COPY «~/.npmrc» /root/
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY ./shared/../app /app
            COPY /src /app/src
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY --from=build ../out /app/out
            ADD https://example.org/../tool /usr/local/bin/tool
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    for source in
        copy.sources.iter().filter(|source| copy.from.is_none() && source.heredoc.is_none())
    {
        let Some(path) = source.text.as_deref().filter(|_| !source.is_remote()) else { continue };
        if path.starts_with("~/") {
            cx.report(
                source.word.span,
                format!("`{path}` is not a home folder here: the builder knows none"),
            );
        } else if copies::leaves_context(path) {
            cx.report(source.word.span, format!("`{path}` lies outside of the build context"));
        }
    }
}
