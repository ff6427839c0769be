//! Official images that nobody keeps any more.

use crate::image::deprecated;
use crate::image::eol::{self, Standing};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "deprecated-official-image",
    title: "The base image is no longer kept",
    category: Category::Base,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "The image gets no updates, so every flaw found since stays in it, and its tags may be deleted.",
    how: "Move to the successor that its publisher names.",
    examples: &[
        Example::bad(
            "
            FROM «openjdk:17-jre-slim»
            ",
        )
        .fixed(
            "
            FROM eclipse-temurin:17-jre
            ",
        ),
        Example::bad(
            "
            FROM «vault:1.13»
            ",
        )
        .fixed(
            "
            FROM hashicorp/vault:1.13
            ",
        ),
        Example::good(
            "
            FROM eclipse-temurin:17-jre
            ",
        ),
        Example::good(
            "
            FROM acme/openjdk:17
            ",
        ),
        Example::good(
            "
            FROM openjdk:28-ea-11-slim
            ",
        ),
        Example::good(
            "
            FROM hashicorp/vault:1.13
            ",
        ),
    ],
    links: &["https://github.com/docker-library/docs/blob/master/deprecated.md"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let today = cx.config.today.map(|day| (day.year, day.month, day.day));
    for used in file.images() {
        let Some(gone) = deprecated::deprecated(&used.image) else { continue };
        // `from-eol-base-image` has more to say of a release.
        let ended = |release: &eol::Release| {
            today.is_some_and(|today| matches!(release.standing(today), Standing::Ended(_)))
        };
        if eol::releases(&used.image).first().is_some_and(ended) && gone.repository == "centos" {
            continue;
        }
        let since = match gone.since {
            "" => String::new(),
            since => format!(" since {since}"),
        };
        let instead = match gone.successor {
            "" => String::new(),
            successor if gone.repository == "mono" => format!(": port to `{successor}`"),
            successor => format!(": use `{successor}`"),
        };
        let message = format!("`{}` has not been kept{since}{instead}", gone.repository);
        let finding = cx.report(used.span, message);
        if gone.same_tags && used.is_literal() && used.raw.starts_with(gone.repository) {
            let end = used.span.start + gone.repository.len() as u32;
            let change =
                "the image comes from its publisher's own repository, where this tag may not exist";
            let fix = Fix::review("take the successor", Phase::Base, change);
            finding.fix(fix.replace(Span::new(used.span.start, end), gone.successor));
        } else if gone.successor == "eclipse-temurin" {
            super::mend_successor(finding, &used);
        }
    }
}
