//! Fixes: edits that stand or fall together, with a promise of what they change.

use crate::order;
use crate::text::Span;

/// Replaces a span of the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The image stays the same but for the finding: the proof says how that is known.
    Safe(Proof),
    /// The intent is kept, something may change, and [`Fix::change`] says what. Recommended ones are on in the
    /// hardened file.
    Review {
        /// Whether the hardened file has it.
        recommended: bool,
    },
    /// Needs a fact that only the author knows. With the answer it becomes a `Review`.
    Ask,
}

/// Why a safe fix is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Proof {
    /// S0: the build plan is equal.
    Same,
    /// S1: the build plan is equal once the shell is read.
    Shell,
    /// S2: it differs in these named ways only, each argued where the fix is made: what
    /// [`crate::plan::Difference::what`] says.
    Differs(&'static [&'static str]),
}

/// When a fix runs while hardening: the phases of the rewrite catalogue, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Phase {
    Text,
    Local,
    Base,
    Secrets,
    Structure,
    Order,
    Packages,
    Join,
    Cache,
    Shell,
    User,
    Runtime,
    Pins,
}

/// What must be asked before a fix can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The key under which the answer is given: `port`, `secret.npm_token`.
    pub key: String,
    /// What to ask, as one sentence.
    pub text: String,
    /// A likely answer, to start from.
    pub suggestion: String,
}

/// A rewrite that removes a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, as a short command: "delete the lists in the same layer".
    pub title: String,
    /// How far it can be trusted.
    pub class: Class,
    /// When it runs.
    pub phase: Phase,
    /// The edits, which don't overlap. Empty for [`Class::Ask`] without an answer.
    pub edits: Vec<Edit>,
    /// What may change in the image or the build, as one sentence; empty for safe fixes.
    pub change: String,
    /// What to ask.
    pub question: Option<Question>,
    /// What must be added to the build command, such as `--secret id=npm_token,env=NPM_TOKEN`.
    pub build_argument: Option<String>,
    /// How many instructions it may add (positive) or take away (negative).
    pub instructions: i32,
}

impl Fix {
    fn new(title: &str, class: Class, phase: Phase) -> Fix {
        Fix {
            title: title.to_owned(),
            class,
            phase,
            edits: Vec::new(),
            change: String::new(),
            question: None,
            build_argument: None,
            instructions: 0,
        }
    }

    /// A safe fix.
    pub fn safe(title: &str, phase: Phase, proof: Proof) -> Fix {
        Fix::new(title, Class::Safe(proof), phase)
    }

    /// A fix that is on in the hardened file; `change` says what may change.
    pub fn recommended(title: &str, phase: Phase, change: &str) -> Fix {
        Fix {
            change: change.to_owned(),
            ..Fix::new(title, Class::Review { recommended: true }, phase)
        }
    }

    /// A fix that is only offered; `change` says what may change.
    pub fn review(title: &str, phase: Phase, change: &str) -> Fix {
        Fix {
            change: change.to_owned(),
            ..Fix::new(title, Class::Review { recommended: false }, phase)
        }
    }

    /// A fix that needs an answer first.
    pub fn ask(title: &str, phase: Phase, question: Question) -> Fix {
        Fix { question: Some(question), ..Fix::new(title, Class::Ask, phase) }
    }

    /// Replaces a span.
    pub fn replace(mut self, span: Span, text: impl Into<String>) -> Fix {
        self.edits.push(Edit { span, text: text.into() });
        self
    }

    /// Replaces several spans.
    pub fn replace_all(mut self, edits: Vec<(Span, String)>) -> Fix {
        self.edits.extend(edits.into_iter().map(|(span, text)| Edit { span, text }));
        self
    }

    /// Inserts text at a byte.
    pub fn insert(self, at: u32, text: impl Into<String>) -> Fix {
        self.replace(Span::at(at), text)
    }

    /// Deletes a span.
    pub fn delete(self, span: Span) -> Fix {
        self.replace(span, "")
    }

    /// Declares that the fix adds (or with a negative number takes away) instructions.
    pub fn instructions(mut self, count: i32) -> Fix {
        self.instructions = count;
        self
    }

    /// Whether it may be applied without asking.
    pub fn is_safe(&self) -> bool {
        matches!(self.class, Class::Safe(_))
    }
}

/// The source with the edits of all fixes that fit, in the order given. A fix whose edit overlaps one already taken is
/// left out whole; equal edits count once; two different insertions at one place clash.
pub fn apply<'f>(source: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut taken: Vec<&Edit> = Vec::new();
    for fix in fixes {
        let fits = |edit: &&Edit| taken.iter().all(|t| t == edit || !clash(t.span, edit.span));
        if fix.edits.iter().all(|edit| fits(&edit)) {
            taken.extend(&fix.edits);
        }
    }
    order::sort(&mut taken);
    taken.dedup();
    let (mut out, mut at) = (String::with_capacity(source.len()), 0);
    for edit in taken {
        out += &source[at..edit.span.start as usize];
        out += &edit.text;
        at = edit.span.end as usize;
    }
    out + &source[at..]
}

/// Whether two edits can't both be made: they overlap, or insert at the same place.
fn clash(a: Span, b: Span) -> bool {
    a.start == b.start || (a.start < b.end && b.start < a.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clashing_fixes_stand_or_fall_whole() {
        let fix = |edits: &[(u32, u32, &str)]| {
            let safe = Fix::safe("", Phase::Local, Proof::Same);
            edits.iter().fold(safe, |fix, (a, b, text)| fix.replace(Span::new(*a, *b), *text))
        };
        let first = fix(&[(0, 1, "A"), (4, 4, "!")]);
        let clashes = fix(&[(2, 3, "C"), (0, 2, "x")]);
        let equal = fix(&[(0, 1, "A"), (3, 4, "D")]);
        assert_eq!(apply("abcd", [&first, &clashes, &equal]), "AbcD!");
    }
}
