//! Packages of yum without a version.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "yum-unpinned",
    title: "yum installs whatever version is newest",
    category: Category::Supply,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::Strict,
    aliases: &["DL3033", "AC_DOCKER_0033", "DF005"],
    why: "Tomorrow's build may hold another version than today's: a build that worked can \
          break, and two builds of one commit can't be compared.",
    how: "Name the version: `yum install -y nginx-1.20.1`.",
    examples: &[
        Example::bad(
            "
            FROM amazonlinux:2
            RUN yum install -y «httpd» php-8.2.9 && yum clean all
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN yum install -y httpd-2.4.62 https://example.org/tool.rpm && yum clean all
            ",
        ),
        Example::good(
            r#"
            FROM amazonlinux:2
            RUN yum groupinstall -y "Development Tools" && yum install -y @base $PACKAGES
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    for (install, _) in run.installs_by(&[Manager::Yum]) {
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
