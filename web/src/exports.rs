//! The audit as a file for others: what the command line writes, to the byte.

use crate::kind::FileKind;
use drydock_core::audit::{self, Config};
use drydock_core::report::{self, FileReport};
use drydock_core::share::Shared;

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

/// Audits a file, or two that belong together, and reports it; called by way of [`late`](crate::late).
pub fn report(shared: &Shared, config: &Config, format: Format) -> String {
    let kind = shared.chosen.map_or(FileKind::Dockerfile, FileKind::from);
    let named = |name: &Option<String>, kind: FileKind| {
        name.clone().unwrap_or_else(|| kind.name().to_owned())
    };
    let (name, text) = (named(&shared.name, kind), &shared.text);
    let files = match (&shared.beside, kind) {
        (None, FileKind::Dockerfile) => {
            vec![FileReport::of_dockerfile(&name, audit::audit(text, config))]
        }
        (None, FileKind::Dockerignore) => {
            vec![FileReport::of_ignore(&name, audit::audit_ignore(text, config))]
        }
        (Some((other, beside)), kind) => {
            let other = (named(other, kind.other()), beside);
            let (dockerfile, ignore) = match kind {
                FileKind::Dockerfile => ((name, text), other),
                FileKind::Dockerignore => (other, (name, text)),
            };
            let pair = audit::audit_pair(dockerfile.1, ignore.1, config);
            vec![
                FileReport::of_dockerfile(&dockerfile.0, pair.dockerfile),
                FileReport::of_ignore(&ignore.0, pair.ignore),
            ]
        }
    };
    match format {
        Format::Sarif => report::sarif(&files),
        Format::Json => report::json(&files),
        Format::Markdown => report::markdown(&files),
        Format::Html => report::html(&files),
        Format::Badge => report::badge(files.iter().find_map(|file| file.score.as_ref())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_holds_both_files_whichever_is_shown() {
        let dockerfile = "FROM node:24\nCOPY . .\n".to_owned();
        let ignore = "*.log # x\n".to_owned();
        let shown = |chosen: FileKind, text: &str, other: &str| Shared {
            chosen: Some(chosen.into()),
            name: None,
            text: text.to_owned(),
            beside: Some((None, other.to_owned())),
            policy: None,
        };
        let config = Config::default();
        for format in Format::ALL {
            let first = shown(FileKind::Dockerfile, &dockerfile, &ignore);
            let second = shown(FileKind::Dockerignore, &ignore, &dockerfile);
            let report = report(&first, &config, format);
            assert_eq!(report, super::report(&second, &config, format));
            // A badge shows the score of the Dockerfile alone.
            let is_whole = format != Format::Badge;
            let is_data = matches!(format, Format::Sarif | Format::Json);
            assert_eq!(report.contains("\".dockerignore\""), is_data, "{report}");
            assert_eq!(report.contains("comment"), is_whole, "{report}");
        }
    }
}
