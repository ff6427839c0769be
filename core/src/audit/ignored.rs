//! Runs the rules over a `.dockerignore` file.

use super::{Config, pair};
use crate::finding::{Finding, Place};
use crate::ignore::{self, IgnoreFile};
use crate::model::Dockerfile;
use crate::order;
use crate::rule::Rule;
use crate::rules;

/// The findings of a `.dockerignore` file.
#[derive(Clone, Debug)]
pub struct IgnoreAudit {
    /// What they follow from.
    pub file: IgnoreFile,
    /// The findings, by place.
    pub findings: Vec<Finding>,
}

/// Audits a `.dockerignore` file.
pub fn audit_ignore(source: &str, config: &Config) -> IgnoreAudit {
    let selected: Vec<&'static Rule> = rules::all().filter(|rule| config.selects(rule)).collect();
    run_ignore(ignore::parse(source), config, &selected)
}

/// Audits a `.dockerignore` file with given rules only.
pub fn run_ignore(file: IgnoreFile, config: &Config, selected: &[&'static Rule]) -> IgnoreAudit {
    let nothing = Dockerfile::new("");
    let findings = pair::findings(&nothing, &file, config, selected, Place::Ignore);
    IgnoreAudit::new(file, findings)
}

impl IgnoreAudit {
    /// Takes in what another Dockerfile brought up of the same file. Findings of one rule at one place are one, and
    /// the worse of two counts.
    pub fn merge(&mut self, other: IgnoreAudit) {
        for finding in other.findings {
            let same = |f: &&mut Finding| f.rule.id == finding.rule.id && f.span == finding.span;
            match self.findings.iter_mut().find(same) {
                Some(known) if known.severity >= finding.severity => {}
                Some(known) => *known = finding,
                None => self.findings.push(finding),
            }
        }
        *self = IgnoreAudit::new(self.file.clone(), std::mem::take(&mut self.findings));
    }

    /// The audit with its findings in order.
    pub(super) fn new(file: IgnoreFile, mut findings: Vec<Finding>) -> IgnoreAudit {
        order::sort_by_key(&mut findings, |f| {
            (f.span.start, std::cmp::Reverse(f.severity), f.span.end)
        });
        IgnoreAudit { file, findings }
    }
}
