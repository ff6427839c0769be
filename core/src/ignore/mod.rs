//! The `.dockerignore` file as written, and what it keeps out of the build context.
//!
//! Lines are read as Moby's `ignorefile` reads them, patterns as its `patternmatcher` does (read 2026-11), whose
//! verdicts are a test.

mod glob;
pub mod hazards;
mod matcher;
mod parse;
pub mod relate;
pub mod traps;

use hazards::HazardKind;

pub use matcher::{Matcher, Verdict};
pub use parse::parse;
pub use traps::Trap;

use crate::text::{LineIndex, Span};

/// A `.dockerignore` file, read as far as it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct IgnoreFile {
    /// The text itself. All spans are byte spans of it.
    pub source: String,
    /// Its lines.
    pub lines: LineIndex,
    /// The comment lines: those whose first byte is `#`.
    pub comments: Vec<Span>,
    /// The patterns in order, faulty ones included.
    pub patterns: Vec<Pattern>,
    /// The lines that are too long for the builder, which then reads none.
    pub too_long: Vec<Span>,
}

/// One pattern.
///
/// ```text
///   !/src//app/      negated; clean: `src/app`
///   ^^^^^^^^^^^ span
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Where it is written, the `!` included, without the blanks around it.
    pub span: Span,
    /// The line, from 1.
    pub line: u32,
    /// Whether it brings back (`!`).
    pub negated: bool,
    /// The pattern as the builder matches it: without `!`, cleaned, without its first `/`.
    pub clean: String,
    /// What makes the builder refuse the whole file.
    pub fault: Option<Fault>,
    /// What it was most likely taken for, where that is not what it is.
    pub trap: Option<Trap>,
}

/// Why a builder refuses a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing follows the `!`.
    LoneBang,
    /// A class without its `]`, an empty one, one with a stray `-`, or a `\` at the end.
    Malformed,
}

/// The patterns of a file, as written, that a file which replaces it lacks.
pub fn lost<'a>(replaced: &'a IgnoreFile, by: &IgnoreFile) -> Vec<&'a str> {
    let kept = |pattern: &&Pattern| {
        by.patterns.iter().any(|p| p.negated == pattern.negated && p.clean == pattern.clean)
    };
    let lost = replaced.patterns.iter().filter(|pattern| !kept(pattern));
    lost.map(|pattern| replaced.written(pattern)).collect()
}

impl IgnoreFile {
    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// The line end that the file uses.
    pub fn newline(&self) -> &'static str {
        if self.source.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The pattern of a line as written.
    pub fn written(&self, pattern: &Pattern) -> &str {
        self.text(pattern.span)
    }

    /// Whether it is short enough for comparing each pattern with each.
    pub fn is_comparable(&self) -> bool {
        self.patterns.len() <= 500
    }

    /// Where a finding on what is missing is shown: at the last pattern, or at whatever there is.
    pub fn tail(&self) -> Span {
        let all = Span::new(0, self.source.trim_end().len() as u32);
        self.patterns.last().map_or(all, |pattern| pattern.span)
    }

    /// What adds lines at the end, after a blank line.
    pub fn appended(&self, lines: &[String]) -> String {
        let newline = self.newline();
        let mut out = String::new();
        if !self.source.is_empty() && !self.source.ends_with('\n') {
            out += newline;
        }
        if !self.source.trim().is_empty() {
            out += newline;
        }
        for line in lines {
            out += line;
            out += newline;
        }
        out
    }

    /// Whether no secret and no history can be sent, as far as the table of hazards goes.
    pub fn keeps_hazards_out(&self) -> bool {
        let matcher = Matcher::new(self);
        let grave = |group: &&hazards::Group| {
            matches!(group.kind, HazardKind::Secret | HazardKind::History)
        };
        let mut patterns = hazards::GROUPS.iter().filter(grave).flat_map(hazards::Group::patterns);
        patterns.all(|pattern| matcher.excludes(&hazards::probe(pattern)))
    }

    /// A whole line, from 1, its line end included.
    pub fn whole_line(&self, line: u32) -> Span {
        let start = self.lines.start(line);
        let last = line >= self.lines.count();
        Span::new(start, if last { self.source.len() as u32 } else { self.lines.start(line + 1) })
    }
}
