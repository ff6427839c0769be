//! Tabs here, blanks there.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "consistent-indentation",
    title: "An instruction is indented with tabs and with blanks",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/consistent-indentation"],
    why: "The lines stand one below the other in one editor, and apart in the next.",
    how: "Indent with one of the two.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN make \\
                all \\
            «\t»install
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN make \\
            \tall \\
            \tinstall
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN make \\
                all
            RUN make \\
            \tall
            ",
        ),
    ],
    links: &[],
    check: Check::Instruction(&[], check),
};

fn check(i: &Instruction, cx: &mut Context<'_>) {
    let lines = i.gaps.iter().map(|gap| gap.span.end).filter(|at| *at < i.head.end && !cx.onbuild);
    let indents: Vec<(u32, char)> = lines
        .filter_map(|at| {
            Some((
                at,
                cx.file.tree.source[at as usize..]
                    .chars()
                    .next()
                    .filter(|c| matches!(c, ' ' | '\t'))?,
            ))
        })
        .collect();
    let Some((_, first)) = indents.first() else { return };
    if let Some((at, _)) = indents.iter().find(|(_, c)| c != first) {
        let text = &cx.file.tree.source[*at as usize..];
        let length = text.len() - text.trim_start_matches([' ', '\t']).len();
        cx.report(
            Span::new(*at, at + length as u32),
            "this line is indented in another way than those above",
        );
    }
}
