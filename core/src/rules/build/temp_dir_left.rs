//! A temporary folder stays.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "temp-dir-left",
    title: "A temporary folder is left in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["rmRecursiveAfterMktempD", "mkdirUsrSrcThenRemove"],
    why: "What the step has worked with stays in the layer, under a name that nobody will look for.",
    how: "Delete it in the same RUN: `rm -rf \"$dir\"`.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            RUN dir=«$(mktemp -d)» && cd "$dir" && curl -fsSLO https://example.org/app.tgz && tar xf app.tgz -C /opt
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN dir=$(mktemp -d) && cd "$dir" && make && rm -rf "$dir"
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim AS build
            RUN cd "$(mktemp -d)" && make DESTDIR=/out install
            FROM debian:13-slim
            COPY --from=build /out /
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["mktemp"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let run = cx.this_run();
    let removed = run.script.named(&["rm", "mv", "find", "trap"]).next().is_some();
    let directory = command.has_one_flag_of(&["-d", "--directory"]);
    if directory && cx.this_stage().weighs() && !removed && !run.mounts_over("/tmp") {
        let words = run
            .script
            .commands
            .iter()
            .flat_map(Command::all_words)
            .flat_map(|word| word.substitutions());
        let span =
            words.map(|substitution| substitution.span).find(|span| span.contains(command.span));
        cx.report(
            span.unwrap_or(command.span),
            "the folder and what is put there stay in the layer",
        );
    }
}
