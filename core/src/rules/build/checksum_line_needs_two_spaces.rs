//! BusyBox wants two blanks.

use crate::model::Sh;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "checksum-line-needs-two-spaces",
    title: "A checksum line has one blank only",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["sha256sumEchoOneSpaces"],
    why: "`sha256sum -c` of BusyBox, as on Alpine, wants two blanks between sum and name. With one it finds no \
          line to check, and fails.",
    how: "Write two blanks.",
    examples: &[
        Example::bad(
            r#"
            FROM alpine:3.22
            RUN echo «"$SUM app.tgz"» | sha256sum -c -
            "#,
        )
        .fixed(
            r#"
            FROM alpine:3.22
            RUN echo "$SUM  app.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            r#"
            FROM alpine:3.22
            RUN echo "$SUM  app.tgz" | sha256sum -c - && echo "$SUM *b.tgz" | sha256sum -c -
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN echo "$SUM app.tgz" | sha256sum -c -
            "#,
        ),
    ],
    links: &[],
    check: Check::Command(&["echo"], check),
};

fn check(command: &Command, cx: &mut Context<'_>) {
    let run = cx.this_run();
    let pipeline = run.script.pipeline_of(command);
    let next = pipeline.stages.get(command.stage + 1).and_then(|node| run.script.simple(node));
    let sums = next.is_some_and(|next| {
        next.is_one_of(&["sha256sum", "sha512sum", "sha1sum", "md5sum"])
            && next.args().iter().any(|word| {
                word.text().starts_with("-c") || word.text() == "--check" || word.text() == "-sc"
            })
    });
    // With coreutils one blank does too.
    let busybox = cx.file.sh(cx.this_stage()) == Sh::Ash
        && !run
            .installs
            .iter()
            .any(|install| install.packages.iter().any(|package| package.text == "coreutils"))
        && !cx.file.tree.source.contains("coreutils");
    let [word] = command.args() else { return };
    let text = cx.text(word.span);
    let inner = text.trim_matches(['"', '\'']);
    let Some((sum, file)) = inner.split_once(' ') else { return };
    let single = !sum.is_empty()
        && !file.is_empty()
        && !file.starts_with([' ', '*'])
        && !inner.contains('\n');
    if sums && busybox && single {
        let at = word.span.start + text.find(' ').unwrap_or(0) as u32;
        let fix = Fix::recommended("write two blanks", Phase::Shell, "the sum is checked")
            .insert(at, " ");
        cx.report(word.span, "one blank stands between sum and name, and BusyBox wants two")
            .fix(fix);
    }
}
