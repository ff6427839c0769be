//! A tag is a claim, a digest is evidence.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-not-digest-pinned",
    title: "An image is not pinned by its digest",
    category: Category::Supply,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["dockerfile-source-not-pinned", "S7023", "PG006", "core-005"],
    why: "Whoever can push to the repository, or sits between you and it, can put another image behind the same \
          tag. A digest names the content itself.",
    how: "Add the digest to the tag, `image:tag@sha256:…`, and let a bot raise both. `docker buildx imagetools \
          inspect image:tag` shows it.",
    examples: &[
        Example::bad(
            "
            FROM «golang:1.26» AS build
            FROM scratch
            COPY --from=build /app /app
            COPY --from=«busybox:1.37» /bin/sh /bin/sh
            ",
        ),
        Example::good(
            "
            FROM golang:1.26@sha256:0000000000000000000000000000000000000000000000000000000000000000 AS build
            FROM build
            FROM scratch
            ",
        ),
        Example::good(
            "
            ARG BASE
            FROM $BASE
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        if used.image.digest.is_some() {
            continue;
        }
        let key = format!("digest.{}", used.image.raw);
        let answer = cx.config.answers.get(&key).filter(|answer| is_digest(answer)).cloned();
        let finding = cx.report(used.span, format!("`{}` is not pinned by its digest", used.raw));
        if !used.is_literal() {
            continue;
        }
        let title = "pin the digest";
        match answer {
            Some(digest) => {
                let change = "the image stays as it is until the digest is raised";
                let fix = Fix::recommended(title, Phase::Pins, change);
                finding.fix(fix.insert(used.span.end, format!("@{digest}")));
            }
            None => {
                let text = format!(
                    "Which digest does `docker buildx imagetools inspect {}` show?",
                    used.image.raw
                );
                let question = Question { key, text, suggestion: String::new() };
                finding.fix(Fix::ask(title, Phase::Pins, question));
            }
        }
    }
}

fn is_digest(text: &str) -> bool {
    crate::image::Reference::parse(&format!("x@{text}")).is_ok()
}
