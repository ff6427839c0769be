//! Packages of zypper without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "zypper-unpinned",
    title: "zypper installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3037"],
    why: "Tomorrow's build may hold another version than today's: a build that worked can \
          break, and two builds of one commit can't be compared.",
    how: "Name the version: `zypper install \"nginx=1.27.2\"`.",
    examples: &[
        Example::bad(
            r#"
            FROM opensuse/leap:15.6
            RUN zypper -n install «nginx» "curl=8.6.0" && zypper clean -a
            "#,
        ),
        Example::good(
            r#"
            FROM opensuse/leap:15.6
            RUN zypper -n in "nginx>=1.27" ./tool.rpm && zypper clean -a
            "#,
        ),
        Example::good(
            "
            FROM opensuse/leap:15.6
            RUN zypper -n install $PACKAGES && zypper clean -a
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Zypper]) {
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
