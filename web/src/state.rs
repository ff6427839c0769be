//! What the page knows, and the only ways to change it.

use crate::beside::{Act, Beside, Listing, Turn};
use crate::decisions::Decisions;
use crate::hardening::Hardening;
use crate::kind::FileKind;
use crate::late::{self, Late};
use crate::more::{self, More};
use crate::route::Route;
use crate::study::{Card, Study};
use crate::texts::Texts;
use drydock_core::audit::Config;
use drydock_core::rule::{Category, Rule, Severity};
use drydock_core::rules;
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// The page's state.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The text as it stands.
    pub text: AttrValue,
    /// Counts the texts.
    pub revision: u32,
    /// How often the text was replaced by anything but typing: the editor follows this, not every text, because
    /// what it hears of its own typing is old when the next key is pressed.
    pub replaced: u32,
    /// The settings of the audit.
    pub config: Config,
    /// The kind that the user chose; else it is detected.
    pub chosen: Option<FileKind>,
    /// The name of the file that the text came from.
    pub name: Option<AttrValue>,
    /// What the engine says: of this text, or for a moment while typing still of the one before.
    pub study: Rc<Study>,
    /// Which findings are shown.
    pub filters: Filters,
    /// The findings whose explanation is open, by key.
    pub open: Vec<AttrValue>,
    /// What the explanations say.
    pub texts: Texts,
    /// The finding that was gone to last, by key.
    pub selected: Option<AttrValue>,
    /// Where the cursor is, in code units.
    pub cursor: u32,
    /// The last place to go to.
    pub jump: Option<Jump>,
    /// Which part of the report is shown.
    pub tab: Tab,
    /// Whether there is room for one pane only.
    pub is_narrow: bool,
    /// What the author decided about single changes.
    pub decisions: Decisions,
    /// The hardened file, once it was asked for; possibly of an older text.
    pub hardened: Option<Rc<Hardening>>,
    /// Whether the part of the program that hardens is there.
    pub late: Late,
    /// What was last done to the text, and the text before.
    pub undo: Option<Undo>,
    /// What went wrong last, as one sentence.
    pub problem: Option<AttrValue>,
    /// Light or dark.
    pub theme: Theme,
    /// Which page is shown.
    pub route: Route,
    /// Whether the network is shut.
    pub seal: Seal,
    /// What rules are searched for.
    pub rule_query: AttrValue,
    /// What is known only once the later part of the program is there.
    pub more: Rc<More>,
    /// The file that belongs to this one, while this one is in the editor.
    pub beside: Option<Rc<Beside>>,
    /// The last time that the two changed places.
    pub turned: Option<Rc<Turn>>,
    /// The folder that the `.dockerignore` is tried on; else it is a sample.
    pub listing: Option<Rc<Listing>>,
    /// Settings that came with a link, until the later part of the program takes them.
    pub lent: Option<AttrValue>,
}

/// Which findings are shown. Nothing chosen shows all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Severities to show.
    pub severities: Vec<Severity>,
    /// Categories to show.
    pub categories: Vec<Category>,
    /// Text to look for.
    pub query: AttrValue,
}

/// A place to go to, once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// Counts the jumps, so that the same place twice is two jumps.
    pub number: u32,
    /// From and to, in code units.
    pub units: (u32, u32),
}

/// How to take the last change back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What was done, as a clause.
    pub done: AttrValue,
    /// The text before.
    pub text: AttrValue,
}

/// The parts of the page. Where there is room the file is always shown, beside one of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The file itself, on a narrow page.
    File,
    /// The findings.
    #[default]
    Findings,
    /// How the score comes about.
    Receipt,
    /// The hardened file.
    Hardened,
    /// What the file builds, as a picture.
    Image,
    /// What is sent to the builder.
    Context,
    /// Links and reports.
    Share,
    /// Settings, and what is kept.
    Settings,
}

/// The network, as the page has left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seal {
    /// Parts of the page are still to come.
    #[default]
    Open,
    /// Nothing may be asked for any more.
    Shut,
    /// Something was asked for, to see, and refused.
    Refused,
    /// Something was asked for, to see, and came.
    Broken,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// The harbour at night.
    Dark,
    /// Black on white, or white on black as the system says.
    Contrast,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text was typed into, and is now this one.
    Edited(AttrValue),
    /// The typing rests: audit what stands there.
    Settled,
    /// Another file takes the place of this one.
    Opened {
        /// Its name.
        name: Option<AttrValue>,
        /// Its text.
        text: AttrValue,
    },
    /// A file was brought in: it goes to its place, and the file that belongs to it stays.
    Brought {
        /// Its name.
        name: Option<AttrValue>,
        /// Its text.
        text: AttrValue,
    },
    /// The file that belongs to this one is this.
    Beside {
        /// Its name.
        name: Option<AttrValue>,
        /// Its text.
        text: AttrValue,
    },
    /// Something is to be done with the two files.
    Pair(Act),
    /// A finding is to be mended, by its key.
    Mend(AttrValue),
    /// The last change is to be taken back.
    Undo,
    /// The text is to be read as this kind; `None` detects it.
    Kind(Option<FileKind>),
    /// A severity is to be shown, or no longer.
    Severity(Severity),
    /// A category is to be shown, or no longer.
    Category(Category),
    /// Findings with this text are to be shown.
    Query(AttrValue),
    /// All findings are to be shown.
    ShowAll,
    /// An explanation is to be opened or closed.
    Explain(AttrValue),
    /// The explanations' texts have come, or could not be had.
    Texts(Texts),
    /// A finding is to be gone to.
    Visit(AttrValue),
    /// The next finding is to be gone to (1), or the one before (-1).
    Step(i32),
    /// The editor went to a finding by itself: its number by place.
    Visited(usize),
    /// The cursor is here.
    Cursor(u32),
    /// A part of the page is to be shown.
    Tab(Tab),
    /// There is room for one pane only, or for two.
    Narrow(bool),
    /// The part of the program that hardens is there, or could not be loaded.
    Late(Late),
    /// The hardened file is wanted.
    Harden,
    /// A change is to be accepted or refused.
    Decide(AttrValue, bool),
    /// A question is answered: the change's key, the question's key, the answer.
    Answer(AttrValue, AttrValue, AttrValue),
    /// The hardened text is to be the text.
    Apply,
    /// Something went wrong.
    Problem(AttrValue),
    /// What was said is read.
    Dismiss,
    /// Another page is to be shown.
    Route(Route),
    /// Rules with these words are to be listed.
    RuleQuery(AttrValue),
    /// The network was shut.
    Sealed,
    /// Something was asked of the network, to see; whether that was refused.
    Tried(bool),
    /// A theme was chosen.
    Theme(Theme),
    /// The settings are these.
    Configure(Box<Config>),
    /// Settings came with a link, as text.
    Lent(AttrValue),
    /// Something of which the later part of the program knows what it means.
    More(more::Act),
}

impl State {
    /// The kind that the text is read as.
    pub fn kind(&self) -> FileKind {
        self.chosen.unwrap_or_else(|| FileKind::detect(self.name.as_deref(), &self.text))
    }

    /// Whether the text has not been audited yet.
    pub fn is_stale(&self) -> bool {
        self.study.revision != self.revision
    }

    /// What explanations say, as soon as the part of the program that shows them is there.
    pub fn explanations(&self) -> Texts {
        match self.late {
            Late::Coming => Texts::Awaited,
            Late::Missing => Texts::Missing,
            Late::Here => self.texts.clone(),
        }
    }

    /// Whether the hardened file is of this text and these decisions.
    pub fn is_hardened(&self) -> bool {
        let current = |made: &Rc<Hardening>| {
            made.revision == self.revision && made.decisions == self.decisions
        };
        self.hardened.as_ref().is_some_and(current)
    }

    /// The line of a place in code units, from 1.
    pub fn line_at(&self, unit: u32) -> u32 {
        let end = self.study.units.byte(unit) as usize;
        let before = self.text.as_bytes().iter().take(end);
        before.filter(|byte| **byte == b'\n').count() as u32 + 1
    }

    /// The tab that stands beside the file where there is room for both.
    pub fn report_tab(&self) -> Tab {
        if self.tab == Tab::File { Tab::Findings } else { self.tab }
    }

    /// Whether there is something to harden.
    pub fn can_harden(&self) -> bool {
        self.study.score.is_some()
    }

    pub(crate) fn settle(&mut self) {
        if self.is_stale() || self.study.kind != self.kind() {
            self.restudy();
        }
    }

    pub(crate) fn restudy(&mut self) {
        let config = Config { answers: self.decisions.answers.clone(), ..self.config.clone() };
        self.study = Rc::new(match &self.beside {
            // The rules on the two files together come with the later part.
            Some(beside) if self.late == Late::Here => late::study_pair()(self, beside, config),
            _ => Study::of(&self.text, self.revision, self.kind(), &config),
        });
        let study = &self.study;
        self.open.retain(|key| study.card(key).is_some());
        self.selected = self.selected.take().filter(|key| study.card(key).is_some());
    }

    fn set_text(&mut self, text: AttrValue) {
        if text.is_empty() && self.beside.is_none() {
            // Whatever comes next is another file.
            (self.name, self.chosen) = (None, None);
        }
        self.text = text;
        self.revision += 1;
        self.undo = None;
        self.problem = None;
    }

    /// Replaces the text by something that was made of it, and offers to take that back.
    pub(crate) fn rewrite(&mut self, text: AttrValue, done: impl Into<AttrValue>) {
        let before = self.text.clone();
        self.set_text(text);
        self.replaced += 1;
        self.undo = Some(Undo { done: done.into(), text: before });
        self.restudy();
    }

    /// Takes another file in place of this one. What it is read as stays where there is a file that belongs to it.
    fn open(&mut self, name: Option<AttrValue>, text: AttrValue) {
        let kind = self.kind();
        self.set_text(text);
        self.replaced += 1;
        (self.name, self.chosen) = (name, self.beside.as_ref().map(|_| kind));
        (self.decisions, self.hardened) = (self.decisions.for_another(), None);
        (self.filters, self.selected) = Default::default();
        self.open.clear();
        self.restudy();
    }

    fn put_beside(&mut self, name: Option<AttrValue>, text: AttrValue) {
        self.chosen = Some(self.kind());
        self.beside = Some(Rc::new(Beside { name, text, ..Beside::default() }));
        self.restudy();
    }

    /// Brings the file of a finding into the editor.
    fn face(&mut self, key: &str) {
        self.settle();
        if self.study.card(key).is_some_and(|card| !self.study.is_of(card)) {
            late::pair()(self, Act::Turn);
        }
    }

    fn go_to(&mut self, card: &Rc<Card>) {
        self.selected = Some(card.key.clone());
        self.go(card.units);
    }

    /// Goes to a place of the text.
    pub(crate) fn go(&mut self, units: (u32, u32)) {
        let number = self.jump.map_or(0, |jump| jump.number) + 1;
        self.jump = Some(Jump { number, units });
        self.cursor = units.0;
        if self.is_narrow {
            self.tab = Tab::File;
        }
    }

    pub(crate) fn apply(&mut self, action: Action) {
        match action {
            Action::Edited(text) => self.set_text(text),
            Action::Settled => self.settle(),
            Action::Opened { name, text } => {
                self.beside = None;
                self.open(name, text);
            }
            Action::Brought { name, text } => {
                let is_first = self.text.is_empty() && self.beside.is_none();
                if is_first || self.kind() == FileKind::detect(name.as_deref(), &text) {
                    self.open(name, text);
                } else {
                    self.put_beside(name, text);
                    self.apply(Action::Pair(Act::Turn));
                }
            }
            Action::Beside { name, text } => self.put_beside(name, text),
            Action::Pair(act) if self.late == Late::Here => late::pair()(self, act),
            Action::Pair(_) => {}
            Action::Mend(key) => {
                self.face(&key);
                if let Some(text) = self.study.fixed(&key) {
                    let fix = self.study.card(&key).and_then(|card| card.fix.as_ref());
                    let done = fix.map(|fix| fix.title.clone()).unwrap_or_default();
                    self.rewrite(text.into(), done);
                }
            }
            Action::Undo => {
                if let Some(undo) = self.undo.take() {
                    self.set_text(undo.text);
                    self.replaced += 1;
                    self.restudy();
                }
            }
            Action::Kind(kind) => {
                self.chosen = kind;
                self.settle();
            }
            Action::Severity(severity) => toggle(&mut self.filters.severities, severity),
            Action::Category(category) => toggle(&mut self.filters.categories, category),
            Action::Query(query) => self.filters.query = query,
            Action::ShowAll => self.filters = Filters::default(),
            Action::Explain(key) => toggle(&mut self.open, key),
            Action::Texts(texts) => self.texts = texts,
            Action::Visit(key) => {
                self.face(&key);
                if let Some(card) = self.study.card(&key).cloned() {
                    self.go_to(&card);
                }
            }
            Action::Step(direction) => {
                self.settle();
                if let Some(card) = self.step(direction) {
                    self.go_to(&card);
                }
            }
            Action::Visited(number) => {
                self.selected = self.study.by_place().get(number).map(|card| card.key.clone());
            }
            Action::Cursor(unit) => self.cursor = unit,
            Action::Tab(tab) => self.tab = tab,
            Action::Narrow(is_narrow) => {
                self.is_narrow = is_narrow;
                // A narrow page begins with the file, a wide one always shows it; other parts stay where they are.
                self.tab = match self.tab {
                    Tab::Findings if is_narrow => Tab::File,
                    _ if is_narrow => self.tab,
                    _ => self.report_tab(),
                };
            }
            Action::Late(late) => {
                self.late = late;
                if late == Late::Here {
                    rules::complete();
                    self.restudy();
                }
            }
            Action::Harden if self.late != Late::Here => {}
            Action::Harden => {
                self.settle();
                if !self.is_hardened() && self.can_harden() {
                    self.hardened = Some(Rc::new(late::harden()(self)));
                }
            }
            Action::Decide(key, is_on) => {
                let key = key.to_string();
                if is_on {
                    self.decisions.off.remove(&key);
                    self.decisions.on.insert(key);
                } else {
                    self.decisions.on.remove(&key);
                    self.decisions.off.insert(key);
                }
            }
            Action::Answer(change, question, answer) => {
                self.decisions.answers.insert(question.to_string(), answer.to_string());
                self.decisions.off.remove(change.as_str());
                self.decisions.on.insert(change.to_string());
                self.restudy();
            }
            Action::Apply => {
                if let Some(made) = self.hardened.clone().filter(|_| self.is_hardened()) {
                    self.rewrite(made.text.clone(), "apply the hardened file");
                    self.decisions = self.decisions.for_another();
                }
            }
            Action::Problem(problem) => self.problem = Some(problem),
            Action::Dismiss => (self.problem, self.undo) = (None, None),
            Action::Route(route) => self.route = route,
            Action::RuleQuery(query) => self.rule_query = query,
            Action::Sealed => self.seal = Seal::Shut,
            Action::Tried(is_refused) => {
                self.seal = if is_refused { Seal::Refused } else { Seal::Broken };
            }
            Action::Theme(theme) => self.theme = theme,
            Action::Configure(config) => {
                self.config = *config;
                self.restudy();
            }
            Action::Lent(policy) => {
                self.lent = Some(policy);
                if self.more.is_ready {
                    self.apply(Action::More(more::Act::Borrow));
                }
            }
            Action::More(act) => late::act()(self, act),
        }
    }

    /// The finding after the cursor, or the one before it; around the ends.
    fn step(&self, direction: i32) -> Option<Rc<Card>> {
        let cards = self.study.by_place();
        let here = self.selected.as_ref().and_then(|key| {
            cards.iter().position(|card| card.key == *key && card.units.0 == self.cursor)
        });
        let count = cards.len();
        let next = match (here, direction > 0) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at + count - 1,
            (None, true) => cards.partition_point(|card| card.units.0 < self.cursor),
            (None, false) => {
                cards.partition_point(|card| card.units.0 < self.cursor) + count.saturating_sub(1)
            }
        };
        (count > 0).then(|| cards[next % count].clone())
    }
}

impl Filters {
    /// Whether anything is left out.
    pub fn is_active(&self) -> bool {
        *self != Filters::default()
    }

    /// Whether a finding is shown.
    pub fn admits(&self, card: &Card) -> bool {
        let query = self.query.trim().to_ascii_lowercase();
        let rule = card.rule;
        (self.severities.is_empty() || self.severities.contains(&card.severity))
            && (self.categories.is_empty() || self.categories.contains(&rule.category))
            && (query.is_empty() || has(&card.message, &query) || is_named(rule, &query))
    }
}

/// Whether a text has a word that is in small letters.
fn has(text: &str, word: &str) -> bool {
    text.to_ascii_lowercase().contains(word)
}

/// Whether a rule's id, its title or another tool's name for it has a word that is in small letters.
pub fn is_named(rule: &Rule, word: &str) -> bool {
    has(rule.id, word) || has(rule.title, word) || rule.aliases.iter().any(|alias| has(alias, word))
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // Yew draws nothing again where the same state comes back.
        let is_idle = match &action {
            Action::Edited(text) => *text == self.text,
            Action::Settled => !self.is_stale(),
            Action::Cursor(unit) => *unit == self.cursor,
            Action::Texts(texts) => *texts == self.texts,
            Action::Route(route) => *route == self.route,
            Action::Narrow(is_narrow) => *is_narrow == self.is_narrow,
            Action::Harden => self.is_hardened(),
            _ => false,
        };
        if is_idle {
            return self;
        }
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}
