//! A stage begins without a gap.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "blank-line-between-instructions",
    title: "No blank line stands above a stage",
    category: Category::Correctness,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/newline-between-instructions"],
    why: "Where a stage begins is what a reader looks for first.",
    how: "Leave a blank line above FROM.",
    examples: &[
        Example::bad(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .
            «FROM» debian:13-slim
            COPY --from=build /app /app
            ",
        )
        .fixed(
            "
            FROM golang:1.25 AS build
            RUN go build -o /app .

            FROM debian:13-slim
            COPY --from=build /app /app
            ",
        ),
        Example::good(
            "
            ARG VERSION=13
            FROM debian:${VERSION}
            RUN make
            ",
        ),
        Example::good(
            "
            FROM golang:1.25 AS build

            # What ships.
            FROM debian:13-slim
            ",
        ),
    ],
    links: &[],
    check: Check::File(check),
};

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    let newline = file.tree.newline();
    for stage in file.stages.iter().skip(1) {
        let from = &file.tree.instructions[stage.from];
        let above = file.above(from);
        let before = &file.tree.source[..above as usize];
        let lone = before.trim_end().len();
        if before[lone..].matches('\n').count() < 2 {
            let fix = Fix::safe("leave a blank line", Phase::Text, Proof::Same);
            cx.report(from.word, "no blank line stands above this stage")
                .fix(fix.insert(above, newline));
        }
    }
}
