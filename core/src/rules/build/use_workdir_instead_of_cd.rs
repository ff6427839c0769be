//! cd lasts for one RUN only.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "use-workdir-instead-of-cd",
    title: "cd is used where WORKDIR says it for all steps",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "DL3003",
        "DS-0013",
        "AVD-DS-0013",
        "S6597",
        "AC_DOCKER_0018",
        "DF008",
        "ER0003",
        "use-workdir",
        "WL2002",
    ],
    why: "Each RUN begins in the working directory again, so that `cd` has to be repeated in \
          every step, and a `cd` at the end of a step does nothing at all.",
    how: "Write `WORKDIR /path` once. Inside a single step `cd` does no harm.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «cd /src»
            RUN make
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            WORKDIR /
            RUN «cd /src» && make
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            WORKDIR /
            WORKDIR /src
            RUN make
            WORKDIR /
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN (cd /src && make) && root=$(cd /opt && pwd)
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            WORKDIR /src
            RUN make -C sub && for d in a b; do cd $d; make; cd -; done
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let here = cx.file.workdir_at(cx.this_stage(), cx.at);
    let commands = &run.script.commands;
    let back = run.named("cd").any(|cd| matches!(cd.args(), [word] if word.text() == "-"));
    let matters = |cd: &&Command| {
        let context = &cd.context;
        let local = context.in_subshell
            || context.in_substitution
            || context.in_function
            || context.in_loop;
        let target = cd.args().first().and_then(|word| word.literal());
        let stays = target.is_some() && target == here.as_deref();
        !local && !back && !stays && !cd.args().is_empty()
    };
    let Some(cd) = run.named("cd").find(matters) else { return };
    let last = commands.last().is_some_and(|last| last.index == cd.index);
    let mend: fn(&Run, &Command, Option<&str>, &Context<'_>) -> Option<Fix> = fix;
    let fix = crate::rules::later(mend).and_then(|fix| fix(run, cd, here.as_deref(), cx));
    let message = match last {
        true => "`cd` at the end of a step does nothing for the next one",
        false => "`cd` holds for this step only, WORKDIR for those that follow",
    };
    let finding = cx.report(cd.span, message);
    if last {
        finding.severity(Severity::Medium);
    } else {
        finding.severity(Severity::Info); // Within a step it does no harm.
    }
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// `cd /abs && rest` as WORKDIR, RUN, and WORKDIR back.
fn fix(run: &Run, cd: &Command, here: Option<&str>, cx: &Context<'_>) -> Option<Fix> {
    let here = here.filter(|_| run.named("cd").count() == 1)?;
    let [target] = cd.args() else { return None };
    let path = target
        .literal()
        .filter(|path| path.starts_with('/') && target.is_bare() && !path.contains('$'))?;
    let step = cx.file.step(run, cd).filter(|step| step.start == run.script.body.span.start)?;
    let instruction = &cx.file.tree.instructions[run.instruction];
    let keyword = if cx.text(run.word).starts_with('r') { "workdir" } else { "WORKDIR" };
    let (newline, indent) = (cx.newline(), cx.file.indent(run.word.start));
    let change = "the folder is made if it is missing, and belongs to the current user then";
    let fix = Fix::review("change the folder by WORKDIR", Phase::Structure, change)
        .insert(cx.file.above(instruction), format!("{indent}{keyword} {path}{newline}"))
        .delete(step)
        .insert(run.whole.end, format!("{newline}{indent}{keyword} {here}"));
    Some(fix.instructions(2))
}
