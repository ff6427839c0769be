//! Only the last HEALTHCHECK of a stage counts.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multiple-healthcheck",
    title: "A stage has more than one HEALTHCHECK",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "MultipleInstructionsDisallowed",
        "DL3012",
        "DS-0023",
        "AVD-DS-0023",
        "S6589",
        "DF041",
        "AC_DOCKER_0053",
        "EI0001",
        "MULTIPLE_INSTRUCTIONS",
        "WL1001",
    ],
    why: "Only the last HEALTHCHECK of a stage counts: what the earlier one would have watched is not watched.",
    how: "Keep the last one. Where both are meant, run them from one script.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            «HEALTHCHECK CMD wget -q localhost:80»
            HEALTHCHECK CMD wget -q localhost:8080
            ",
        )
        .fixed(
            "
            FROM node:24
            HEALTHCHECK CMD wget -q localhost:8080
            ",
        ),
        Example::good(
            "
            FROM node:24 AS base
            HEALTHCHECK CMD wget -q localhost:8080
            FROM base
            HEALTHCHECK CMD wget -q localhost:8080
            ",
        ),
        Example::good(
            "
            FROM node:24
            ONBUILD HEALTHCHECK CMD wget -q localhost:8080
            HEALTHCHECK CMD wget -q localhost:8080
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for overridden in file.overridden(stage, Keyword::Healthcheck) {
        let message = "only the last `HEALTHCHECK` of a stage counts, and another follows";
        let finding = cx.report(overridden.span, message).note(overridden.by, "this one counts");
        if let Some(lines) = file.lines_of(&file.tree.instructions[overridden.at]) {
            let fix = Fix::safe("delete the earlier HEALTHCHECK", Phase::Local, Proof::Same);
            finding.fix(fix.delete(lines).instructions(-1));
        }
    }
}
