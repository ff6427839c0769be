//! Packages of apk without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apk-unpinned",
    title: "apk adds whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DL3018", "DF052", "ER0015"],
    why: "Tomorrow's build may hold another version than today's. On the other hand Alpine \
          keeps only the newest version of a branch, so that an exact pin breaks the build \
          with the next patch.",
    how: "Pin the base image by digest, and where a version matters pin it loosely: `apk add \
          \"curl~=8.14\"` accepts patches.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            RUN apk add --no-cache «curl» git=2.49.1-r0 jq
            ",
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            RUN apk add --no-cache --virtual .deps "curl~=8" "git>2" ./own.apk
            "#,
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG PACKAGES
            RUN apk add --no-cache -X https://example.org/alpine -t .build-deps $PACKAGES
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Apk]) {
        let unpinned = managers::unpinned(install);
        if let Some((first, rest)) = unpinned.split_first() {
            let message = format!("{} without a version", managers::listed(&unpinned));
            let finding = cx.report(first.span, message);
            for package in rest {
                finding.note(package.span, "the same");
            }
        }
    }
}
