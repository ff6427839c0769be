//! `**` without a slash.

use crate::ignore::{Trap, traps};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-glued-double-star",
    title: "A `**` in .dockerignore matches longer names too",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "Without a slash behind it, `**` matches the beginning of a name as well: `**modules` keeps out \
          `my_modules`, at any depth.",
    how: "Write `**/modules` for the name at any depth.",
    examples: &[
        Example::bad(
            "
            «**node_modules»
            ",
        )
        .fixed(
            "
            **/node_modules
            ",
        ),
        Example::good(
            "
            **/node_modules
            ",
        ),
        Example::good(
            "
            **.log
            **/*.log
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for pattern in file.trapped(Trap::Glued) {
        let text = file.written(pattern);
        let Some(at) = traps::glued(text.trim_start_matches('!')) else { continue };
        let place = pattern.span.end - text.trim_start_matches('!').len() as u32 + at as u32;
        let change = "names that only end like it are in the build context again";
        let fix = Fix::review("put a slash behind `**`", Phase::Text, change).insert(place, "/");
        let message = format!("`{text}` matches every name that ends so");
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
