//! Runs the rules over a file: findings, suppressed ones apart, sorted by place.

mod allow;
mod config;
mod context;
mod ignored;
mod pair;
mod pragmas;
mod spaces;
mod walk;

pub use allow::allow;
pub use config::{Config, Date, FailLevel, Wish, glob};
pub use context::Context;
pub use ignored::{IgnoreAudit, audit_ignore, run_ignore};
pub use pair::{PairAudit, audit_pair, ignore_findings, run_pair};
pub use pragmas::{Pragma, PragmaScope, Tool};
pub use spaces::CHECKS;

use crate::finding::Finding;
use crate::model::Dockerfile;
use crate::order;
use crate::rule::{Check, Rule};
use crate::rules;

/// The findings of a file.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The facts that they follow from.
    pub file: Dockerfile,
    /// The findings, by place; suppressed ones are among them and say so.
    pub findings: Vec<Finding>,
    /// The inline suppressions.
    pub pragmas: Vec<Pragma>,
}

impl Audit {
    /// The findings that count.
    pub fn active(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none())
    }

    /// Whether a grade makes sense: there is a stage to judge.
    pub fn is_graded(&self) -> bool {
        !self.file.stages.is_empty()
    }
}

/// Audits a Dockerfile.
pub fn audit(source: &str, config: &Config) -> Audit {
    audit_file(Dockerfile::new(source), config)
}

/// Audits a Dockerfile that was read before.
pub fn audit_file(file: Dockerfile, config: &Config) -> Audit {
    let selected: Vec<&'static Rule> = rules::all().filter(|rule| config.selects(rule)).collect();
    run(file, config, &selected)
}

/// Audits with given rules only. Those on the two files together are not asked.
pub fn run(file: Dockerfile, config: &Config, selected: &[&'static Rule]) -> Audit {
    let alone = selected.iter().copied().filter(|rule| !matches!(rule.check, Check::Pair(_)));
    run_with(file, config, &alone.collect::<Vec<_>>(), Vec::new())
}

/// Audits with given rules, some findings being known already.
fn run_with(
    file: Dockerfile,
    config: &Config,
    selected: &[&'static Rule],
    known: Vec<Finding>,
) -> Audit {
    let mut findings = known;
    findings.extend(walk::walk(&file, config, selected));
    for rule in selected {
        if let Check::Syntax(code) = rule.check {
            findings.extend(file.tree.errors.iter().filter(|e| e.code == code).map(|error| {
                Finding {
                    rule,
                    span: error.span,
                    message: error.message.clone(),
                    notes: Vec::new(),
                    severity: rule.severity,
                    fix: None,
                    suppressed: None,
                }
            }));
        }
    }
    for finding in &mut findings {
        if let Some(severity) = config.severity(finding.rule) {
            finding.severity = severity;
        }
    }
    let pragmas = pragmas::pragmas(&file.tree);
    pragmas::suppress(&file.tree, &pragmas, &mut findings, config, selected);
    order::sort_by_key(&mut findings, |f| {
        (f.span.start, std::cmp::Reverse(f.severity), f.span.end)
    });
    findings.dedup_by(|b, a| a == b);
    Audit { file, findings, pragmas }
}
