//! Runs the rules over a Dockerfile and its `.dockerignore` together.

use super::{Audit, Config, IgnoreAudit, run_with};
use crate::finding::{Finding, Place, Remark};
use crate::ignore::{self, IgnoreFile};
use crate::model::Dockerfile;
use crate::rule::{Check, Rule};
use crate::rules;

/// The findings of the two files. Each finding is in the file that it is about.
#[derive(Clone, Debug)]
pub struct PairAudit {
    /// The Dockerfile's.
    pub dockerfile: Audit,
    /// The `.dockerignore`'s.
    pub ignore: IgnoreAudit,
}

impl PairAudit {
    /// The findings of both files that count.
    pub fn active(&self) -> impl Iterator<Item = &Finding> {
        self.dockerfile.active().chain(&self.ignore.findings)
    }
}

/// Audits a Dockerfile together with its `.dockerignore`.
pub fn audit_pair(dockerfile: &str, ignore: &str, config: &Config) -> PairAudit {
    let selected: Vec<&'static Rule> = rules::all().filter(|rule| config.selects(rule)).collect();
    run_pair(Dockerfile::new(dockerfile), ignore::parse(ignore), config, &selected)
}

/// Audits the two with given rules only.
pub fn run_pair(
    file: Dockerfile,
    ignore: IgnoreFile,
    config: &Config,
    selected: &[&'static Rule],
) -> PairAudit {
    let in_dockerfile = findings(&file, &ignore, config, selected, Place::Dockerfile);
    let in_ignore = findings(&file, &ignore, config, selected, Place::Ignore);
    // A context that is known to hold neither secrets nor history may be copied whole.
    let tame = ignore.keeps_hazards_out();
    let selected = selected.iter().copied().filter(|rule| !tame || rule.id != COPIES_ALL);
    PairAudit {
        dockerfile: run_with(file, config, &selected.collect::<Vec<_>>(), in_dockerfile),
        ignore: IgnoreAudit::new(ignore, in_ignore),
    }
}

/// The rule that warns of a copy of the whole context, for want of a look at the `.dockerignore`.
const COPIES_ALL: &str = "copy-whole-context";

/// What the rules on `.dockerignore` files say of both: the findings in the Dockerfile, then the other file's audit.
/// Inline suppressions are not looked at.
pub fn ignore_findings(
    file: &Dockerfile,
    ignore: IgnoreFile,
    config: &Config,
) -> (Vec<Finding>, IgnoreAudit) {
    let selected: Vec<&'static Rule> = rules::all().filter(|rule| config.selects(rule)).collect();
    let in_dockerfile = findings(file, &ignore, config, &selected, Place::Dockerfile);
    let in_ignore = findings(file, &ignore, config, &selected, Place::Ignore);
    (in_dockerfile, IgnoreAudit::new(ignore, in_ignore))
}

/// What the rules on `.dockerignore` files say of one of the two files.
pub(super) fn findings(
    file: &Dockerfile,
    ignore: &IgnoreFile,
    config: &Config,
    selected: &[&'static Rule],
    place: Place,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in selected {
        let remarks = match rule.check {
            Check::Ignore(check) if place == Place::Ignore => check(ignore),
            Check::Pair(check) => check(file, ignore),
            _ => continue,
        };
        let remarks = remarks.into_iter().filter(|remark| remark.place == place);
        findings.extend(remarks.map(|remark| finding(rule, remark, config)));
    }
    findings
}

fn finding(rule: &'static Rule, remark: Remark, config: &Config) -> Finding {
    let severity = config.severity(rule).or(remark.severity).unwrap_or(rule.severity);
    Finding {
        rule,
        span: remark.span,
        message: remark.message,
        notes: Vec::new(),
        severity,
        fix: remark.fix,
        suppressed: None,
    }
}
