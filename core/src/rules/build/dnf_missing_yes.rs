//! dnf waits for an answer that nobody gives.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "dnf-missing-yes",
    title: "dnf asks for confirmation and nobody can answer",
    category: Category::Build,
    severity: Severity::High,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DL3038", "S6584", "missing-dnf-assume-yes-switch"],
    why: "A build has no terminal: when dnf asks whether to go on, it reads no answer and \
          aborts, and so does the build.",
    how: "Add `-y`.",
    examples: &[
        Example::bad(
            "
            FROM fedora:43
            RUN «dnf install» httpd-2.4.65 && dnf clean all
            ",
        )
        .fixed(
            "
            FROM fedora:43
            RUN dnf install -y httpd-2.4.65 && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN dnf -y install httpd-2.4.65 && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM redhat/ubi9-minimal:9.6
            RUN microdnf install httpd && dnf --assumeyes remove php && dnf list installed
            ",
        ),
    ],
    links: &[],
    // microdnf asks nobody: the official images of openjdk install with it as it is (read 2026-11).
    check: Check::Command(&["dnf", "dnf5", "tdnf"], check),
};

/// The verbs that ask.
const ASKING: [&str; 9] = [
    "install",
    "groupinstall",
    "localinstall",
    "reinstall",
    "update",
    "upgrade",
    "remove",
    "erase",
    "autoremove",
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
