//! yum waits for an answer that nobody gives.

use crate::model::managers;
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
    for (run, command, verb) in managers::unanswered(cx.file, stage, &["yum"], &ASKING) {
        let Some(name) = command.name_word() else { continue };
        cx.onbuild = run.onbuild;
        let message = format!("`{} {}` asks before it goes on", command.name(), verb.text());
        let finding = cx.report(name.span.to(verb.span), message);
        if !run.is_exec {
            let proof = Proof::Differs(&["exec.args"]); // Without a terminal it aborts as soon as it asks.
            finding
                .fix(Fix::safe("answer yes", Phase::Packages, proof).insert(verb.span.end, " -y"));
        }
    }
    cx.onbuild = false;
}
