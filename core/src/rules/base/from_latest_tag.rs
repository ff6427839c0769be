//! `latest` names no version.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-latest-tag",
    title: "FROM takes the latest tag",
    category: Category::Base,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3007", "DS-0001", "AVD-DS-0001", "CKV_DOCKER_7", "avoid-latest-version", "S6596", "DKL-DI-0006", "DF001", "EF0003", "latest_tag", "AC_DOCKER_0041", "DF024", "core-006", "WL2001", "latest-through-arg-default"],
    why: "`latest` is whatever was pushed last. A build of tomorrow may start from another major version, and an \
          old image can't be built again as it was.",
    how: "Name a version that is supported. A digest fixes it for good.",
    examples: &[
        Example::bad(
            "
            FROM «ubuntu:latest»
            ",
        ),
        Example::bad(
            "
            ARG TAG=latest
            FROM «ghcr.io/acme/app:${TAG}»
            ",
        ),
        Example::good(
            "
            FROM ubuntu:24.04
            ",
        ),
        Example::good(
            "
            FROM gcr.io/distroless/static-debian13:latest
            ",
        ),
        Example::good(
            "
            FROM ubuntu:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    check: Check::File(check),
};

/// Publishers whose public images have no versions in their tags.
const UNVERSIONED: [&str; 2] = ["gcr.io/distroless/", "cgr.dev/chainguard/"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        let image = &used.image;
        let latest = image.tag.as_deref().is_some_and(|t| t == "latest" || t.ends_with("-latest"));
        let repository = image.repository();
        if used.keyword != Keyword::From
            || !latest
            || image.digest.is_some()
            || UNVERSIONED.iter().any(|publisher| repository.starts_with(publisher))
        {
            continue;
        }
        let fix = super::tag_fix(&used, cx);
        let finding = cx.report(used.span, format!("`{}` is whatever was pushed last", image.raw));
        finding.fix = fix;
        if image.tag.as_deref().is_some_and(is_of_a_line) {
            finding.severity(Severity::Low);
        }
    }
}

/// Whether a tag such as `stretch-latest` or `8.1-latest` moves within a release only.
fn is_of_a_line(tag: &str) -> bool {
    const RELEASES: [&str; 11] = [
        "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "xenial",
        "bionic", "focal", "jammy",
    ];
    tag.strip_suffix("-latest").is_some_and(|line| {
        line.contains(|c: char| c.is_ascii_digit())
            || RELEASES.iter().any(|name| line.contains(name))
    })
}
