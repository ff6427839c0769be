//! Runs the rules over a `.dockerignore` file.

use super::Config;
use crate::finding::Finding;
use crate::ignore::{self, IgnoreFile};
use crate::order;
use crate::rule::{Check, Rule};
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
    let mut findings = Vec::new();
    for rule in selected {
        let Check::Ignore(check) = rule.check else { continue };
        findings.extend(check(&file).into_iter().map(|remark| Finding {
            rule,
            span: remark.span,
            message: remark.message,
            notes: Vec::new(),
            severity: config.severity(rule).unwrap_or(rule.severity),
            fix: remark.fix,
            suppressed: None,
        }));
    }
    order::sort_by_key(&mut findings, |f| {
        (f.span.start, std::cmp::Reverse(f.severity), f.span.end)
    });
    IgnoreAudit { file, findings }
}
