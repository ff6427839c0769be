//! FROM without a tag means `latest`.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-untagged",
    title: "FROM has neither tag nor digest",
    category: Category::Base,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DL3006",
        "DS-0001",
        "AVD-DS-0001",
        "CKV_DOCKER_7",
        "missing-image-version",
        "S6596",
        "EF0004",
        "DKL-DI-0006",
        "missing_tag",
        "WL2000",
    ],
    why: "Without a tag the builder takes `latest`, which moves: the next build may start from another major \
          version, and nobody can say which one the last image was built from.",
    how: "Name a version that is supported, as exactly as you want to be sure. A digest fixes it for good.",
    examples: &[
        Example::bad(
            "
            FROM «node»
            ",
        ),
        Example::bad(
            "
            ARG BASE=ghcr.io/acme/base
            FROM «$BASE»
            ",
        ),
        Example::bad(
            "
            FROM «localhost:5000/app» AS app
            FROM app
            ",
        ),
        Example::good(
            "
            FROM node:24 AS build
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
        Example::good(
            "
            FROM debian@sha256:0000000000000000000000000000000000000000000000000000000000000000
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        let image = &used.image;
        if used.keyword != Keyword::From || image.tag.is_some() || image.digest.is_some() {
            continue;
        }
        let fix = super::tag_fix(&used, cx);
        let message = format!("`{}` has no tag, so `latest` is taken", used.raw);
        cx.report(used.span, message).fix = fix;
    }
}
