//! A fix to try, and what is told of it afterwards.

use super::{Offer, Pieces, Refused, Step};
use crate::finding::Finding;
use crate::fix::Fix;
use crate::order;

/// A fix to try, with its name.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub key: String,
    pub finding: Finding,
    pub fix: Fix,
}

impl Candidate {
    /// The fix as applied; `line` is one of the original text. What it replaced is known at the end only: [`place`].
    pub fn into_step(self, line: u32) -> Step {
        let Candidate { key, finding, fix } = self;
        Step {
            key,
            rule: finding.rule,
            message: finding.message,
            severity: finding.severity,
            title: fix.title,
            class: fix.class,
            change: fix.change,
            build_argument: fix.build_argument,
            line,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    /// The fix as offered; `line` is one of the text as it is now.
    pub fn into_offer(self, line: u32) -> Offer {
        let Candidate { key, finding, fix } = self;
        Offer {
            key,
            rule: finding.rule,
            message: finding.message,
            title: fix.title,
            class: fix.class,
            change: fix.change,
            question: fix.question,
            line,
        }
    }

    /// The fix as taken back; `line` is one of the text as it is now.
    pub fn to_refused(&self, reason: &str, line: u32) -> Refused {
        Refused {
            key: self.key.clone(),
            rule: self.finding.rule,
            message: self.finding.message.clone(),
            title: self.fix.title.clone(),
            class: self.fix.class,
            reason: reason.to_owned(),
            line,
        }
    }
}

/// Says of each step what it replaced and what is its doing, and puts them into the order of the file.
pub(crate) fn place(applied: &mut Vec<Step>, pieces: &Pieces) {
    for (number, step) in applied.iter_mut().enumerate() {
        let replaced = pieces.replaced.iter().filter(|(_, by)| *by == number);
        step.before = replaced.map(|(span, _)| *span).collect();
        step.after = pieces.inserted(number);
    }
    order::sort_by_key(applied, |step| step.before.first().map(|span| span.start));
}
