//! The browser's storage: what is kept is written here, and nowhere else but for the theme (`theme.rs`).

use super::clock;
use crate::kept::{self, Keep, Kept};
use crate::more::{Act, Settings};
use crate::state::State;
use gloo::utils::window;
use web_sys::Storage;

/// What of it is of which kind. `static/js/boot.js` reads the text, so that it is there at the first paint.
const KEEP: &str = "drydock.keep";
const TEXT: &str = "drydock.text";
const FILES: &str = "drydock.files";
const POLICY: &str = "drydock.policy";
const LEVEL: &str = "drydock.level";

/// The storage that outlives the tab. In a sandbox even the question throws.
fn browser() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn tab() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn get(storage: &Option<Storage>, key: &str) -> Option<String> {
    storage.as_ref()?.get_item(key).ok()?
}

/// Writes a value where there is one, and removes it else. Where there is no room, or nothing may be kept, nothing is.
fn put(storage: &Option<Storage>, key: &str, value: Option<&str>) {
    let _ = storage.as_ref().map(|storage| match value.filter(|value| !value.is_empty()) {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    });
}

/// What was kept at an earlier visit.
pub fn remembered() -> Act {
    let browser = browser();
    let keep = get(&browser, KEEP).and_then(|name| Keep::of(&name)).unwrap_or_default();
    Act::Remembered(Settings {
        keep,
        files: get(&browser, FILES).map(|text| kept::read(&text)).unwrap_or_default(),
        policy: get(&browser, POLICY).unwrap_or_default().into(),
        level: get(&browser, LEVEL),
    })
}

/// Keeps what is wanted of the page as it stands, removes all else, and says which files are kept now.
pub fn keep(state: &State) -> Act {
    let (more, keep) = (&state.more, state.more.keep);
    let (browser, tab) = (browser(), tab());
    let is_kept = keep != Keep::Nothing;
    put(&tab, TEXT, is_kept.then_some(state.text.as_str()));
    // Settings that came with a link go with it.
    let policy = more.own.as_ref().unwrap_or(&more.policy);
    put(&browser, POLICY, is_kept.then_some(policy.as_str()));
    put(&browser, LEVEL, Some(more.level_name(state.decisions.level)).filter(|_| is_kept));
    put(&browser, KEEP, (keep != Keep::default()).then_some(keep.name()));
    let mut files = Vec::new();
    if keep == Keep::Browser {
        files = kept::remember(&more.files, here(state));
    }
    put(&browser, FILES, (!files.is_empty()).then(|| kept::written(&files)).as_deref());
    Act::Kept(files)
}

/// The file as it stands.
fn here(state: &State) -> Kept {
    let score = state.study.score.as_ref();
    Kept {
        name: state.name.clone().unwrap_or_else(|| state.kind().name().into()).to_string(),
        day: clock::today().map(|day| day.to_string()).unwrap_or_default(),
        score: score.map(|s| format!("{} {}", s.points, s.grade)).unwrap_or_default(),
        text: state.text.to_string(),
    }
}
