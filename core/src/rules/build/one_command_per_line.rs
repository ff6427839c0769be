//! Several commands on one long line.

use crate::rule::prelude::*;
use crate::shell::Op;

pub(super) static RULE: Rule = Rule {
    id: "one-command-per-line",
    title: "A long line holds several commands",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/newline-per-chained-call", "S7020"],
    why: "A change to one command shows as a change to the whole line, and readers must scroll to see what the \
          step does.",
    how: "Break the line after each command.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «mkdir -p /srv/app/data /srv/app/cache /srv/app/log && chown -R app:app /srv/app/data /srv/app/cache && chmod 750 /srv/app/log»
            ",
        )
        .fixed(
            r#"
            FROM debian:13-slim
            RUN mkdir -p /srv/app/data /srv/app/cache /srv/app/log \
                && chown -R app:app /srv/app/data /srv/app/cache \
                && chmod 750 /srv/app/log
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN mkdir -p /srv/app && chown app /srv/app
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN curl -fsSL https://example.org/a/very/long/address/that/nobody/can/break/into/lines/because/it/is/one/word/app.tgz -o /a && tar xf /a
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let file = cx.file;
    let text = cx.text(run.whole);
    let lists: Vec<_> = run.script.list(&run.script.body).collect();
    let line = |at: u32| file.tree.lines.line(at);
    let one = line(run.whole.start) == line(run.whole.end.saturating_sub(1));
    let chained = lists.len() > 1
        && lists[1..].iter().all(|p| p.before.is_some_and(|joint| joint.op == Op::And));
    if !one
        || !chained
        || text.chars().count() <= 120
        || text.contains("://")
        || !file.is_plain(run)
        || lists.last().is_some_and(|last| last.after.is_some())
    {
        return;
    }
    let newline = file.tree.newline();
    let fix = Fix::safe("break after each command", Phase::Shell, Proof::Shell);
    let fix = lists.windows(2).fold(fix, |fix, two| {
        let Some(joint) = two[1].before else { return fix };
        fix.replace(
            Span::new(two[0].span.end, joint.span.start),
            format!(" {}{}    ", file.tree.escape, newline),
        )
    });
    cx.report(
        run.script.body.span,
        format!(
            "{} commands stand on one line of {} characters",
            lists.len(),
            text.chars().count()
        ),
    )
    .fix(fix);
}
