//! What the page knows and does only once the later part of the program is there.

use crate::kept::{Keep, Kept};
use crate::state::{Action, State};
use crate::study::Trust;
use drydock_core::audit::{self, Config};
use drydock_core::fix::{Fix, Phase, Proof, apply};
use drydock_core::harden::{self, Level, Options};
use drydock_core::policy::{self, Format};
use drydock_core::rule::Profile;
use drydock_core::syntax;
use std::rc::Rc;
use yew::{AttrValue, Callback};

/// What is known later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More {
    /// Whether it was looked up what the browser has kept.
    pub is_ready: bool,
    /// Whether the menu of fixes is open.
    pub has_menu: bool,
    /// The settings as text.
    pub policy: AttrValue,
    /// The visitor's own settings, while those of a link hold.
    pub own: Option<AttrValue>,
    /// Whether it is still to be said that a link's settings hold.
    pub is_news: bool,
    /// What of the settings could not be used: lines and sentences.
    pub faults: Vec<(usize, String)>,
    /// What is kept.
    pub keep: Keep,
    /// The files that are kept.
    pub files: Vec<Kept>,
    /// The one of them that the file is compared with.
    pub compared: Option<usize>,
}

/// What was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What is to be kept.
    pub keep: Keep,
    /// The last files.
    pub files: Vec<Kept>,
    /// The settings as text.
    pub policy: AttrValue,
    /// How far to harden.
    pub level: Option<String>,
}

/// Something that happened to what is known later.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A place of the text is to be gone to, in code units.
    Go((u32, u32)),
    /// All safe fixes are to be made.
    FixAll,
    /// A finding is to be accepted: its key, and why.
    Allow(AttrValue, AttrValue),
    /// The menu of the fixes at the cursor is to be opened or closed.
    Menu(bool),
    /// So far the file is to be hardened.
    Level(Level),
    /// These rules are to be asked.
    Profile(Profile),
    /// These are the settings, as text.
    Policy(AttrValue),
    /// A file of settings was opened: its name and text.
    Import(AttrValue, AttrValue),
    /// The settings that came with a link are to hold, until others are chosen.
    Borrow,
    /// The visitor's own settings are to hold again.
    GiveBack,
    /// It is known that a link's settings hold.
    Known,
    /// This is to be kept.
    Keep(Keep),
    /// This was kept at an earlier visit.
    Remembered(Settings),
    /// These files are kept now.
    Kept(Vec<Kept>),
    /// A kept file is to be opened.
    Reopen(usize),
    /// A kept file is to be called by another name.
    Rename(usize, AttrValue),
    /// A kept file is to be forgotten.
    Forget(usize),
    /// A kept file is to be compared with the text, or none.
    Compare(Option<usize>),
}

/// Names of how far to harden, as they are kept and offered.
pub const LEVELS: [(Level, &str, &str); 3] = [
    (Level::Safe, "Minimal", "only what is proved to leave the image as it is"),
    (Level::Hardened, "Hardened", "what is recommended, too"),
    (Level::Small, "Small", "what makes image and build smaller, too"),
];

impl More {
    /// The name under which a level is kept; nothing for the usual one.
    pub fn level_name(&self, level: Level) -> &'static str {
        let named = LEVELS.iter().find(|(other, ..)| *other == level && level != Level::default());
        named.map_or("", |(_, name, _)| name)
    }
}

/// Does it; called by way of [`late`](crate::late).
pub fn act(state: &mut State, act: Act) {
    // Whatever is done closes the menu of fixes; what comes by itself does not.
    let comes = matches!(act, Act::Kept(_) | Act::Remembered(_));
    let mut more = More { has_menu: comes && state.more.has_menu, ..(*state.more).clone() };
    match act {
        Act::Go(units) => state.go(units),
        Act::FixAll => fix_all(state),
        Act::Allow(key, reason) => allow(state, &key, &reason),
        Act::Menu(is_open) => more.has_menu = is_open,
        Act::Level(level) => state.decisions.level = level,
        Act::Profile(profile) => {
            more.own = None;
            // Without a file of settings the usual profile goes without saying.
            let profile = Some(profile).filter(|profile| *profile != Profile::Default);
            configure(state, &mut more, Config { profile, ..state.config.clone() });
        }
        Act::Policy(text) => {
            more.own = None;
            more.policy = text.clone();
            read(state, &mut more, Format::Drydock, &text);
        }
        Act::Import(name, text) => {
            if read(state, &mut more, Format::of(&name), &text) {
                more.own = None;
                more.policy = policy::write(&state.config).into();
            }
        }
        Act::Borrow => borrow(state, &mut more),
        Act::GiveBack => {
            if let Some(own) = more.own.take() {
                more.policy = own.clone();
                read(state, &mut more, Format::Drydock, &own);
            }
        }
        Act::Known => more.is_news = false,
        Act::Keep(keep) => more.keep = keep,
        Act::Remembered(settings) => {
            more.is_ready = true;
            (more.keep, more.files) = (settings.keep, settings.files);
            let level = settings.level.unwrap_or_default();
            if let Some((level, ..)) = LEVELS.iter().find(|(_, name, _)| *name == level) {
                state.decisions.level = *level;
            }
            if !settings.policy.is_empty() {
                more.policy = settings.policy.clone();
                read(state, &mut more, Format::Drydock, &settings.policy);
            }
            borrow(state, &mut more);
        }
        Act::Kept(files) => more.files = files,
        Act::Reopen(at) => {
            more.compared = None;
            if let Some(kept) = more.files.get(at) {
                let (name, text) = (Some(kept.name.clone().into()), kept.text.clone().into());
                state.apply(Action::Opened { name, text });
            }
        }
        Act::Rename(at, name) => {
            if let Some(kept) = more.files.get_mut(at) {
                kept.name = name.to_string();
            }
        }
        Act::Forget(at) => {
            more.compared = None;
            if at < more.files.len() {
                more.files.remove(at);
            }
        }
        Act::Compare(at) => more.compared = at,
    }
    more.is_news &= more.own.is_some();
    state.more = Rc::new(more);
}

/// Puts the settings of a link in force, if some have come, and lays the visitor's own aside.
fn borrow(state: &mut State, more: &mut More) {
    let Some(lent) = state.lent.take().filter(|lent| *lent != more.policy) else { return };
    let own = more.own.take().unwrap_or_else(|| more.policy.clone());
    (more.own, more.is_news) = (Some(own), true);
    more.policy = lent.clone();
    read(state, more, Format::Drydock, &lent);
}

/// Puts settings in force that were read from a text, or says what is wrong with it; whether it could be read.
fn read(state: &mut State, more: &mut More, format: Format, text: &str) -> bool {
    let note = |note: policy::Note| (note.line, note.message);
    match policy::read(format, text) {
        Ok(policy) => {
            more.faults = policy.notes.into_iter().map(note).collect();
            let today = state.config.today;
            state.config = Config { today, ..policy.config };
            state.restudy();
            true
        }
        Err(fault) => {
            more.faults = vec![note(fault)];
            false
        }
    }
}

/// Puts settings in force, and writes them down.
fn configure(state: &mut State, more: &mut More, config: Config) {
    more.policy = policy::write(&config).into();
    more.faults.clear();
    state.config = config;
    state.restudy();
}

/// Makes all safe fixes, each of them proved.
fn fix_all(state: &mut State) {
    state.settle();
    let options =
        Options { level: Level::Safe, config: state.config.clone(), ..Options::default() };
    let made = harden::harden(&state.text, &options);
    let done = match made.applied.len() {
        0 => {
            return state.problem =
                Some("No safe fix holds here: each was tried and taken back.".into());
        }
        1 => "make 1 safe fix".to_owned(),
        count => format!("make {count} safe fixes"),
    };
    state.rewrite(made.text.into(), done);
}

/// Accepts a finding by a comment in the text.
fn allow(state: &mut State, key: &str, reason: &str) {
    state.settle();
    let Some(card) = state.study.card(key).cloned() else { return };
    let Some(finding) = state.study.finding(key) else { return };
    let edit = audit::allow(&syntax::parse(&state.text), finding.rule, finding.span, reason);
    let fix = Fix { edits: vec![edit], ..Fix::safe("", Phase::Text, Proof::Same) };
    let (before, accepted) = (state.text.clone(), state.study.accepted.len());
    state.rewrite(apply(&before, [&fix]).into(), format!("accept `{}`", card.rule.id));
    if state.study.accepted.len() <= accepted {
        state.apply(Action::Undo);
        let problem = format!(
            "{} can’t be accepted by a comment: switch it off in the settings.",
            card.rule.id
        );
        state.problem = Some(problem.into());
    }
}

/// How many findings have a safe fix.
pub fn safe_fixes(state: &State) -> usize {
    let fixes = state.study.cards.iter().filter_map(|card| card.fix.as_ref());
    fixes.filter(|fix| fix.trust == Trust::Safe && fix.is_ready).count()
}

/// Looks up what was kept, the first time; keeps what is to be kept, later. Called by way of [`late`](crate::late).
pub fn keep(state: &State, on_action: &Callback<Action>) {
    let act = match state.more.is_ready {
        false => crate::browser::kept::remembered(),
        true => crate::browser::kept::keep(state),
    };
    if act != Act::Kept(state.more.files.clone()) {
        on_action.emit(Action::More(act));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Tab;
    use yew::Reducible;

    const FILE: &str =
        "FROM alpine:3.22\nMAINTAINER Ann\nENV A 1\nRUN cd /app && make\nCMD npm start\n";

    fn after(acts: impl IntoIterator<Item = Action>) -> Rc<State> {
        acts.into_iter().fold(Rc::new(State::default()), Reducible::reduce)
    }

    fn opened(text: &str) -> Action {
        Action::Opened { name: None, text: text.to_owned().into() }
    }

    fn key(state: &State, rule: &str) -> AttrValue {
        let card = state.study.cards.iter().find(|card| card.rule.id == rule);
        card.expect("it is found").key.clone()
    }

    #[test]
    fn all_safe_fixes_are_made_at_once_and_taken_back_at_once() {
        let before = after([opened(FILE)]);
        assert!(safe_fixes(&before) > 1);
        let fixed = before.clone().reduce(Action::More(Act::FixAll));
        assert_ne!(fixed.text, before.text);
        assert!(
            fixed.study.score.as_ref().map(|s| s.points)
                >= before.study.score.as_ref().map(|s| s.points)
        );
        assert_eq!(fixed.clone().reduce(Action::Undo).text, before.text);
        let again = fixed.clone().reduce(Action::More(Act::FixAll));
        assert_eq!(again.text, fixed.text, "what is fixed stays as it is");
    }

    #[test]
    fn a_finding_is_accepted_by_a_comment_with_its_reason() {
        let state = after([opened(FILE)]);
        let key = key(&state, "maintainer-deprecated");
        let state = state.reduce(Action::More(Act::Allow(key, "an old registry wants it".into())));
        assert!(
            state.text.contains(
                "\n# drydock allow maintainer-deprecated because an old registry wants it\nMAINTAINER Ann\n"
            ),
            "{}",
            state.text
        );
        assert_eq!(state.study.accepted.len(), 1);
        assert_eq!(state.problem, None);
        assert_eq!(state.clone().reduce(Action::Undo).text, FILE);
    }

    #[test]
    fn where_suppressions_count_for_nothing_the_text_stays() {
        let state = after([
            opened(FILE),
            Action::More(Act::Policy("inline-suppressions = false\n".into())),
        ]);
        let key = key(&state, "maintainer-deprecated");
        let state = state.reduce(Action::More(Act::Allow(key, "why not".into())));
        assert_eq!(state.text, FILE);
        assert!(state.problem.as_ref().is_some_and(|said| said.contains("can’t be accepted")));
    }

    #[test]
    fn settings_hold_at_once_and_are_written_down() {
        let usual = after([opened(FILE)]);
        let strict = usual.clone().reduce(Action::More(Act::Profile(Profile::All)));
        assert!(strict.study.cards.len() > usual.study.cards.len());
        assert_eq!(strict.more.policy, "profile = \"all\"\n");
        let back = strict.reduce(Action::More(Act::Profile(Profile::Default)));
        assert_eq!(
            (back.more.policy.as_str(), back.study.cards.len()),
            ("", usual.study.cards.len())
        );
        let off = "[rules]\nmaintainer-deprecated = \"off\"\n";
        let off = usual.clone().reduce(Action::More(Act::Policy(off.into())));
        assert_eq!(off.study.cards.len() + 1, usual.study.cards.len());
        let wrong = off.clone().reduce(Action::More(Act::Policy("[rules]\nx".into())));
        assert_eq!(wrong.more.faults.len(), 1);
        assert_eq!(wrong.config, off.config, "what can't be read changes nothing");
        let text = "ignored:\n  - DL4000\nfailure-threshold: error\n";
        let imported =
            usual.clone().reduce(Action::More(Act::Import(".hadolint.yaml".into(), text.into())));
        assert_eq!(imported.study.cards.len() + 1, usual.study.cards.len());
        assert!(
            imported.more.policy.contains("\"maintainer-deprecated\" = \"off\""),
            "{}",
            imported.more.policy
        );
    }

    #[test]
    fn settings_of_a_link_hold_until_the_visitor_takes_back_their_own() {
        let own = "[rules]\nmaintainer-deprecated = \"off\"\n";
        let lent = "profile = \"all\"\n";
        let settings =
            Settings { keep: Keep::Tab, files: Vec::new(), policy: own.into(), level: None };
        let mine = after([opened(FILE), Action::More(Act::Remembered(settings.clone()))]);
        // Whether they come before or after it is known what was kept.
        let late = mine.clone().reduce(Action::Lent(lent.into()));
        let early = after([
            Action::Lent(lent.into()),
            opened(FILE),
            Action::More(Act::Remembered(settings)),
        ]);
        for state in [late.clone(), early] {
            assert_eq!(
                (state.more.policy.as_str(), state.config.profile),
                (lent, Some(Profile::All))
            );
            assert_eq!(state.more.own.as_deref(), Some(own));
            assert!(state.more.is_news);
            assert!(!state.clone().reduce(Action::More(Act::Known)).more.is_news);
            let back = state.reduce(Action::More(Act::GiveBack));
            assert_eq!(
                (back.more.policy.as_str(), back.config.clone()),
                (own, mine.config.clone())
            );
            assert!(back.more.own.is_none() && !back.more.is_news);
        }
        let again = late.clone().reduce(Action::Lent("profile = \"strict\"\n".into()));
        assert_eq!(again.more.own.as_deref(), Some(own), "their own stay their own");
        let changed = late.reduce(Action::More(Act::Profile(Profile::Strict)));
        assert!(changed.more.own.is_none(), "what is changed is the visitor's own");
        let same = mine.reduce(Action::Lent(own.into()));
        assert!(same.more.own.is_none() && !same.more.is_news, "their own settings are no news");
    }

    #[test]
    fn today_is_no_setting() {
        let today = Some(audit::Date::new(2026, 11, 25));
        let config = Config { today, ..Config::default() };
        let state =
            after([Action::Configure(Box::new(config)), Action::More(Act::Policy("".into()))]);
        assert_eq!(state.config.today, today);
    }

    #[test]
    fn how_far_to_harden_holds_for_the_next_file_too() {
        let state = after([
            opened(FILE),
            Action::More(Act::Level(Level::Safe)),
            Action::Tab(Tab::Hardened),
            Action::Harden,
        ]);
        let safe = state.hardened.as_ref().expect("it is hardened").count();
        let other = state.reduce(opened(FILE));
        assert_eq!(other.decisions.level, Level::Safe);
        let more = other.reduce(Action::More(Act::Level(Level::Hardened))).reduce(Action::Harden);
        assert!(more.hardened.as_ref().expect("it is hardened").count() >= safe);
    }

    #[test]
    fn what_was_kept_comes_back() {
        let file = Kept {
            name: "a".into(),
            day: String::new(),
            score: String::new(),
            text: "FROM b\n".into(),
        };
        let settings = Settings {
            keep: Keep::Browser,
            files: vec![file.clone()],
            policy: "profile = \"strict\"\n".into(),
            level: Some("Small".into()),
        };
        let state = after([Action::More(Act::Remembered(settings))]);
        assert_eq!(
            (state.config.profile, state.decisions.level),
            (Some(Profile::Strict), Level::Small)
        );
        let state =
            state.reduce(Action::More(Act::Compare(Some(0)))).reduce(Action::More(Act::Reopen(0)));
        assert_eq!((state.text.as_str(), state.name.as_deref()), ("FROM b\n", Some("a")));
        assert_eq!(state.more.compared, None);
        let state = state.reduce(Action::More(Act::Rename(0, "b".into())));
        assert_eq!(state.more.files[0].name, "b");
        assert!(state.reduce(Action::More(Act::Forget(0))).more.files.is_empty());
    }
}
