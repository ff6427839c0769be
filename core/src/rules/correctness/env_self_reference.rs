//! ENV sees its variables as they were before it.

use crate::rule::prelude::*;
use crate::syntax::{GapKind, Pair};

pub(super) static RULE: Rule = Rule {
    id: "env-self-reference",
    title: "ENV uses a variable that it sets itself",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3044", "DF062", "UndefinedVar"],
    why: "All values of one ENV are expanded before any is set. The variable is empty there, or has the value of an \
          earlier one, and the builder only warns.",
    how: "Set it in an ENV of its own, before.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            ENV APP=/srv/app BIN=«$APP»/bin
            ",
        )
        .fixed(
            "
            FROM debian:12-slim
            ENV APP=/srv/app
            ENV BIN=$APP/bin
            ",
        ),
        Example::bad(
            "
            FROM debian:12-slim
            ENV APP=/srv/app \\
                LOG=/var/log \\
                BIN=«${APP}»/bin
            ",
        )
        .fixed(
            "
            FROM debian:12-slim
            ENV APP=/srv/app \\
                LOG=/var/log
            ENV BIN=${APP}/bin
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ENV APP=/srv/app BIN=$APP/bin BIN=/bin
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ENV APP=/srv/app
            ENV APP=/opt/app OLD=$APP
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            ENV PATH=/srv/bin:$PATH MODE=${MODE:-fast}
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    for (word, name) in file.unset(stage) {
        let env = &file.tree.instructions[word.at];
        let user = env.pairs().iter().position(|pair| pair.span.contains(word.span));
        let (Some(user), Some(setter)) = (user, file.set_within(word, name)) else { continue };
        let key = |pair: &Pair| pair.key.text.clone();
        if env.pairs()[user + 1..].iter().any(|later| key(later) == key(&env.pairs()[user])) {
            continue; // What is set last counts.
        }
        let span = file.use_of(word, name);
        let is_empty = file.base_sets(stage, name) == Some(false);
        let message = match is_empty {
            true => format!("`${name}` is set by this ENV, and empty within it"),
            false => {
                format!(
                    "`${name}` is set by this ENV, and within it what the base image sets, if at all"
                )
            }
        };
        let finding = cx.report(span, message);
        finding.note(env.pairs()[setter].span, "set here");
        if !is_empty {
            finding.severity(Severity::Low);
        }
        if setter < user {
            let mend: fn(&Dockerfile, &Instruction, &Pair, &Pair, bool) -> Option<Fix> = fix;
            let [before, pair] = [user - 1, user].map(|at| &env.pairs()[at]);
            finding.fix =
                crate::rules::later(mend).and_then(|fix| fix(file, env, before, pair, is_empty));
        }
    }
}

/// Begins a new ENV at the pair that needs the ones before it.
fn fix(
    file: &Dockerfile,
    env: &Instruction,
    before: &Pair,
    pair: &Pair,
    is_empty: bool,
) -> Option<Fix> {
    let blank = Span::new(before.span.end, pair.span.start);
    let comment = |gap: &&crate::syntax::Gap| gap.kind == GapKind::Comment;
    if env.gaps.iter().filter(comment).any(|gap| blank.contains(gap.span)) {
        return None;
    }
    let text = format!("{}{} ", file.tree.newline(), file.text(env.word));
    let title = "begin another ENV";
    let fix = match is_empty {
        true => {
            let change = "the variable has its new value, where it was empty";
            Fix::recommended(title, Phase::Local, change)
        }
        false => {
            let change = "the variable has its new value, where it had the base image's or none";
            Fix::review(title, Phase::Local, change)
        }
    }
    .instructions(1);
    Some(fix.replace(blank, text))
}
