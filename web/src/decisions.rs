//! What the author decides about the hardened file.

use std::collections::{BTreeMap, BTreeSet};

/// What the author has decided about single changes, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// Changes refused.
    pub off: BTreeSet<String>,
    /// Offers taken.
    pub on: BTreeSet<String>,
    /// Answers given to questions, by the questions' keys.
    pub answers: BTreeMap<String, String>,
}
