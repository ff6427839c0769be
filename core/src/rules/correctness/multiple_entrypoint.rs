//! Only the last ENTRYPOINT of a stage counts.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multiple-entrypoint",
    title: "A stage has more than one ENTRYPOINT",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "MultipleInstructionsDisallowed",
        "DL4004",
        "DS-0007",
        "AVD-DS-0007",
        "multiple-entrypoint-instructions",
        "S6589",
        "DF039",
        "AC_DOCKER_0053",
        "EI0001",
        "MULTIPLE_INSTRUCTIONS",
        "WL1001",
    ],
    why: "Only the last ENTRYPOINT of a stage counts: what the earlier one would have prepared never happens.",
    how: "Keep the last one. Where both are meant, run them from one script.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            «ENTRYPOINT [\"/old-entrypoint.sh\"]»
            ENTRYPOINT [\"/entrypoint.sh\"]
            ",
        )
        .fixed(
            "
            FROM node:24
            ENTRYPOINT [\"/entrypoint.sh\"]
            ",
        ),
        Example::good(
            "
            FROM node:24 AS base
            ENTRYPOINT [\"/entrypoint.sh\"]
            FROM base
            ENTRYPOINT [\"/entrypoint.sh\"]
            ",
        ),
        Example::good(
            "
            FROM node:24
            ONBUILD ENTRYPOINT [\"/entrypoint.sh\"]
            ENTRYPOINT [\"/entrypoint.sh\"]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for overridden in file.overridden(stage, Keyword::Entrypoint) {
        let message = "only the last `ENTRYPOINT` of a stage counts, and another follows";
        let finding = cx.report(overridden.span, message).note(overridden.by, "this one counts");
        if let Some(lines) = file.lines_of(&file.tree.instructions[overridden.at]) {
            let fix = Fix::safe("delete the earlier ENTRYPOINT", Phase::Local, Proof::Same);
            finding.fix(fix.delete(lines).instructions(-1));
        }
    }
}
