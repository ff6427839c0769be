//! What the rules have to say at length: a file of its own, fetched once the page stands.

use std::ops::Range;
use std::rc::Rc;

/// The texts of all rules, as far as they are here.
#[derive(Clone, Debug, Default)]
pub enum Texts {
    /// They are on their way.
    #[default]
    Awaited,
    /// They could not be had.
    Missing,
    /// These.
    Here(Rc<[Text]>),
}

/// The long texts of a rule.
#[derive(Debug)]
pub struct Text {
    /// The rule's id.
    pub rule: String,
    /// The harm.
    pub why: String,
    /// What to do.
    pub how: String,
    /// Where to read on.
    pub links: Vec<String>,
    /// What the rule reports and what becomes of it, the most telling one first; and what it leaves alone.
    pub examples: Vec<Example>,
}

/// An example of what a rule reports, or leaves alone.
#[derive(Debug)]
pub struct Example {
    /// Whether the rule reports it.
    pub is_bad: bool,
    /// The file.
    pub text: String,
    /// What is reported, in bytes.
    pub marks: Vec<Range<usize>>,
    /// The file after the fixes.
    pub fixed: Option<String>,
}

impl PartialEq for Texts {
    fn eq(&self, other: &Texts) -> bool {
        // There is one such file for a page, and it never changes.
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Texts {
    /// Those of a rule.
    pub fn of(&self, rule: &str) -> Option<&Text> {
        match self {
            Texts::Here(list) => list.iter().find(|text| text.rule == rule),
            _ => None,
        }
    }
}
