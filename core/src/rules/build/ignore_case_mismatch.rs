//! A well-known name in another case.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-case-mismatch",
    title: "A name in .dockerignore is written in another case",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "Patterns tell capital letters from small ones: `Node_Modules` does not match `node_modules`, \
          which is then sent.",
    how: "Write the name as the tool writes it.",
    examples: &[
        Example::bad(
            "
            «Node_Modules»
            ",
        )
        .fixed(
            "
            node_modules
            ",
        ),
        Example::bad(
            "
            «**/.ENV»
            ",
        )
        .fixed(
            "
            **/.env
            ",
        ),
        Example::good(
            "
            node_modules
            .env
            ",
        ),
        Example::good(
            "
            [Bb]in
            Thumbs.db
            thumbs.db
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

/// Names that tools write in small letters, and look for in no others.
const NAMES: [&str; 12] = [
    "node_modules",
    "__pycache__",
    ".git",
    ".env",
    ".venv",
    ".npmrc",
    ".idea",
    ".vscode",
    ".terraform",
    "id_rsa",
    ".github",
    ".gradle",
];

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for pattern in file.patterns.iter().filter(|p| p.fault.is_none() && p.trap.is_none()) {
        let text = file.written(pattern).trim_end_matches('/');
        let name = text.rsplit(['/', '!']).next().unwrap_or(text);
        let known = NAMES.iter().find(|other| name.eq_ignore_ascii_case(other) && name != **other);
        let Some(known) = known else { continue };
        let both = file.patterns.iter().any(|p| p.clean.ends_with(known));
        if both {
            continue;
        }
        let start = pattern.span.start + (text.len() - name.len()) as u32;
        let fix = Fix::review(
            "write it as the tool does",
            Phase::Text,
            "what it names leaves the build context",
        )
        .replace(Span::new(start, start + name.len() as u32), *known);
        let message = format!("`{name}` does not match `{known}`");
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
