//! Releases whose support is over.

use crate::image::Reference;
use crate::image::eol::{self, Day, Release, Standing};
use crate::model::ImageUse;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "from-eol-base-image",
    title: "The base image is a release that is no longer supported",
    category: Category::Base,
    severity: Severity::High,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["eol-ruby-version", "tally/ruby/eol-ruby-version", "eol-os-under-language-tag"],
    why: "Flaws found after the end of support are not mended in the image, however often it is rebuilt. Package \
          mirrors of old releases are switched off, and then the build fails too.",
    how: "Move to a supported release. Where the tag names a language and a distribution, look at both.",
    examples: &[
        Example::bad(
            "
            FROM ««python:3.8-slim-buster»»
            ",
        ),
        Example::bad(
            "
            FROM «ubuntu:20.04»
            COPY --from=«node:18» /usr/local/bin/node /usr/local/bin/
            ",
        ),
        Example::bad(
            "
            FROM «debian:12-slim»
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim-trixie
            ",
        ),
        Example::good(
            "
            FROM node:lts-alpine
            ",
        ),
        Example::good(
            "
            FROM acme/node:14
            ",
        ),
    ],
    links: &["https://endoflife.date/"],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let Some(today) = cx.config.today.map(|day| (day.year, day.month, day.day)) else { return };
    for used in file.images() {
        for release in eol::releases(&used.image) {
            let name = release.name();
            let (what, severity) = match release.standing(today) {
                Standing::Supported => continue,
                Standing::Ending(day) => {
                    (format!("{name} is supported until {} only", date(day)), Severity::Info)
                }
                Standing::Extended(day) => (
                    format!("{name} is kept by volunteers only, until {}", date(day)),
                    Severity::Low,
                ),
                Standing::Ended(Some(day)) => {
                    (format!("support of {name} ended on {}", date(day)), Severity::High)
                }
                Standing::Ended(None) => (format!("{name} is no longer supported"), Severity::High),
            };
            let mend: fn(&ImageUse, Release, Day, &Context<'_>) -> Option<Fix> = fix;
            let fix = crate::rules::later(mend)
                .filter(|_| severity == Severity::High)
                .and_then(|fix| fix(&used, release, today, cx));
            let finding = cx.report(used.span, format!("`{}`: {what}", used.raw));
            // What is copied from an image, or from a stage on it, is less than all of it.
            let copied = used.keyword != Keyword::From || !ships(file, &used, release);
            finding.severity(if copied { severity.min(Severity::Medium) } else { severity });
            finding.fix = fix;
        }
    }
}

/// Whether the final image stands on an image that is named in a FROM, or has its libraries inside of its programs.
fn ships(file: &Dockerfile, used: &ImageUse, release: Release) -> bool {
    let linked = |name: &&str| matches!(*name, "golang" | "rust");
    file.stages.iter().any(|stage| stage.ships && stage.from == used.at)
        || release.product.repositories.iter().any(linked)
}

/// Asks for another image, or writes the one that was answered.
fn fix(used: &ImageUse, release: Release, today: Day, cx: &Context<'_>) -> Option<Fix> {
    if !used.is_literal() {
        return None;
    }
    let key = format!("image.{}", used.raw);
    let title = "move to a supported release";
    let answer = cx.config.answers.get(&key);
    if let Some(image) = answer.filter(|image| Reference::parse(image).is_ok()) {
        let change = "packages, defaults and users of the new release may differ";
        return Some(Fix::recommended(title, Phase::Base, change).replace(used.span, image));
    }
    let text = format!("Which supported image takes the place of `{}`?", used.raw);
    let own = release.product.repositories.contains(&used.image.repository().as_str());
    let newest = release.product.newest(today).filter(|_| own);
    let variant = variant(used.image.tag.as_deref().unwrap_or(""));
    let tagged =
        |newest: Release| format!("{}:{}{variant}", used.image.bare(), newest.cycle.name());
    let suggestion = newest.map_or(String::new(), tagged);
    Some(Fix::ask(title, Phase::Base, Question { key, text, suggestion }))
}

/// The parts of a tag that say which programs an image has, and that newer releases have too: `-alpine` of
/// `3.7-alpine3.11`, `-fpm-alpine`, `-slim` of `10-buster-slim`.
fn variant(tag: &str) -> String {
    const KEPT: [&str; 10] =
        ["alpine", "slim", "apache", "fpm", "cli", "zts", "jre", "jdk", "perl", "management"];
    let parts = tag.split('-').skip(1);
    let stem =
        |part: &str| part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned();
    let kept = parts.map(stem).filter(|part| KEPT.contains(&part.as_str()));
    kept.map(|part| format!("-{part}")).collect()
}

fn date((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
