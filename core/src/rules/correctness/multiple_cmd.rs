//! Only the last CMD of a stage counts.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "multiple-cmd",
    title: "A stage has more than one CMD",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "MultipleInstructionsDisallowed",
        "DL4003",
        "DS-0016",
        "AVD-DS-0016",
        "S6589",
        "DF038",
        "AC_DOCKER_0053",
        "EI0001",
        "MULTIPLE_INSTRUCTIONS",
        "WL1001",
    ],
    why: "Only the last CMD of a stage counts. The earlier one misleads readers, and an edit to it changes nothing.",
    how: "Keep the last one. Where both are meant, run them from one script.",
    examples: &[
        Example::bad(
            "
            FROM node:24
            «CMD [\"node\", \"old.js\"]»
            CMD [\"node\", \"server.js\"]
            ",
        )
        .fixed(
            "
            FROM node:24
            CMD [\"node\", \"server.js\"]
            ",
        ),
        Example::good(
            "
            FROM node:24 AS base
            CMD [\"node\", \"server.js\"]
            FROM base
            CMD [\"node\", \"server.js\"]
            ",
        ),
        Example::good(
            "
            FROM node:24
            ONBUILD CMD [\"node\", \"server.js\"]
            CMD [\"node\", \"server.js\"]
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for overridden in file.overridden(stage, Keyword::Cmd) {
        let message = "only the last `CMD` of a stage counts, and another follows";
        let finding = cx.report(overridden.span, message).note(overridden.by, "this one counts");
        if let Some(lines) = file.lines_of(&file.tree.instructions[overridden.at]) {
            let fix = Fix::safe("delete the earlier CMD", Phase::Local, Proof::Same);
            finding.fix(fix.delete(lines).instructions(-1));
        }
    }
}
