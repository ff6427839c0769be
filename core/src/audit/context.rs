//! What a check sees besides its part, and how it reports.

use super::Config;
use crate::finding::Finding;
use crate::model::{Dockerfile, Run, Stage};
use crate::rule::Rule;
use crate::text::Span;

/// Where a check stands, and what it has found.
#[derive(Debug)]
pub struct Context<'a> {
    /// The whole file.
    pub file: &'a Dockerfile,
    /// The settings.
    pub config: &'a Config,
    /// The stage of the part; `None` before the first FROM.
    pub stage: Option<&'a Stage>,
    /// The index of the part's instruction (of its FROM for a stage).
    pub at: usize,
    /// The RUN of a command.
    pub run: Option<&'a Run>,
    /// Whether the part is an ONBUILD trigger.
    pub onbuild: bool,
    pub(super) rule: &'static Rule,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Context<'a> {
    /// Reports a finding. The message begins in lower case, quotes the user's own text in backticks and has no full stop.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let mut message = message.into();
        if self.onbuild {
            message += ", in an ONBUILD trigger";
        }
        self.findings.push(Finding {
            rule: self.rule,
            span,
            message,
            notes: Vec::new(),
            severity: self.rule.severity,
            fix: None,
            suppressed: None,
        });
        self.findings.last_mut().expect("it was pushed")
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.file.text(span)
    }

    /// The line end that the file uses.
    pub fn newline(&self) -> &'static str {
        self.file.tree.newline()
    }

    /// The stage of the part. Checks of RUNs and commands are only called within one.
    pub fn this_stage(&self) -> &'a Stage {
        self.stage.expect("RUNs and commands are within a stage")
    }

    /// The RUN of a command.
    pub fn this_run(&self) -> &'a Run {
        self.run.expect("commands are within a RUN")
    }
}
