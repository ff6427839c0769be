//! yum waits for an answer that nobody gives.

use super::dnf_missing_yes::report_unanswered;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "yum-missing-yes",
    title: "yum asks for confirmation and nobody can answer",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "DL3030",
        "S6584",
        "AC_DOCKER_0004",
        "DF027",
        "yumInstallForceYes",
        "missing-yum-assume-yes-switch",
    ],
    why: "A build has no terminal: when yum asks whether to go on, it reads no answer and \
          aborts, and so does the build.",
    how: "Add `-y`.",
    examples: &[
        Example::bad(
            "
            FROM amazonlinux:2
            RUN «yum install» httpd-2.4.62 && yum clean all
            ",
        )
        .fixed(
            "
            FROM amazonlinux:2
            RUN yum install -y httpd-2.4.62 && yum clean all
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN yum -y install httpd-2.4.62 && yum clean all
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN yum install -qy httpd && yum --assumeyes remove php && yum makecache
            ",
        ),
        Example::good(
            "
            FROM amazonlinux:2
            RUN echo assumeyes=1 >> /etc/yum.conf
            RUN yum install httpd && yum clean all
            ",
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

/// The verbs that ask.
const ASKING: [&str; 8] = [
    "install",
    "groupinstall",
    "localinstall",
    "reinstall",
    "update",
    "upgrade",
    "remove",
    "erase",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    report_unanswered(stage, &["yum"], &ASKING, cx);
}
