//! A COPY of what the .dockerignore keeps out.

use crate::ignore::Matcher;
use crate::model::Fate;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "copy-of-ignored-file",
    title: "A file that is copied is kept out by .dockerignore",
    category: Category::Correctness,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["CopyIgnoredFile", "DF077"],
    why: "The builder never gets the file: the build stops with \"not found\", even though the file lies \
          there. Where the source has wildcards the build goes on, with nothing copied. A bind mount \
          fails the same way.",
    how: "Bring the path back below the pattern, `!path`, or take it from the stage that makes it: `COPY \
          --from=build`.",
    examples: &[
        Example::bad(
            "
            FROM nginx:1.29
            COPY «dist» /usr/share/nginx/html
            --- .dockerignore ---
            node_modules
            dist
            ",
        ),
        Example::bad(
            "
            FROM golang:1.25
            RUN «--mount=type=bind,source=go.sum,target=go.sum» go mod download
            --- .dockerignore ---
            *
            !go.mod
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY «*.conf» /etc/app/
            --- .dockerignore ---
            **/*.conf
            ",
        ),
        Example::good(
            "
            FROM nginx:1.29
            COPY dist /usr/share/nginx/html
            --- .dockerignore ---
            *
            !dist/**/*.html
            ",
        ),
        Example::good(
            "
            FROM node:24 AS build
            FROM nginx:1.29
            COPY --from=build /app/dist /usr/share/nginx/html
            --- .dockerignore ---
            dist
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            COPY . /app
            COPY $ARTIFACT /app/
            ADD https://example.org/dist.tgz /app/
            --- .dockerignore ---
            *
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    ],
    check: Check::Pair(check),
};

fn check(file: &Dockerfile, ignore: &IgnoreFile) -> Vec<Remark> {
    let matcher = Matcher::new(ignore);
    // A pattern that can't be read stops every build, and is reported for that.
    if ignore.patterns.iter().any(|pattern| pattern.fault.is_some()) {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    for need in file.needs() {
        let Fate::Gone(at) = need.fate(ignore, &matcher) else { continue };
        let pattern = &ignore.patterns[at];
        let (path, text, line) = (&need.path, ignore.written(pattern), pattern.line);
        let by = format!("`{text}` in line {line} of .dockerignore");
        remarks.push(match need.is_glob() {
            true => Remark::in_dockerfile(
                need.span,
                format!("{by} keeps out all that `{path}` matches, so nothing is copied"),
            )
            .severity(Severity::Medium),
            false => Remark::in_dockerfile(
                need.span,
                format!("{by} keeps out `{path}`, so the build stops here"),
            ),
        });
    }
    remarks
}
