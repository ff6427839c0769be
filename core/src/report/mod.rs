//! Reports of audits: text, JSON, SARIF, Markdown, HTML, GitHub annotations, a badge; and what there is to say of rules.

mod badge;
mod explain;
mod github;
mod harden_json;
mod html;
mod json;
mod markdown;
mod parse_json;
mod sarif;
mod snippet;
mod text;

pub use badge::badge;
pub use explain::{explain, rules_data, rules_json, rules_markdown, rules_text};
pub use github::github;
pub use harden_json::{HardenReport, Standing, harden_json};
pub use html::html;
pub use json::{Counting, Report, json, report};
pub use markdown::markdown;
pub use parse_json::parse_json;
pub use sarif::{sarif, sarif_data};
pub use text::text;

use crate::audit::{Audit, IgnoreAudit};
use crate::finding::Finding;
use crate::fix::Class;
use crate::input::Kind;
use crate::rule::Severity;
use crate::score::{self, Score};
use crate::text::{LineIndex, Position, Span};

/// The version of Drydock, which is that of its reports.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What there is to report of one file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Its path as given.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub source: String,
    /// The text's lines.
    pub lines: LineIndex,
    /// The findings by place, suppressed ones among them.
    pub findings: Vec<Finding>,
    /// The score; `None` where there is nothing to grade.
    pub score: Option<Score>,
    /// The score with suppressed findings counted too.
    pub score_without_suppressions: Option<Score>,
}

impl FileReport {
    /// The report of a Dockerfile.
    pub fn of_dockerfile(path: &str, audit: Audit) -> FileReport {
        FileReport {
            path: path.to_owned(),
            kind: Kind::Dockerfile,
            score: score::score(&audit),
            score_without_suppressions: score::score_without_suppressions(&audit),
            lines: audit.file.tree.lines.clone(),
            source: audit.file.tree.source.clone(),
            findings: audit.findings,
        }
    }

    /// The report of a `.dockerignore` file.
    pub fn of_ignore(path: &str, audit: IgnoreAudit) -> FileReport {
        FileReport {
            path: path.to_owned(),
            kind: Kind::Ignore,
            score: score::score_of_ignore(&audit),
            score_without_suppressions: None,
            lines: audit.file.lines,
            source: audit.file.source,
            findings: audit.findings,
        }
    }

    /// The findings that count.
    pub fn active(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none())
    }

    /// The findings that the author suppressed.
    pub fn suppressed(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_some())
    }

    /// How bad the worst finding that counts is.
    pub fn worst(&self) -> Option<Severity> {
        self.active().map(|finding| finding.severity).max()
    }

    /// "91 (A) with 2 accepted risks, 84 without"; "not graded" where there is nothing to grade.
    pub fn verdict(&self) -> String {
        let Some(score) = &self.score else { return "not graded".to_owned() };
        let accepted = self.suppressed().count();
        let with = match accepted {
            0 => String::new(),
            1 => " with 1 accepted risk".to_owned(),
            count => format!(" with {count} accepted risks"),
        };
        let without = self.score_without_suppressions.as_ref().filter(|_| accepted > 0);
        let without = without.map_or(String::new(), |other| format!(", {} without", other.points));
        format!("{} ({}){with}{without}", score.points, score.grade)
    }

    fn place(&self, span: Span) -> (Position, Position) {
        let at = |byte| self.lines.position(&self.source, byte);
        (at(span.start), at(span.end))
    }
}

/// How far a fix can be trusted, in one word.
fn safety(class: Class) -> &'static str {
    match class {
        Class::Safe(_) => "safe",
        Class::Review { recommended: true } => "recommended",
        Class::Review { recommended: false } => "review",
        Class::Ask => "ask",
    }
}

/// "1 finding", "2 findings".
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
