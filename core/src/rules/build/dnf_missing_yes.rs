//! dnf waits for an answer that nobody gives.

use crate::model::managers;
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
        Example::good(
            "
            FROM public.ecr.aws/lambda/python:3.13
            RUN dnf install gcc && dnf clean all
            FROM amazonlinux:2023-minimal
            RUN dnf install gcc && dnf clean all
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN echo 'assumeyes=True' >> /etc/dnf/dnf.conf && dnf install nginx && dnf clean all
            ",
        ),
    ],
    links: &[],
    // microdnf asks nobody: the official images of openjdk install with it as it is (read 2026-11).
    check: Check::Stage(check),
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

fn check(stage: &Stage, cx: &mut Context<'_>) {
    // There dnf is another name of microdnf (AWS's notes on the base images for Lambda, read 2026-11).
    let minimal = cx.file.root_image(stage).is_some_and(|image| {
        image.full_name().starts_with("public.ecr.aws/lambda/")
            || image.repository().ends_with("-minimal")
            || image.tag_parts().any(|part| part == "minimal")
    });
    let names: &[&str] = if minimal { &["dnf5", "tdnf"] } else { &["dnf", "dnf5", "tdnf"] };
    report_unanswered(stage, names, &ASKING, cx);
}

/// Reports what asks before it goes on; also for `yum-missing-yes`.
pub(super) fn report_unanswered(
    stage: &Stage,
    names: &[&str],
    asking: &[&str],
    cx: &mut Context<'_>,
) {
    for (run, command, verb) in managers::unanswered(cx.file, stage, names, asking) {
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
