//! `COPY --from=stage / /` carries everything along.

use crate::model::{Base, SourceKind};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-from-whole-filesystem",
    title: "A whole file system is copied from another stage",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3067"],
    why: "All that the other stage holds comes along: compilers, caches, perhaps secrets. The layer is as large as \
          that stage, and stages were made to leave such things behind.",
    how: "Copy the files that the program needs. To make one layer of a stage, copy it into `FROM scratch`.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.26 AS build
            FROM debian:12-slim
            COPY --from=build «/» /
            ",
        ),
        Example::good(
            "
            FROM golang:1.26 AS build
            FROM scratch
            COPY --from=build /app /
            ",
        ),
        Example::good(
            "
            FROM tonistiigi/xx:1.6.1 AS xx
            FROM golang:1.26
            COPY --from=xx / /
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim AS rootfs
            RUN rm -rf /usr/share/doc
            FROM scratch
            COPY --from=rootfs / /
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            COPY / /srv/
            ",
        ),
        Example::good(
            "
            FROM scratch AS files
            COPY app /app
            FROM debian:12-slim
            COPY --from=files / /
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#copy---from"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for copy in file.copies.iter().filter(|copy| !copy.onbuild) {
        let Some(SourceKind::Stage(stage)) = copy.from else { continue };
        // A stage that begins with nothing holds what was put there for this.
        if matches!(file.root_of(&file.stages[stage]), Base::Scratch) {
            continue;
        }
        // Images that hold a few files to be copied over another.
        let payload = file.root_image(&file.stages[stage]);
        if payload.is_some_and(|image| image.repository() == "tonistiigi/xx") {
            continue;
        }
        // Into nothing it makes one layer of many, without what they have deleted.
        let own = &file.stages[copy.stage];
        if matches!(own.base, Base::Scratch) && file.copies_of(own).take(2).count() == 1 {
            continue;
        }
        let whole = |text: Option<&str>| matches!(text, Some("/" | "/." | "/*"));
        let source = copy.sources.iter().find(|source| whole(source.text.as_deref()));
        if let Some(source) = source.filter(|_| whole(copy.dest_text.as_deref())) {
            let label = file.stages[stage].label();
            cx.report(source.word.span, format!("everything of stage `{label}` is copied"));
        }
    }
}
