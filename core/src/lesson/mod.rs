//! Lessons: an incident, a broken file, goals that are graded by the engine's facts, hints, and an explanation for
//! every wrong turn that was foreseen.
//!
//! A lesson is data: TOML for authors, the same shape as JSON for the page. What an answer must keep is derived from
//! the broken file's own build plan, so that deleting the application never passes.

mod check;
mod condition;
mod facts;
mod guard;
mod node;
mod progress;
mod read;
mod steps;
mod verified;

pub use check::{check, minutes};
pub use condition::{Condition, Fact};
pub use facts::Facts;
pub use progress::{
    GoalState, Progress, Trouble, progress, progress_json, progress_of_facts, progress_of_lines,
};
pub use read::{Fault, of_json};
#[cfg(feature = "lessons")]
pub use read::{read, to_json};
pub use steps::{Step, steps};

use crate::audit::{Config, Date};
use crate::rule::{Profile, Severity};
use crate::rules;

/// A lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Its name in kebab-case: the address of its page.
    pub id: String,
    /// Its place in the curriculum.
    pub number: u32,
    /// Which of the ten practices it teaches; 0 for what stands around them.
    pub practice: u32,
    /// Its title.
    pub title: String,
    /// How long it takes to read.
    pub minutes: u32,
    /// What happened, in three sentences.
    pub incident: String,
    /// What is edited, or selected from.
    pub kind: Kind,
    /// The broken file.
    pub starter: String,
    /// One way to mend it.
    pub solution: String,
    /// The other file of the pair, which stays as it is: a Dockerfile's `.dockerignore`, or the reverse. May be empty.
    pub beside: String,
    /// The paths in the build context's folder, where the lesson is about them.
    pub tree: Vec<String>,
    /// The day on which bases are judged, so that a lesson can be solved in every year.
    pub today: Option<Date>,
    /// Which rules are on.
    pub profile: Profile,
    /// What is to be reached, two to four.
    pub goals: Vec<Goal>,
    /// The wrong turns that were foreseen, the first that applies being the one that is explained.
    pub wrong_turns: Vec<WrongTurn>,
    /// What an answer must keep.
    pub guard: Guard,
    /// What is said once all goals hold: what the file can't show, and where to go on.
    pub closing: String,
    /// Where its facts come from.
    pub sources: Vec<Link>,
    /// What is known of the broken file.
    pub baseline: Baseline,
}

/// What a lesson has its reader do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Edit a Dockerfile.
    Dockerfile,
    /// Edit a `.dockerignore`.
    Ignore,
    /// Select the risky lines of a Dockerfile.
    Review,
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its name in kebab-case.
    pub id: String,
    /// What is to be reached, as one line.
    pub text: String,
    /// What must hold.
    pub all: Vec<Condition>,
    /// Hints, the mildest first; the last may show code.
    pub hints: Vec<String>,
}

/// A wrong turn that was foreseen.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongTurn {
    /// When it was taken.
    pub when: Vec<Condition>,
    /// Why it leads nowhere.
    pub say: String,
    /// An answer that takes it: the solution with these texts replaced, or the broken file where it says so.
    pub change: Vec<(String, String)>,
    /// Whether the changes are made to the broken file.
    pub from_starter: bool,
    /// In a lesson that selects lines: the lines of an answer that takes it.
    pub select: Vec<String>,
}

/// What an answer must keep, besides the broken file's own steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guard {
    /// Steps of the broken file that may go, by their labels.
    pub may_go: Vec<String>,
    /// Other commands that start the application as well.
    pub starts: Vec<String>,
    /// Rules whose findings may be suppressed, with a reason.
    pub may_allow: Vec<String>,
    /// What the final image must hold.
    pub deliver: Vec<Deliver>,
}

/// A path that the final image must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Deliver {
    /// The path, in full.
    pub path: String,
    /// A step which makes it, where it runs in the final stage.
    pub or: Option<String>,
}

/// A source of facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// What is known of a broken file, so that an answer needs one audit only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    /// The steps that the application needs.
    pub steps: Vec<Step>,
    /// How often each rule reports something, and how bad that is at worst.
    pub counts: Vec<(&'static str, usize, Severity)>,
    /// How many pieces of shell can't be read.
    pub opaque: usize,
    /// The score.
    pub points: Option<u32>,
}

impl Kind {
    /// The kinds by name.
    pub const NAMES: [(&str, Kind); 3] = [
        ("dockerfile", Kind::Dockerfile),
        ("dockerignore", Kind::Ignore),
        ("review", Kind::Review),
    ];
}

impl Lesson {
    /// The rules that it teaches: those that a goal wants to be silent.
    pub fn taught(&self) -> Vec<&str> {
        let conditions = self.goals.iter().flat_map(|goal| &goal.all);
        let mut rules: Vec<&str> = Vec::new();
        for condition in conditions {
            if let Condition::Absent(rule) = condition
                && !rules.contains(&rule.as_str())
            {
                rules.push(rule);
            }
        }
        rules
    }

    /// The settings of its audits: its profile, its day, and every rule that it speaks of.
    pub fn config(&self) -> Config {
        let mut config =
            Config { profile: Some(self.profile), today: self.today, ..Config::default() };
        let in_goals = self.goals.iter().flat_map(|goal| &goal.all);
        let in_turns = self.wrong_turns.iter().flat_map(|turn| &turn.when);
        for id in in_goals.chain(in_turns).filter_map(Condition::rule) {
            if let Some(rule) = rules::find(id).filter(|rule| !config.selects(rule)) {
                config.severities.insert(rule.id.to_owned(), Some(rule.severity));
            }
        }
        config
    }

    /// The line, from 1, of the broken file that reads so.
    pub fn line_of(&self, text: &str) -> Option<u32> {
        let at = self.starter.lines().position(|line| line.trim() == text.trim())?;
        u32::try_from(at + 1).ok()
    }
}
