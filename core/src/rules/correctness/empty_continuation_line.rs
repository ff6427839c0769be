//! A blank line in the middle of an instruction.

use crate::rule::prelude::*;
use crate::syntax::GapKind;

pub(super) static RULE: Rule = Rule {
    id: "empty-continuation-line",
    title: "A blank line follows a line continuation",
    category: Category::Correctness,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["NoEmptyContinuation", "EMPTY_CONTINUATION_LINE"],
    why: "The builder skips the blank line and reads on, so that the next instruction may become an argument of this one. \
          Docker has announced that such lines will be errors.",
    how: "Delete the blank line, or the continuation character before it. A comment line may stand there instead.",
    examples: &[
        Example::bad(
            "
            FROM debian:12-slim
            RUN apt-get update «\\»

              && apt-get install -y --no-install-recommends curl
            ",
        )
        .fixed(
            "
            FROM debian:12-slim
            RUN apt-get update \\
              && apt-get install -y --no-install-recommends curl
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            RUN apt-get update \\
              # what the health check needs
              && apt-get install -y --no-install-recommends curl
            ",
        ),
        Example::good(
            "
            FROM debian:12-slim
            RUN <<EOF
            echo \"one \\

            two\"
            EOF
            ",
        ),
    ],
    links: &["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
    check: Check::Instruction(&[], check),
};

fn check(instruction: &Instruction, cx: &mut Context<'_>) {
    let gaps = &instruction.gaps;
    let Some(blank) = gaps.iter().position(|gap| gap.kind == GapKind::Blank) else { return };
    let joins = gaps[..blank].iter().rfind(|gap| gap.kind == GapKind::Continuation);
    let Some(start) = joins.map(|gap| gap.span.start).filter(|_| !cx.onbuild) else { return };
    let span = Span::new(start, start + cx.file.tree.escape.len_utf8() as u32);
    let fix = Fix::safe("delete the blank lines", Phase::Text, Proof::Same);
    let blanks = gaps.iter().filter(|gap| gap.kind == GapKind::Blank);
    let fix = blanks.fold(fix, |fix, gap| fix.delete(gap.span));
    cx.report(span, "a blank line follows, and the instruction goes on after it").fix(fix);
}
