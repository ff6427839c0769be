//! Packages of apt without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-unpinned",
    title: "apt-get installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["DL3008", "DF005", "ER0012", "WL3003"],
    why: "Tomorrow's build may hold another version than today's. On the other hand Debian and \
          Ubuntu delete old versions from their mirrors, so that a pinned version breaks the \
          build a few weeks later.",
    how: "Where builds must repeat exactly, install from a dated snapshot of the archive, or \
          pin the base image by digest and rebuild on purpose. Pin single packages with \
          `name=version` where a new version would hurt.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y «curl» gnupg nginx=1.26.*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG NGINX=1.26.3-3
            RUN apt-get update && apt-get install -y nginx=${NGINX} ./local.deb curl/trixie-backports
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            ARG PACKAGES
            RUN apt-get update && apt-get install -y -t trixie-backports $PACKAGES && apt-get build-dep -y nginx
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::AptGet]) {
        if install.verb != "install" {
            continue;
        }
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
