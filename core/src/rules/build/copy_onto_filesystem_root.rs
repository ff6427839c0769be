//! Everything is copied over the root.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-onto-filesystem-root",
    title: "The build context is copied over the root of the file system",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF026"],
    why: "Whatever is in the context lands beside `/bin` and `/etc`, and replaces what has the \
          same name there. A folder called `lib` or `etc` in the project is enough to break \
          the image.",
    how: "Copy into a folder of its own: `WORKDIR /app`, then `COPY . .`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            COPY . «/»
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY rootfs/ /
            COPY app /
            ",
        ),
        Example::good(
            "
            FROM scratch
            COPY --from=build . /
            WORKDIR /app
            COPY . .
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[Keyword::Copy, Keyword::Add], check),
};

fn check(_: &Instruction, cx: &mut Context<'_>) {
    let Some(copy) = cx.file.copy_at(cx.at) else { return };
    let all = copy
        .sources
        .iter()
        .any(|source| matches!(source.word.text.as_str(), "." | "./" | "*" | "./*"));
    let root = copy.dest_path.as_deref() == Some("/");
    let scratch = cx.stage.is_some_and(|stage| matches!(cx.file.root_of(stage), Base::Scratch));
    if all && root && copy.from.is_none() && !scratch {
        cx.report(copy.dest.span, "the whole context is copied over the root of the file system");
    }
}
