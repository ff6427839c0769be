//! A copy that could be a layer of its own.

use crate::model::SourceKind;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-link-opportunity",
    title: "A copy from another stage could be linked",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::All,
    aliases: &["copy-without-link"],
    why: "Without `--link` the copy is made again whenever something above it changes. A linked \
          one is a layer of its own, which stays in the cache and moves onto a new base without \
          a build.",
    how: "Add `--link`, unless the destination lies behind a symbolic link of the base image.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25 AS build
            RUN go build -o /out/app .
            FROM debian:13-slim
            «COPY» --from=build /out/app /usr/local/bin/app
            ",
        )
        .fixed(
            "
            FROM golang:1.25 AS build
            RUN go build -o /out/app .
            FROM debian:13-slim
            COPY --link --from=build /out/app /usr/local/bin/app
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            FROM debian:13-slim
            COPY --link --from=build /out/app /usr/local/bin/app
            COPY --from=build /out/lib /lib/
            COPY --from=build --chown=app /out/data /data
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build
            FROM debian:13-slim
            COPY --from=build /out/app .
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

/// Places that are symbolic links in the images of Debian, Fedora and others.
const LINKS: [&str; 8] =
    ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/var/run", "/var/lock"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for copy in file.copies.iter().filter(|copy| !copy.is_add && !copy.onbuild) {
        let instruction = &file.tree.instructions[copy.instruction];
        let Some(stage) = file.stages.get(copy.stage) else { continue };
        let numeric = |owner: &str| owner.bytes().all(|b| b.is_ascii_digit() || b == b':');
        let dest = copy.dest.text.as_str();
        let behind = LINKS.iter().any(|link| {
            dest.strip_prefix(link).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        let fits = matches!(copy.from, Some(SourceKind::Stage(_)))
            && instruction.flag("link").is_none()
            && copy.chown.as_deref().is_none_or(numeric)
            && dest.starts_with('/')
            && !dest.contains('$')
            && !behind
            && !matches!(stage.base, Base::Scratch)
            && !file.is_windows(stage);
        if fits {
            let change = "the copy replaces a symbolic link in its way instead of following it";
            let fix = Fix::review("link the copy", Phase::Cache, change);
            cx.report(copy.word, "this copy could be a layer of its own")
                .fix(fix.insert(copy.word.end, " --link"));
        }
    }
}
