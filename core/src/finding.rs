//! What a rule says of a file.

use crate::fix::Fix;
use crate::rule::{Rule, Severity};
use crate::text::Span;

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Whose.
    pub rule: &'static Rule,
    /// Where.
    pub span: Span,
    /// What, in the user's own words: lower-case start, no full stop.
    pub message: String,
    /// Other places that matter, each with a clause.
    pub notes: Vec<Note>,
    /// How bad: the rule's severity, unless the rule or the configuration lowers or raises it.
    pub severity: Severity,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// The author's suppression, where there is one.
    pub suppressed: Option<Suppressed>,
}

/// Another place that matters to a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// Why it matters.
    pub text: String,
}

/// An inline suppression that covers a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppressed {
    /// Where the suppression is written.
    pub span: Span,
    /// The reason given.
    pub reason: Option<String>,
}

/// Which of the two files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The `.dockerignore` file.
    #[default]
    Ignore,
    /// The Dockerfile.
    Dockerfile,
}

/// What a check of a `.dockerignore` file, or of the two files together, says.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// In which file.
    pub place: Place,
    /// Where.
    pub span: Span,
    /// What.
    pub message: String,
    /// How bad, where this case is less or more harmful than the rule's usual one.
    pub severity: Option<Severity>,
    /// How to mend it, in the same file.
    pub fix: Option<Fix>,
}

impl Remark {
    /// A remark on the `.dockerignore` file, without a fix.
    pub fn new(span: Span, message: impl Into<String>) -> Remark {
        Remark { place: Place::Ignore, span, message: message.into(), severity: None, fix: None }
    }

    /// The same on the Dockerfile.
    pub fn in_dockerfile(span: Span, message: impl Into<String>) -> Remark {
        Remark { place: Place::Dockerfile, ..Remark::new(span, message) }
    }

    /// Sets the severity.
    pub fn severity(mut self, severity: Severity) -> Remark {
        self.severity = Some(severity);
        self
    }

    /// Adds how to mend it.
    pub fn fix(mut self, fix: Fix) -> Remark {
        self.fix = Some(fix);
        self
    }
}

impl Finding {
    /// Adds another place that matters.
    pub fn note(&mut self, span: Span, text: impl Into<String>) -> &mut Finding {
        self.notes.push(Note { span, text: text.into() });
        self
    }

    /// Adds how to mend it.
    pub fn fix(&mut self, fix: Fix) -> &mut Finding {
        self.fix = Some(fix);
        self
    }

    /// Sets the severity where this case is less or more harmful than the rule's usual one.
    pub fn severity(&mut self, severity: Severity) -> &mut Finding {
        self.severity = severity;
        self
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Finding) -> bool {
        self.rule.id == other.rule.id && self.span == other.span && self.message == other.message
    }
}
