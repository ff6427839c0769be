//! Hardening: fixes applied one after another, each proved or taken back.
//!
//! Every step parses the file anew, so no fix ever works on stale facts. A fix stays only if every gate agrees.

mod candidate;
mod engine;
mod gates;
mod hunks;
mod image;
mod pieces;
mod sameness;

pub(crate) use candidate::{Candidate, place};
pub use engine::harden;
pub use hunks::{Hunk, HunkLine, LineKind, hunks, hunks_of};
pub use image::{Property, image_changes};
pub(crate) use pieces::Pieces;
pub use sameness::{Sameness, lowered, sameness};

use crate::audit::Audit;
use crate::audit::Config;
use crate::fix::{Class, Fix, Question};
use crate::order;
use crate::rule::{Rule, Severity};
use crate::text::Span;
use std::collections::BTreeSet;

/// How far to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Safe fixes only.
    Safe,
    /// Safe fixes and the recommended reviewed ones.
    #[default]
    Hardened,
    /// These, and what makes the image smaller and its build faster: see [`SMALLER`].
    Small,
    /// Everything that is offered.
    Everything,
}

/// The rules whose fixes make the image smaller or its build faster: all of them are made at [`Level::Small`].
pub const SMALLER: &[&str] = &[
    "arg-busts-cache",
    "broad-copy-before-install",
    "build-tools-in-final-stage",
    "chown-recursive-layer",
    "composer-dev-dependencies",
    "consecutive-copy",
    "consecutive-run",
    "dotnet-sdk-in-final-stage",
    "from-oversized-base-image",
    "jdk-in-final-stage",
    "prefer-copy-chmod",
    "rm-in-later-layer",
];

/// What hardening is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How far to go.
    pub level: Level,
    /// The audit's settings, answers to questions included.
    pub config: Config,
    /// Steps that are switched off, by [`Step::key`].
    pub off: BTreeSet<String>,
    /// Offers that are switched on, by [`Offer::key`].
    pub on: BTreeSet<String>,
    /// Rules none of whose fixes are made, by id.
    pub without: BTreeSet<String>,
    /// Rules all of whose fixes are made, those that are only offered too, by id.
    pub with: BTreeSet<String>,
    /// Where it isn't empty: no fixes of other rules are made.
    pub only: BTreeSet<String>,
}

impl Options {
    /// Whether the fix of a rule's finding is to be made.
    pub fn want(&self, key: &str, rule: &Rule, fix: &Fix) -> bool {
        let of_level = match (fix.class, self.level) {
            (Class::Safe(_), _) => true,
            (Class::Review { .. }, Level::Safe) => false,
            (Class::Review { recommended }, Level::Hardened) => recommended,
            (Class::Review { recommended }, Level::Small) => {
                recommended || SMALLER.contains(&rule.id)
            }
            (Class::Review { .. }, Level::Everything) => true,
            (Class::Ask, _) => false,
        };
        let named = self.with.contains(rule.id) || self.only.contains(rule.id);
        let asked = (named || self.on.contains(key)) && fix.class != Class::Ask;
        let excluded = self.off.contains(key)
            || self.without.contains(rule.id)
            || (!self.only.is_empty() && !self.only.contains(rule.id));
        !fix.edits.is_empty() && (of_level || asked) && !excluded
    }
}

/// A hardened file, and how it came about.
#[derive(Clone, Debug)]
pub struct Hardened {
    /// The text.
    pub text: String,
    /// The audit of the text as it was given.
    pub before: Audit,
    /// The audit of the hardened text.
    pub after: Audit,
    /// What was applied, in the order of the file.
    pub applied: Vec<Step>,
    /// What can be had too, but wants a decision or an answer.
    pub offered: Vec<Offer>,
    /// What was tried and taken back.
    pub refused: Vec<Refused>,
    /// Whether the engine stopped before it ran out of fixes.
    pub exhausted: bool,
}

/// A fix that was applied.
#[derive(Clone, Debug)]
pub struct Step {
    /// Names the step for [`Options::off`]: stays the same when other steps are toggled.
    pub key: String,
    /// Whose fix.
    pub rule: &'static Rule,
    /// The finding's message.
    pub message: String,
    /// The finding's severity.
    pub severity: Severity,
    /// What the fix does.
    pub title: String,
    /// How far it can be trusted.
    pub class: Class,
    /// What may change; empty for safe fixes.
    pub change: String,
    /// What must be added to the build command.
    pub build_argument: Option<String>,
    /// The line of the original file that it belongs to, from 1.
    pub line: u32,
    /// What it replaced in the original text; an empty span is the place of an insertion.
    pub before: Vec<Span>,
    /// What of the hardened text is its doing.
    pub after: Vec<Span>,
}

/// A fix that was not applied, but can be.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Names the offer for [`Options::on`].
    pub key: String,
    /// Whose fix.
    pub rule: &'static Rule,
    /// The finding's message.
    pub message: String,
    /// What the fix does.
    pub title: String,
    /// How far it can be trusted.
    pub class: Class,
    /// What may change.
    pub change: String,
    /// What must be answered first.
    pub question: Option<Question>,
    /// The line of the hardened file, from 1.
    pub line: u32,
}

/// A fix that was tried and taken back.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Names the fix.
    pub key: String,
    /// Whose fix.
    pub rule: &'static Rule,
    /// The finding's message.
    pub message: String,
    /// What the fix would have done.
    pub title: String,
    /// How far it could have been trusted.
    pub class: Class,
    /// Which gate refused it and why, as one clause.
    pub reason: String,
    /// The line of the hardened file, from 1.
    pub line: u32,
}

impl Hardened {
    /// What must be added to the build command, each once.
    pub fn build_arguments(&self) -> Vec<&str> {
        let mut arguments: Vec<&str> =
            self.applied.iter().filter_map(|step| step.build_argument.as_deref()).collect();
        order::sort(&mut arguments);
        arguments.dedup();
        arguments
    }
}
