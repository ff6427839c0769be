//! yum waits for an answer that nobody gives.

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
    ],
    links: &[],
    check: Check::Command(&["yum"], check),
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

fn check(command: &Command, cx: &mut Context<'_>) {
    let operands = command.operands();
    let Some(verb) = operands.first().filter(|word| ASKING.contains(&word.text())) else { return };
    let answered = command.context.piped_in || command.has_one_flag_of(&["-y", "--assumeyes"]);
    let Some(name) = command.name_word().filter(|_| !answered) else { return };
    let message = format!("`{} {}` asks before it goes on", command.name(), verb.text());
    let edits = !cx.this_run().is_exec;
    let finding = cx.report(name.span.to(verb.span), message);
    if edits {
        let proof = Proof::Differs(&["exec.args"]); // Without a terminal it aborts as soon as it asks.
        finding.fix(Fix::safe("answer yes", Phase::Packages, proof).insert(verb.span.end, " -y"));
    }
}
