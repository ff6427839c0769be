//! Base images that are not on the user's own list.

use crate::audit::glob;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-base-not-approved",
    title: "The image is not on the list of approved ones",
    category: Category::Base,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DF073"],
    why: "The settings name the images that builds may start from. Another one has passed none of your checks, and \
          nobody is there to keep it up to date.",
    how: "Start from an image on the list, or have this one put on it.",
    examples: &[
        Example::bad(
            "
            FROM «acme/mystery:1.2»
            COPY --from=«acme/other:1» /x /x
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            FROM build
            COPY --from=python:3.14-slim /x /x
            ",
        ),
        Example::good(
            "
            FROM scratch
            ARG BASE
            FROM $BASE
            FROM ghcr.io/acme/base:2.1
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let approved = &cx.config.approved_bases;
    for used in file.images().into_iter().filter(|_| !approved.is_empty()) {
        let repository = used.image.full_name();
        let tag = used.image.effective_tag().unwrap_or("");
        let digest = used.image.digest.as_deref().unwrap_or("");
        if !approved.iter().any(|pattern| fits(pattern, &repository, tag, digest)) {
            cx.report(used.span, format!("`{repository}` is not on the list of approved images"));
        }
    }
}

/// Whether `repository[:tag][@digest]`, each with `*` for anything, means an image.
fn fits(pattern: &str, repository: &str, tag: &str, digest: &str) -> bool {
    let (name, wanted_digest) = pattern.split_once('@').unwrap_or((pattern, "*"));
    let (name, wanted_tag) = match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (name, "*"),
    };
    glob(name, repository) && glob(wanted_tag, tag) && glob(wanted_digest, digest)
}
