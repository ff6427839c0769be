//! What lies in a folder is kept out, the folder itself is not.

use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ignore-dir-star-keeps-dir",
    title: "A pattern keeps out what a folder holds, but not the folder",
    category: Category::Build,
    severity: Severity::Info,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "`node_modules/*` matches what lies in the folder. The folder itself is sent to the builder, and a `COPY .` \
          makes it in the image: empty, and often in the place of one that an earlier step filled or that a tool \
          looks for.",
    how: "Name the folder alone: `node_modules`. The star is right where something of the folder is taken back with \
          `!` below it.",
    examples: &[
        Example::bad(
            "
            «node_modules/*»
            «**/__pycache__/**»
            ",
        )
        .fixed(
            "
            node_modules
            **/__pycache__
            ",
        ),
        Example::good(
            "
            node_modules/*
            !node_modules/@acme
            ",
        ),
        Example::good(
            "
            log/*
            tmp/*
            src/**
            ",
        ),
    ],
    links: &["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
    check: Check::Ignore(check),
};

/// Folders that nobody wants empty: others may be meant to be there.
const FOLDERS: [&str; 18] = [
    "node_modules",
    "bower_components",
    "__pycache__",
    ".venv",
    "venv",
    ".tox",
    ".git",
    ".svn",
    ".hg",
    ".idea",
    ".vscode",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".next",
    ".nuxt",
    ".gradle",
    ".terraform",
];

fn check(file: &IgnoreFile) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for pattern in file.patterns.iter().filter(|p| !p.negated && p.fault.is_none()) {
        let text = file.written(pattern);
        let Some((folder, star)) = text.trim_end_matches('/').rsplit_once('/') else { continue };
        let name = folder.rsplit('/').next().unwrap_or(folder);
        if !matches!(star, "*" | "**") || !FOLDERS.contains(&name) {
            continue;
        }
        let clean = folder.trim_start_matches('/');
        let kept = file.patterns.iter().any(|other| {
            other.negated && (other.clean.contains('*') || other.clean.contains(name))
        });
        let named = file.patterns.iter().any(|other| !other.negated && other.clean == clean);
        if kept || named {
            continue;
        }
        let end = Span::new(pattern.span.start + folder.len() as u32, pattern.span.end);
        let change = "an empty folder of this name no longer comes along";
        let fix = Fix::review("keep the folder out as well", Phase::Text, change).delete(end);
        let message = format!("`{text}` leaves the folder `{name}` itself in");
        remarks.push(Remark::new(pattern.span, message).fix(fix));
    }
    remarks
}
