//! A variable that nothing sets, with a fallback beside it.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "undefined-variable-with-fallback",
    title: "A variable with a fallback is set by nothing in the file",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["UndefinedVar"],
    why: "Unless the base image sets the variable, the fallback is always taken, and the text reads as if there were a choice. \
          Docker's own build warns of it.",
    how: "Declare the variable with ARG where it is meant to be given to the build; else write the fallback alone.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            ENV MODE=«${MODE:-production}»
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ARG MODE
            ENV MODE=${MODE:-production}
            ",
        ),
        Example::good(
            "
            FROM tomcat:11
            ENV LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}/opt/lib
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/undefined-var/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    for (word, name) in cx.file.unset(stage) {
        let guarded = !word.needed.contains(name) && !cx.file.is_global(name);
        if guarded && cx.file.base_sets(stage, name) != Some(true) {
            let span = cx.file.use_of(word, name);
            cx.report(span, format!("nothing here sets `${name}`, so its fallback is taken"));
        }
    }
}
