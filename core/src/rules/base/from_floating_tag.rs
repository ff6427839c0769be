//! Tags that are meant to move.

use crate::image::eol;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-floating-tag",
    title: "FROM takes a tag that moves by design",
    category: Category::Base,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &[],
    why: "The tag names a line of releases. Two builds of one file may start from different ones, a major version \
          apart where the tag is a word such as `lts`.",
    how: "Name the release down to the patch, or add the digest, and let a bot raise it.",
    examples: &[
        Example::bad(
            "
            FROM «node:lts-alpine»
            ",
        ),
        Example::bad(
            "
            FROM «debian:bookworm-slim»
            ",
        ),
        Example::bad(
            "
            FROM «node:24»
            ",
        ),
        Example::good(
            "
            FROM node:24.11.1-alpine3.22
            ",
        ),
        Example::good(
            "
            FROM node:24@sha256:0000000000000000000000000000000000000000000000000000000000000000
            ",
        ),
        Example::good(
            "
            FROM node:latest
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
    check: Check::File(check),
};

/// Tags that say so.
const MOVING: &[&str] = &[
    "stable",
    "oldstable",
    "testing",
    "unstable",
    "sid",
    "rawhide",
    "mainline",
    "edge",
    "rolling",
    "devel",
    "nightly",
    "canary",
    "dev",
    "current",
    "lts",
    "alpine",
    "slim",
    "main",
    "master",
    "head",
];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for used in file.images() {
        let Some(tag) = used.image.tag.as_deref() else { continue };
        let first = used.image.tag_parts().next().unwrap_or(tag);
        let major = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
        let known = !eol::releases(&used.image).is_empty();
        let codename = known && first.bytes().all(|b| b.is_ascii_lowercase());
        let moves = MOVING.contains(&first) || codename || (known && major);
        if moves && used.image.digest.is_none() {
            cx.report(used.span, format!("`{tag}` moves with every release of its line"));
        }
    }
}
