//! Upper and lower case of words that mean the same in both.

use super::Dockerfile;
use crate::syntax::{Instruction, Keyword};

/// The case of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// Without a lower-case letter.
    Upper,
    /// Without an upper-case letter.
    Lower,
    /// With both.
    Mixed,
}

impl Casing {
    /// The case of a word; one without letters counts as lower.
    pub fn of(word: &str) -> Casing {
        match (word == word.to_ascii_lowercase(), word == word.to_ascii_uppercase()) {
            (true, _) => Casing::Lower,
            (_, true) => Casing::Upper,
            _ => Casing::Mixed,
        }
    }

    /// The word in this case; unchanged for [`Casing::Mixed`].
    pub fn apply(self, word: &str) -> String {
        match self {
            Casing::Upper => word.to_ascii_uppercase(),
            Casing::Lower => word.to_ascii_lowercase(),
            Casing::Mixed => word.to_owned(),
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Casing::Upper => "upper case",
            Casing::Lower => "lower case",
            Casing::Mixed => "mixed case",
        }
    }
}

impl Dockerfile {
    /// The case of most keywords within stages; upper where they are even.
    pub fn keyword_casing(&self) -> Casing {
        let first = self.stages.first().map_or(self.tree.instructions.len(), |stage| stage.from);
        let known = |i: &&Instruction| i.keyword != Keyword::Unknown;
        let words = self.tree.instructions[first..].iter().filter(known);
        let (mut lower, mut upper) = (0, 0);
        for word in words.map(|i| self.text(i.word)) {
            match Casing::of(word) {
                Casing::Lower => lower += 1,
                Casing::Upper => upper += 1,
                Casing::Mixed => {}
            }
        }
        if lower > upper { Casing::Lower } else { Casing::Upper }
    }
}
