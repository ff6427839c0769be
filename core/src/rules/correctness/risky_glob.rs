//! An empty variable deletes the system.

use crate::rule::prelude::*;
use crate::shell::Part;

pub(super) static RULE: Rule = Rule {
    id: "risky-glob",
    title: "rm deletes a variable's folder, whatever it is",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["SC2115", "S6573"],
    why: "Where the variable is empty the path is `/*`: the step deletes everything that the image has.",
    how: "Write `${NAME:?}`: the shell then stops where the variable is empty.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN rm -rf «"$CACHE_DIR"/*»
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN rm -rf "${CACHE_DIR:?}"/*
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENV CACHE_DIR=/var/cache/app
            RUN rm -rf "$CACHE_DIR"/* "${OTHER:?}"/*
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN dir=$(mktemp -d) && rm -rf "$dir"/* && rm -rf /srv/$NAME/*
            "#,
        ),
    ],
    links: &["https://www.shellcheck.net/wiki/SC2115"],
    check: Check::Command(&["rm"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let (run, stage) = (cx.this_run(), cx.this_stage());
    if !command.has_one_flag_of(&["-r", "-R", "--recursive"]) {
        return;
    }
    for word in command.operands() {
        let Some(Part::Variable(variable)) = word.parts.first() else { continue };
        let rest = &word.text()[cx.text(variable.span).len().min(word.text().len())..];
        let plain = variable.operator.is_empty() && variable.index.is_none() && rest == "/*";
        let set = !matches!(cx.file.lookup(stage, cx.at, &variable.name), Value::Unset)
            || run
                .script
                .commands
                .iter()
                .any(|other| other.assignments.iter().any(|a| a.name == variable.name))
            || run.script.commands.iter().any(|other| {
                other
                    .args()
                    .iter()
                    .any(|word| word.text().starts_with(&format!("{}=", variable.name)))
            })
            || cx.text(run.whole).contains(&format!("for {} ", variable.name));
        // The base image may set it; a name of the shell is always set.
        let known = cx.file.base_sets(stage, &variable.name) == Some(true)
            || matches!(variable.name.as_str(), "HOME" | "PWD" | "TMPDIR" | "0" | "1" | "@");
        if !plain || set || known {
            continue;
        }
        let message = format!("this deletes `/*` where `{}` is empty", variable.name);
        let fix = Fix::recommended(
            "stop where it is empty",
            Phase::Shell,
            "the step fails where the variable is empty",
        );
        let text = format!("${{{}:?}}", variable.name);
        cx.report(word.span, message).fix(fix.replace(variable.span, text));
    }
}
