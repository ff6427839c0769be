//! The audit as a file for others: what the command line writes, to the byte.

use crate::kind::FileKind;
use drydock_core::audit::{self, Config};
use drydock_core::report::{self, FileReport};

/// A form of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For code scanning.
    Sarif,
    /// For programs.
    Json,
    /// For a pull request.
    Markdown,
    /// To be read, printed and handed on.
    Html,
    /// The score, to be shown in a README.
    Badge,
}

impl Format {
    /// All of them, as they are offered.
    pub const ALL: [Format; 5] =
        [Format::Sarif, Format::Json, Format::Markdown, Format::Html, Format::Badge];

    /// What it is called, what it is for, and the name of its file.
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Format::Sarif => ("SARIF", "for code scanning", "drydock.sarif"),
            Format::Json => ("JSON", "for programs", "drydock.json"),
            Format::Markdown => ("Markdown", "for a pull request", "drydock.md"),
            Format::Html => ("HTML", "one page, to print", "drydock.html"),
            Format::Badge => ("Badge", "the score as SVG", "drydock.svg"),
        }
    }
}

/// Audits a text and reports it; called by way of [`late`](crate::late).
pub fn report(text: &str, name: &str, kind: FileKind, config: &Config, format: Format) -> String {
    let file = match kind {
        FileKind::Dockerfile => FileReport::of_dockerfile(name, audit::audit(text, config)),
        FileKind::Dockerignore => FileReport::of_ignore(name, audit::audit_ignore(text, config)),
    };
    match format {
        Format::Sarif => report::sarif(&[file]),
        Format::Json => report::json(&[file]),
        Format::Markdown => report::markdown(&[file]),
        Format::Html => report::html(&[file]),
        Format::Badge => report::badge(file.score.as_ref()),
    }
}
