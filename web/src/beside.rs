//! A Dockerfile and its `.dockerignore` in one session: one of them is in the editor, the other beside it, with all that
//! is its own. What is done with them is in [`pair`](crate::pair), which comes later than these types.

use crate::decisions::Decisions;
use crate::kind::FileKind;
use crate::state::Undo;
use drydock_core::context::Entry;
use std::rc::Rc;
use yew::AttrValue;

/// The file that is not in the editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// Its text.
    pub text: AttrValue,
    /// The name of the file that the text came from.
    pub name: Option<AttrValue>,
    /// How to take the last change of it back.
    pub undo: Option<Undo>,
    /// Where the cursor was, in code units.
    pub cursor: u32,
    /// What the author decided about single changes of it.
    pub decisions: Decisions,
}

/// The two have changed places.
#[derive(Debug)]
pub struct Turn {
    /// Counts the turns.
    pub number: u32,
    /// The text that came into the editor, as it was then.
    pub text: AttrValue,
}

impl PartialEq for Turn {
    fn eq(&self, other: &Turn) -> bool {
        self.number == other.number
    }
}

/// A folder as a list of names.
#[derive(Debug, PartialEq)]
pub struct Listing {
    /// Where the list comes from, as it is shown.
    pub origin: AttrValue,
    /// What is in the folder.
    pub entries: Vec<Entry>,
    /// Whether there is more than this.
    pub is_cut: bool,
}

/// What is to be done with the two files.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The other one is to be edited.
    Turn,
    /// The one of this kind is to be edited.
    Face(FileKind),
    /// An empty file is to be put beside this one.
    Add,
    /// The file that is not in the editor is to be put away.
    PutAway,
    /// The `.dockerignore` is to hold this.
    Use(AttrValue),
    /// A line of a file is to be gone to, from 1.
    Line(FileKind, u32),
    /// The `.dockerignore` is to be tried on this folder, or on a sample.
    Try(Option<Rc<Listing>>),
}
