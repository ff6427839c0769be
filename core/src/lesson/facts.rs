//! What is known of an answer: one audit, one plan.

use super::steps::{self, Step};
use super::{Kind, Lesson};
use crate::audit::{self, Audit, IgnoreAudit};
use crate::finding::Finding;
use crate::ignore;
use crate::model::Dockerfile;
use crate::plan::{self, Plan, PlanError};
use crate::rule::Severity;
use crate::score;

/// What is known of an answer.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The Dockerfile's audit.
    pub audit: Audit,
    /// The `.dockerignore`'s, where the lesson is about that.
    pub ignore: Option<IgnoreAudit>,
    /// What the builder would do.
    pub plan: Result<Plan, PlanError>,
    /// The steps that the application needs.
    pub steps: Vec<Step>,
    /// In a lesson that selects lines: the lines, from 1.
    pub selected: Vec<u32>,
    /// The rules whose findings may be suppressed with a reason.
    may_allow: Vec<String>,
}

impl Facts {
    /// The facts of an answer.
    pub fn new(lesson: &Lesson, text: &str) -> Facts {
        let config = lesson.config();
        let (audit, ignore) = match lesson.kind {
            Kind::Ignore => {
                let pair = audit::audit_pair(&lesson.beside, text, &config);
                (pair.dockerfile, Some(pair.ignore))
            }
            _ if lesson.beside.is_empty() => (audit::audit(text, &config), None),
            _ => (audit::audit_pair(text, &lesson.beside, &config).dockerfile, None),
        };
        let plan = plan::plan(&audit.file.tree, None);
        let steps =
            plan.as_ref().map_or_else(|_| Vec::new(), |plan| steps::steps(&audit.file, plan));
        let may_allow = lesson.guard.may_allow.clone();
        Facts { audit, ignore, plan, steps, selected: Vec::new(), may_allow }
    }

    /// The file.
    pub fn file(&self) -> &Dockerfile {
        &self.audit.file
    }

    /// The findings that count: suppressed ones too, unless the lesson allows that and a reason is given.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let of_ignore = self.ignore.iter().flat_map(|ignore| &ignore.findings);
        let all = self.audit.findings.iter().chain(of_ignore);
        all.filter(|finding| !self.is_allowed(finding))
    }

    fn is_allowed(&self, finding: &Finding) -> bool {
        let justified = finding.suppressed.as_ref().is_some_and(|by| by.reason.is_some());
        justified && self.may_allow.iter().any(|rule| rule == finding.rule.id)
    }

    /// The score of the findings that count; `None` where there is nothing to grade.
    pub fn points(&self) -> Option<u32> {
        self.audit.is_graded().then(|| score::of(self.findings()).points)
    }

    /// How often each rule reports something, and how bad that is at worst.
    pub fn counts(&self) -> Vec<(&'static str, usize, Severity)> {
        let mut counts: Vec<(&str, usize, Severity)> = Vec::new();
        for finding in self.findings() {
            match counts.iter_mut().find(|(id, ..)| *id == finding.rule.id) {
                Some(entry) => *entry = (entry.0, entry.1 + 1, entry.2.max(finding.severity)),
                None => counts.push((finding.rule.id, 1, finding.severity)),
            }
        }
        counts
    }

    /// How many pieces of shell can't be read.
    pub fn opaque(&self) -> usize {
        let runs = self.file().runs.iter().map(|run| run.script.opaque.len()).sum::<usize>();
        let launches = self.file().launches.iter().map(|launch| launch.script.opaque.len());
        runs + launches.sum::<usize>()
    }

    /// Whether the build leaves a path of the context out.
    pub fn excludes(&self, path: &str) -> bool {
        let ignored = self.ignore.as_ref();
        ignored.is_some_and(|ignored| ignore::Matcher::new(&ignored.file).excludes(path))
    }
}
