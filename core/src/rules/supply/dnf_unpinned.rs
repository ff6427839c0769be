//! Packages of dnf without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dnf-unpinned",
    title: "dnf installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3041", "DF005"],
    why: "Tomorrow's build may hold another version than today's: a build that worked can \
          break, and two builds of one commit can't be compared.",
    how: "Name the version: `dnf install -y nginx-1.26.3`.",
    examples: &[
        Example::bad(
            "
            FROM fedora:43
            RUN dnf install -y «httpd» php-8.4.14 && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf install -y httpd-2.4.65 @development-tools ./tool.rpm && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf module install -y nodejs:22 && dnf install -y $PACKAGES
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Dnf, Manager::Microdnf, Manager::Tdnf]) {
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
