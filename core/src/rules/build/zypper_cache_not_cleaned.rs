//! zypper keeps its metadata and packages in the layer.

use super::dnf_cache_not_cleaned::report;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "zypper-cache-not-cleaned",
    title: "zypper leaves its cache in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3036", "DS-0020", "AVD-DS-0020", "DF045", "missing-zypper-clean"],
    why: "zypper leaves its metadata and downloaded packages in the layer: often more than 100 \
          MB that nothing in the finished image uses.",
    how: "Clean up in the same RUN: `zypper clean -a`. A later RUN can't make the layer \
          smaller. A cache mount keeps them out altogether.",
    examples: &[
        Example::bad(
            "
            FROM opensuse/leap:15.6
            RUN «zypper -n install» nginx=1.27.2
            ",
        )
        .fixed(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n install nginx=1.27.2 && zypper clean -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n install nginx=1.27.2 && zypper -n cc -a
            ",
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN --mount=type=cache,target=/var/cache/zypp zypper -n install nginx=1.27.2
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHES: [&str; 1] = ["/var/cache/zypp"];

fn check(run: &Run, cx: &mut Context<'_>) {
    let installs: Vec<_> = run.installs_by(&[Manager::Zypper]).collect();
    let Some((install, command)) = installs.first().copied() else { return };
    let cleaned = ["clean", "cc"].iter().any(|verb| run.runs(&["zypper"], &[verb]));
    if cleaned || CACHES.iter().any(|cache| run.mounts_over(cache) || run.deletes(cache)) {
        return;
    }
    report(run, install, command, "zypper clean -a", cx);
}
