//! A label that a later one replaces.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "label-duplicate-key",
    title: "A label is set twice in a stage",
    category: Category::Metadata,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["tally/labels/no-duplicate-keys"],
    why: "Only the last value counts. The earlier one misleads readers, and an edit to it changes nothing.",
    how: "Keep the last one.",
    examples: &[
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «version=1» team=web
            LABEL version=2
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            LABEL team=web
            LABEL version=2
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            LABEL «version=1»
            LABEL «team=web» \\
                  «team=core» \\
                  version=2 \\
                  team=all
            ",
        )
        .fixed(
            "
            FROM alpine:3.22
            LABEL version=2 \\
                  team=all
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22 AS base
            LABEL version=1
            FROM base
            LABEL version=2
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            ARG A=x B=x
            LABEL $A=1 ${B}y=2
            ",
        ),
    ],
    links: &["https://docs.docker.com/engine/manage-resources/labels/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let labels = file.labels(stage);
    for (index, label) in labels.iter().enumerate() {
        let name = |key: &str| key.trim_matches(['"', '\'']).to_owned();
        let later = labels[index + 1..].iter().find(|later| name(&later.key) == name(&label.key));
        let Some(later) = later else { continue };
        let message = format!("label `{}` is set again later, so this value is lost", label.key);
        let finding = cx.report(label.pair.span, message).note(later.pair.span, "this one counts");
        if let Some(cut) = file.pair_cut(label.at, label.pair) {
            let fix = Fix::safe("delete the earlier one", Phase::Local, Proof::Same).delete(cut);
            let alone = file.tree.instructions[label.at].pairs().len() == 1;
            finding.fix(fix.instructions(if alone { -1 } else { 0 }));
        }
    }
}
