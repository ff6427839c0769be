//! A name that is meant at every depth, and matched at the root only.

use crate::ignore::{Matcher, hazards};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-pattern-root-only",
    title: "A name in .dockerignore is matched at the root only",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "Unlike in a .gitignore, a pattern without `**/` starts at the root: `node_modules` leaves \
          `web/node_modules` in the build context, `.env` leaves `api/.env`.",
    how: "Write `**/` before it, which matches at the root too.",
    examples: &[
        Example::bad(
            "
            «node_modules»
            ",
        )
        .fixed(
            "
            **/node_modules
            ",
        ),
        Example::bad(
            "
            «.env»
            «*/__pycache__/»
            ",
        )
        .fixed(
            "
            **/.env
            **/__pycache__/
            ",
        ),
        Example::good(
            "
            **/node_modules
            *.log
            **/*.log
            ",
        ),
        Example::good(
            "
            /node_modules
            /.env
            ",
        ),
        Example::good(
            "
            *
            !src
            .env
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    if !file.is_comparable() {
        return Vec::new();
    }
    let matcher = Matcher::new(file);
    let mut remarks = Vec::new();
    for pattern in file.patterns.iter().filter(|p| !p.negated && p.fault.is_none()) {
        let text = file.written(pattern);
        let name = pattern.clean.trim_start_matches("*/");
        let secret = hazards::NESTED_SECRETS.contains(&name);
        // With a slash before it, it is meant at the root.
        let meant = text.starts_with('/') || text.starts_with("./");
        if meant || (!secret && !hazards::NESTED.contains(&name)) {
            continue;
        }
        let probe = hazards::probe(name);
        if matcher.excludes(&format!("a/b/c/{probe}")) {
            continue;
        }
        let depth = if name.len() == pattern.clean.len() { "at the root" } else { "at this depth" };
        let message =
            format!("`{text}` matches {depth} only, and leaves `…/{name}` in the build context");
        let written = text.trim_start_matches("*/");
        let fix = Fix::review(
            "match it at every depth",
            Phase::Text,
            "what has that name deeper leaves the build context",
        )
        .replace(pattern.span, format!("**/{written}"));
        let severity = if secret { Severity::Medium } else { Severity::Low };
        remarks.push(Remark::new(pattern.span, message).severity(severity).fix(fix));
    }
    remarks
}
