//! `.env` without its kin.

use crate::ignore::{Matcher, Pattern};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-dotenv-family-incomplete",
    title: "Only one of the .env files is kept out",
    category: Category::Secrets,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &[],
    why: "Passwords lie in `.env.local` and `.env.production` as well. A pattern matches whole names: \
          `.env` leaves them in the build context.",
    how: "Add `.env.*`, and bring the template back with `!.env.example`.",
    examples: &[
        Example::bad(
            "
            «**/.env»
            ",
        )
        .fixed(
            "
            **/.env
            **/.env.*
            !**/.env.example
            ",
        ),
        Example::bad(
            "
            «.env»
            .git
            ",
        )
        .fixed(
            "
            .env
            .env.*
            !.env.example
            .git
            ",
        ),
        Example::good(
            "
            .env*
            ",
        ),
        Example::good(
            "
            .env
            .env.*
            !.env.example
            ",
        ),
        Example::good(
            "
            *
            !.env.production
            !src
            ",
        ),
        Example::good(
            "
            .env
            .env.local
            .env.production
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let matcher = Matcher::new(file);
    let is = |pattern: &&Pattern| {
        !pattern.negated
            && matches!(pattern.clean.as_str(), ".env" | "**/.env")
            && pattern.trap.is_none()
    };
    let Some(pattern) = file.patterns.iter().rfind(is) else { return Vec::new() };
    let sent: Vec<&str> = [".env.local", ".env.production"]
        .into_iter()
        .filter(|path| !matcher.excludes(path))
        .collect();
    let spoken = file.patterns.iter().any(|p| p.clean.contains(".env."));
    if sent.is_empty() || spoken {
        return Vec::new();
    }
    let line = file.whole_line(pattern.line);
    let newline = file.newline();
    let start = pattern.clean.strip_suffix(".env").unwrap_or("");
    let lines = format!("{start}.env.*{newline}!{start}.env.example");
    let ended = line.of(&file.source).ends_with('\n');
    let (at, added) = match ended {
        true => (line.end, lines + newline),
        false => (pattern.span.end, format!("{newline}{lines}")),
    };
    let fix = Fix::recommended(
        "keep out all of them but the template",
        Phase::Text,
        "settings such as `.env.local` leave the build context",
    )
    .insert(at, added);
    let message = format!(
        "`{}` leaves `{}` in the build context",
        file.written(pattern),
        sent.join("` and `")
    );
    vec![Remark::new(pattern.span, message).fix(fix)]
}
