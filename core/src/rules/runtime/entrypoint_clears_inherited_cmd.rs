//! ENTRYPOINT forgets the CMD below.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "entrypoint-clears-inherited-cmd",
    title: "An ENTRYPOINT resets the CMD of the stage below",
    category: Category::Runtime,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "An ENTRYPOINT empties the CMD that the stage below has set. The wrapper starts, and gets no program \
          to start.",
    how: "Repeat the CMD after the ENTRYPOINT.",
    examples: &[
        Example::bad(
            r#"
            FROM node:24 AS app
            CMD ["node", "server.js"]
            FROM app
            «ENTRYPOINT ["tini", "--"]»
            "#,
        )
        .fixed(
            r#"
            FROM node:24 AS app
            CMD ["node", "server.js"]
            FROM app
            ENTRYPOINT ["tini", "--"]
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24 AS app
            CMD ["node", "server.js"]
            FROM app
            ENTRYPOINT ["tini", "--"]
            CMD ["node", "server.js"]
            "#,
        ),
        Example::good(
            r#"
            FROM node:24 AS app
            CMD ["node", "server.js"]
            FROM app
            ENTRYPOINT ["node", "worker.js"]
            "#,
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact",
    ],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let own = |keyword| {
        file.launches.iter().rfind(|l| l.stage == stage.index && l.keyword == keyword && !l.onbuild)
    };
    let Some(entrypoint) = own(Keyword::Entrypoint).filter(|launch| launch.is_exec) else { return };
    let Some(cmd) = file.launch(stage, Keyword::Cmd).filter(|launch| !launch.is_empty) else {
        return;
    };
    // Between the two another stage may have reset it on purpose.
    let between = file.lineage(stage).skip(1).take_while(|base| base.index != cmd.stage);
    let reset = between
        .flat_map(|base| file.launches.iter().filter(move |l| l.stage == base.index))
        .any(|l| l.keyword == Keyword::Entrypoint);
    let words: Vec<&str> =
        entrypoint.script.commands.iter().flat_map(|c| &c.words).map(|word| word.text()).collect();
    let (first, last) = (words.first().copied().unwrap_or(""), words.last().copied().unwrap_or(""));
    let wrapper = last == "--" || words.len() == 1 && first.contains("entrypoint");
    if cmd.stage == stage.index || reset || !wrapper {
        return;
    }
    let text = file.text(file.tree.instructions[cmd.instruction].head);
    let span = file.tree.instructions[entrypoint.instruction].span;
    let finding = cx.report(entrypoint.span, "this resets the `CMD` that the stage below has set");
    finding.note(cmd.span, "it is set here");
    if !text.contains('\n') {
        let fix = Fix::recommended(
            "repeat the CMD",
            Phase::Runtime,
            "the wrapper starts the program again",
        );
        finding.fix(fix.insert(span.end, format!("{}{text}", file.tree.newline())).instructions(1));
    }
}
