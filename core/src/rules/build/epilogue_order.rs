//! How a container starts, out of order.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "epilogue-order",
    title: "CMD stands before ENTRYPOINT",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Certain,
    profile: Profile::All,
    aliases: &["tally/epilogue-order"],
    why: "The container starts ENTRYPOINT with CMD as its arguments: read in that order the two explain \
          themselves.",
    how: "Write ENTRYPOINT first, then CMD.",
    examples: &[
        Example::bad(
            r#"
            FROM debian:13-slim
            CMD ["--help"]
            «ENTRYPOINT» ["app"]
            "#,
        )
        .fixed(
            r#"
            FROM debian:13-slim
            ENTRYPOINT ["app"]
            CMD ["--help"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            ENTRYPOINT ["app"]
            CMD ["--help"]
            "#,
        ),
        Example::good(
            r#"
            FROM debian:13-slim AS base
            CMD ["--help"]
            FROM base
            ENTRYPOINT ["app"]
            "#,
        ),
    ],
    links: &[],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let only = |keyword| {
        let mut found = file.steps(stage).filter(move |(_, i)| i.keyword == keyword);
        found.next().filter(|_| found.next().is_none())
    };
    let (Some((cmd_at, cmd)), Some((entry_at, entry))) =
        (only(Keyword::Cmd), only(Keyword::Entrypoint))
    else {
        return;
    };
    if cmd_at > entry_at {
        return;
    }
    let plain = cmd_at + 1 == entry_at
        && file.tree.above(cmd).is_empty()
        && file.tree.above(entry).is_empty();
    let texts = (file.text(cmd.span).to_owned(), file.text(entry.span).to_owned());
    let finding = cx.report(entry.word, "this stands after its arguments, the `CMD` above");
    if plain {
        let fix = Fix::safe("write ENTRYPOINT first", Phase::Text, Proof::Same);
        finding.fix(fix.replace(cmd.span, texts.1).replace(entry.span, texts.0));
    }
}
