//! bash syntax where sh reads it.

use crate::model::Sh;
use crate::order;
use crate::rule::prelude::*;
use crate::shell::BashismKind;

pub(super) static RULE: Rule = Rule {
    id: "bash-syntax-in-posix-shell",
    title: "bash syntax is used where `sh` is not bash",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["DF066", "SC2039", "SC3010", "SC3020", "SC3030", "SC3037", "SC3040", "SC3046"],
    why: "RUN is read by `/bin/sh`, which is dash on Debian and Ubuntu and ash on Alpine. What \
          only bash knows is a syntax error there, or worse, quietly means something else: \
          `mkdir /srv/{a,b}` makes one folder with braces in its name.",
    how: "Write it in POSIX shell, or choose bash where it is installed: `SHELL [\"/bin/bash\", \
          \"-c\"]`.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN mkdir -p /srv/«{logs,data}» && «[[» -d /srv ]]
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            SHELL ["/bin/bash", "-c"]
            RUN mkdir -p /srv/{logs,data} && [[ -d /srv ]]
            "#,
        ),
        Example::bad(
            "
            FROM ubuntu:24.04
            RUN «source» /opt/env.sh && make
            CMD make run
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            SHELL ["/bin/bash", "-c"]
            RUN mkdir -p /srv/{logs,data} && source /opt/env.sh
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN echo «${!NAME}»
            CMD make
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN rm /bin/sh && ln -s /bin/bash /bin/sh
            RUN source /opt/env.sh
            ",
        ),
        Example::good(
            "
            FROM fedora:43
            RUN mkdir -p /srv/{logs,data} && [[ -d /srv ]]
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN bash -c 'source /opt/env.sh && [[ -n $A ]]' && find / -name "*.a" -exec rm {} +
            "#,
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

/// Commands that dash does not have.
const COMMANDS: [&str; 7] = ["source", "pushd", "popd", "declare", "shopt", "let", "typeset"];

/// What BusyBox ash does not know either.
const NOT_ASH: [BashismKind; 7] = [
    BashismKind::Array,
    BashismKind::BraceExpansion,
    BashismKind::HereString,
    BashismKind::Select,
    BashismKind::ArithmeticCommand,
    BashismKind::CaseFallthrough,
    BashismKind::ExtendedGlob,
];

fn check(run: &Run, cx: &mut Context<'_>) {
    let sh = cx.file.sh_at(cx.this_stage(), cx.at);
    if run.shell.explicit
        || run.is_exec
        || !matches!(sh, Sh::Dash | Sh::Ash)
        || run.script.dialect != Dialect::Posix
    {
        return;
    }
    let foreign = |kind: BashismKind| sh == Sh::Dash || NOT_ASH.contains(&kind);
    let mut found: Vec<Span> = Vec::new();
    let mut kinds = Vec::new();
    for bashism in &run.script.bashisms {
        let inner = run.script.commands.iter().filter_map(|command| command.inner.as_ref());
        let elsewhere = inner
            .filter(|inner| inner.dialect != Dialect::Posix)
            .any(|inner| inner.span.contains(bashism.span));
        if foreign(bashism.kind) && !elsewhere && !kinds.contains(&bashism.kind) {
            kinds.push(bashism.kind);
            found.push(whole(bashism.span, cx));
        }
    }
    let commands = run.script.commands.iter().filter(|command| {
        sh == Sh::Dash
            && command.is_one_of(&COMMANDS)
            && command.name_word().is_some_and(|word| word.is_bare())
            && !elsewhere(run, command)
    });
    found.extend(commands.filter_map(Command::name_word).map(|word| word.span).take(1));
    order::sort(&mut found);
    let mut fix = fix(run, cx);
    for span in found {
        let message = format!("`{}` is bash, and `/bin/sh` here is {}", cx.text(span), name(sh));
        let finding = cx.report(span, message);
        if let Some(fix) = fix.take() {
            finding.fix(fix);
        }
    }
}

/// The span with the brace that closes `${!name`.
fn whole(span: Span, cx: &Context<'_>) -> Span {
    let close = |c: char| c == '}' || c.is_whitespace();
    let rest = cx.text(Span::new(span.end, cx.this_run().whole.end.max(span.end)));
    let braced = cx.text(span).starts_with("${") && !cx.text(span).ends_with('}');
    match rest.find(close).filter(|at| braced && rest[*at..].starts_with('}')) {
        Some(at) => Span::new(span.start, span.end + at as u32 + 1),
        None => span,
    }
}

fn name(sh: Sh) -> &'static str {
    if sh == Sh::Dash { "dash" } else { "BusyBox ash" }
}

/// Whether a command is in the script of another shell.
fn elsewhere(run: &Run, command: &Command) -> bool {
    let inner = run.script.commands.iter().filter_map(|outer| outer.inner.as_ref());
    inner
        .filter(|inner| inner.dialect != Dialect::Posix)
        .any(|inner| inner.span.contains(command.span))
}

fn fix(run: &Run, cx: &Context<'_>) -> Option<Fix> {
    if run.onbuild || !cx.file.may_turn_to_bash(cx.this_stage(), run.instruction) {
        return None;
    }
    let keyword = if cx.text(run.word).starts_with('r') { "shell" } else { "SHELL" };
    let line = format!("{keyword} [\"/bin/bash\", \"-c\"]{}", cx.newline());
    let change = "this step and those below run in bash";
    let fix = Fix::review("use bash from here on", Phase::Shell, change);
    let place = cx.file.above(&cx.file.tree.instructions[run.instruction]);
    Some(fix.insert(place, line).instructions(1))
}
