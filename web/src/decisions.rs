//! What the author decides about the hardened file.

use drydock_core::harden::Level;
use std::collections::{BTreeMap, BTreeSet};

/// What the author has decided about single changes, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// How far to go.
    pub level: Level,
    /// Changes refused.
    pub off: BTreeSet<String>,
    /// Offers taken.
    pub on: BTreeSet<String>,
    /// Answers given to questions, by the questions' keys.
    pub answers: BTreeMap<String, String>,
}

impl Decisions {
    /// What of this holds for another file, too.
    pub fn for_another(&self) -> Decisions {
        Decisions { level: self.level, ..Decisions::default() }
    }
}
