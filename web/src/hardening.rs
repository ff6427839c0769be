//! The hardened file, in the form in which the page shows it: changes to accept or refuse one by one.

use crate::changes::{self, Happened, Line};
use crate::decisions::Decisions;
use crate::kind::FileKind;
use crate::patch;
use crate::state::State;
use crate::study::Trust;
use drydock_core::audit::{self, Config};
use drydock_core::context;
use drydock_core::harden::{self, Hunk, LineKind, Options, Step};
use drydock_core::order;
use drydock_core::rule::Rule;
use drydock_core::score::{self, Score};
use std::ops::Range;
use std::rc::Rc;
use yew::AttrValue;

/// How many unchanged lines stand around a change.
const AROUND: usize = 2;

/// A hardened file.
#[derive(Clone, Debug, PartialEq)]
pub struct Hardening {
    /// Of which revision of the text.
    pub revision: u32,
    /// What the file is.
    pub kind: FileKind,
    /// By which decisions.
    pub decisions: Decisions,
    /// The hardened text.
    pub text: AttrValue,
    /// The score before and after, where there is something to grade.
    pub scores: Option<(Score, Score)>,
    /// The changes, in the order of the file.
    pub items: Vec<Item>,
    /// What can be had too.
    pub offers: Vec<Rc<Change>>,
    /// What was tried and taken back.
    pub refused: Vec<Rc<Change>>,
    /// What must be added to the build command.
    pub arguments: Vec<String>,
    /// The changes as a patch.
    pub patch: AttrValue,
    /// Whether the engine gave up before it was done.
    pub is_exhausted: bool,
}

/// One place of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Lines that change, and why.
    Changed {
        /// The lines.
        lines: Vec<Line>,
        /// What changes them.
        changes: Vec<Rc<Change>>,
    },
    /// A change that the author refused.
    LeftOut(Rc<Change>),
}

/// A change that is made, refused or offered.
#[derive(Clone, Debug)]
pub struct Change {
    /// Names it.
    pub key: AttrValue,
    /// Whose it is.
    pub rule: &'static Rule,
    /// What it does.
    pub title: AttrValue,
    /// What is wrong.
    pub message: AttrValue,
    /// How far it can be trusted.
    pub trust: Trust,
    /// What may change, or why it was taken back.
    pub why: AttrValue,
    /// Its line, from 1.
    pub line: u32,
    /// What must be answered first: key, text, and an answer to start from.
    pub question: Option<(AttrValue, AttrValue, AttrValue)>,
}

impl PartialEq for Change {
    fn eq(&self, other: &Change) -> bool {
        self.key == other.key
            && self.title == other.title
            && self.message == other.message
            && self.trust == other.trust
            && self.why == other.why
            && self.line == other.line
            && self.question == other.question
    }
}

impl Hardening {
    /// Hardens the text that is shown.
    pub fn of_state(state: &State) -> Hardening {
        let (text, revision, decisions) = (&state.text, state.revision, &state.decisions);
        match state.kind() {
            FileKind::Dockerfile => {
                let made = Hardening::of(text, revision, &state.config, decisions);
                let Some(beside) = &state.beside else { return made };
                // Graded as everywhere on the page: together with the other file.
                let of_pair = |text: &str| {
                    score::score(&audit::audit_pair(text, &beside.text, &state.config).dockerfile)
                };
                Hardening { scores: of_pair(text).zip(of_pair(&made.text)), ..made }
            }
            FileKind::Dockerignore => {
                let dockerfile = state.beside.as_ref().map(|beside| &*beside.text);
                Hardening::of_ignore(text, dockerfile, revision, &state.config, decisions)
            }
        }
    }

    /// Hardens a `.dockerignore`, by the Dockerfile that belongs to it where there is one.
    pub fn of_ignore(
        text: &str,
        dockerfile: Option<&str>,
        revision: u32,
        config: &Config,
        decisions: &Decisions,
    ) -> Hardening {
        let config = config.clone();
        let (off, on) = (decisions.off.clone(), decisions.on.clone());
        let options = Options { config, off, on, ..Options::default() };
        let made = context::harden_ignore(text, dockerfile, &options);
        let hunks = |around| harden::hunks_of(text, &made.text, &made.applied, around);
        let (left_out, offers) = offers(&made.offered, decisions);
        let scores = score::score_of_ignore(&made.before).zip(score::score_of_ignore(&made.after));
        Hardening {
            revision,
            kind: FileKind::Dockerignore,
            decisions: decisions.clone(),
            patch: patch_of(".dockerignore", text, &made.text, &hunks(3)).into(),
            scores,
            items: items(text, &made.applied, &hunks(0), left_out),
            offers,
            refused: made.refused.iter().map(refused).collect(),
            arguments: Vec::new(),
            is_exhausted: made.exhausted,
            text: made.text.into(),
        }
    }

    /// Hardens a Dockerfile.
    pub fn of(text: &str, revision: u32, config: &Config, decisions: &Decisions) -> Hardening {
        let mut config = config.clone();
        config.answers.extend(decisions.answers.clone());
        let (off, on) = (decisions.off.clone(), decisions.on.clone());
        let options = Options { level: decisions.level, config, off, on, ..Options::default() };
        let made = harden::harden(text, &options);
        // Each change by itself, so that each can be refused by itself.
        let hunks = harden::hunks(&made, 0);
        let scores = score::score(&made.before).zip(score::score(&made.after));
        let (left_out, offers) = offers(&made.offered, decisions);
        Hardening {
            revision,
            kind: FileKind::Dockerfile,
            decisions: decisions.clone(),
            patch: patch_of("Dockerfile", text, &made.text, &harden::hunks(&made, 3)).into(),
            scores,
            items: items(text, &made.applied, &hunks, left_out),
            offers,
            refused: made.refused.iter().map(refused).collect(),
            arguments: made.build_arguments().into_iter().map(str::to_owned).collect(),
            is_exhausted: made.exhausted,
            text: made.text.into(),
        }
    }

    /// How many changes are made.
    pub fn count(&self) -> usize {
        let changes = |item: &Item| match item {
            Item::Changed { changes, .. } => changes.len(),
            Item::LeftOut(_) => 0,
        };
        self.items.iter().map(changes).sum()
    }
}

/// What the author left out, and what can be had too.
fn offers(offered: &[harden::Offer], decisions: &Decisions) -> (Vec<Rc<Change>>, Vec<Rc<Change>>) {
    let change = |offer: &harden::Offer| {
        Rc::new(Change {
            key: offer.key.clone().into(),
            rule: offer.rule,
            title: offer.title.clone().into(),
            message: offer.message.clone().into(),
            trust: Trust::of(offer.class),
            why: offer.change.clone().into(),
            line: offer.line,
            question: offer.question.as_ref().map(|q| {
                (q.key.clone().into(), q.text.clone().into(), q.suggestion.clone().into())
            }),
        })
    };
    let (left_out, open): (Vec<_>, Vec<_>) =
        offered.iter().partition(|offer| decisions.off.contains(&offer.key));
    (left_out.into_iter().map(change).collect(), open.into_iter().map(change).collect())
}

fn refused(refused: &harden::Refused) -> Rc<Change> {
    Rc::new(Change {
        key: refused.key.clone().into(),
        rule: refused.rule,
        title: refused.title.clone().into(),
        message: refused.message.clone().into(),
        trust: Trust::Review,
        why: refused.reason.clone().into(),
        line: refused.line,
        question: None,
    })
}

fn change(step: &Step) -> Rc<Change> {
    Rc::new(Change {
        key: step.key.clone().into(),
        rule: step.rule,
        title: step.title.clone().into(),
        message: step.message.clone().into(),
        trust: Trust::of(step.class),
        why: step.change.clone().into(),
        line: step.line,
        question: None,
    })
}

/// The hunks with what made them, and what was left out, each at its place.
fn items(text: &str, steps: &[Step], hunks: &[Hunk], left_out: Vec<Rc<Change>>) -> Vec<Item> {
    let old: Vec<&str> = text.lines().collect();
    // A step that later steps overwrote whole has no hunk of its own: it goes with the nearest.
    let mut names: Vec<Vec<usize>> = hunks.iter().map(|hunk| hunk.steps.clone()).collect();
    for (number, step) in steps.iter().enumerate() {
        if !names.iter().any(|steps| steps.contains(&number)) {
            let after = hunks.partition_point(|hunk| hunk.before.0 <= step.line);
            if let Some(steps) = names.get_mut(after.saturating_sub(1)) {
                steps.push(number);
            }
        }
    }
    let mut items: Vec<(u32, Item)> = Vec::new();
    let end = |hunk: &Hunk| (hunk.before.0 + hunk.before.1) as usize - 1;
    for (at, (hunk, numbers)) in hunks.iter().zip(names).enumerate() {
        let changes = numbers.into_iter().map(|number| change(&steps[number])).collect();
        // What lies between two changes is around both of them, but neither is around the other.
        let floor = at.checked_sub(1).map_or(0, |before| end(&hunks[before]));
        let roof = hunks.get(at + 1).map_or(old.len(), |next| next.before.0 as usize - 1);
        let lines = lines(&old, hunk, floor..roof);
        items.push((hunk.before.0, Item::Changed { lines, changes }));
    }
    items.extend(left_out.into_iter().map(|change| (line_of(&change), Item::LeftOut(change))));
    order::sort_by_key(&mut items, |(line, _)| *line);
    items.into_iter().map(|(_, item)| item).collect()
}

/// The line in the original text, which a key ends with: `rule@12` or `rule@12.2`.
fn line_of(change: &Change) -> u32 {
    let line = change.key.rsplit('@').next().and_then(|place| place.split('.').next());
    line.and_then(|line| line.parse().ok()).unwrap_or(change.line)
}

/// The lines of a change, and those of the old text around it.
fn lines(old: &[&str], hunk: &Hunk, bounds: Range<usize>) -> Vec<Line> {
    let (mut at_old, mut at_new) = (hunk.before.0, hunk.after.0);
    let kept = |at: usize, number: u32| Line {
        happened: Happened::Kept,
        number,
        text: old[at].to_owned(),
        marks: Vec::new(),
    };
    let start = hunk.before.0 as usize - 1;
    let above = start.saturating_sub(AROUND).max(bounds.start)..start;
    let mut lines: Vec<Line> = above.map(|at| kept(at, at_new - (start - at) as u32)).collect();
    for line in &hunk.lines {
        let is_old = line.kind == LineKind::Removed;
        let (happened, number) = match is_old {
            true => (Happened::Removed, at_old),
            false => (Happened::Added, at_new),
        };
        at_old += u32::from(is_old);
        at_new += u32::from(!is_old);
        lines.push(Line { happened, number, text: line.text.clone(), marks: Vec::new() });
    }
    let end = at_old as usize - 1;
    lines
        .extend((end..bounds.end.min(end + AROUND)).map(|at| kept(at, at_new + (at - end) as u32)));
    changes::mark_words(&mut lines);
    lines
}

fn patch_of(name: &str, old: &str, new: &str, hunks: &[Hunk]) -> String {
    let sign = |kind| match kind {
        LineKind::Kept => ' ',
        LineKind::Removed => '-',
        LineKind::Added => '+',
    };
    let hunks: Vec<patch::Hunk> = hunks
        .iter()
        .map(|hunk| patch::Hunk {
            before: hunk.before,
            after: hunk.after,
            signs: hunk.lines.iter().map(|line| sign(line.kind)).collect(),
        })
        .collect();
    patch::patch(name, old, new, &hunks)
}
