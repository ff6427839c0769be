//! The lessons' own dealings with the browser: where they come from, what is kept, who is told.

use super::files;
use super::storage::storage;
use crate::lessons::desk::{Act, Lessons, Origin};
use crate::lessons::record::Record;
use crate::lessons::shelf::{self, Shelf};
use crate::lessons::statement::{Milestone, statement};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{body, document, window};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File};
use yew::prelude::*;

/// Where progress is kept.
const KEY: &str = "drydock.lessons";
/// Where packs of other lessons are.
const PACKS: &str = "drydock.packs";

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadLessons, catch)]
    async fn load_lessons() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = tellHost)]
    fn tell_host(statement: &str);
}

thread_local! {
    /// The lessons, for as long as the page stands.
    static SHELF: RefCell<Option<Rc<Shelf>>> = RefCell::default();
}

/// Fetches the lessons, unless they are here, and says what came of it.
pub fn load(on_act: Callback<Act>) {
    if let Some(shelf) = SHELF.with_borrow(Clone::clone) {
        return on_act.emit(Act::Lessons(Lessons::Here(shelf)));
    }
    spawn_local(async move {
        let texts = load_lessons().await.map(|texts| texts.unchecked_into::<Array>());
        let text = |at| texts.as_ref().ok().and_then(|texts| texts.get(at).as_string());
        let own = text(0).and_then(|text| Shelf::default().with("Drydock", &text).ok());
        on_act.emit(Act::Lessons(own.map_or(Lessons::Missing, |own| Lessons::Here(Rc::new(own)))));
        if let Some(pack) = text(1) {
            on_act.emit(Act::Pack(Origin::Page, "The pack in this page".to_owned(), Ok(pack)));
        }
        let kept = storage().and_then(|storage| storage.get_item(PACKS).ok()?);
        for (name, text) in kept.map(|text| shelf::files(&text)).unwrap_or_default() {
            on_act.emit(Act::Pack(Origin::Kept, name, Ok(text)));
        }
    });
}

/// Holds the lessons for the next time that their pages are opened.
pub fn shelve(shelf: Rc<Shelf>) {
    SHELF.set(Some(shelf));
}

/// What was kept at an earlier visit; nothing where nothing may be kept.
pub fn kept() -> Option<Record> {
    let text = storage()?.get_item(KEY).ok()?;
    Some(text.and_then(|text| Record::read(&text).ok()).unwrap_or_default())
}

/// Keeps what has changed, and says whether that worked.
pub fn keep(before: &Record, after: &Record) -> bool {
    let Some(stored) = kept() else { return false };
    let record = stored.rebased(before, after);
    storage().is_some_and(|storage| storage.set_item(KEY, &record.written()).is_ok())
}

/// Keeps the packs that are to be kept, and no others; says whether that worked.
pub fn keep_packs(shelf: &Shelf) -> bool {
    let written = shelf.kept();
    storage().is_some_and(|storage| match written {
        Some(packs) => storage.set_item(PACKS, &packs).is_ok(),
        None => storage.remove_item(PACKS).is_ok(),
    })
}

/// Tells whoever listens to the page.
pub fn tell(milestone: &Milestone) {
    let page = window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    tell_host(&statement(milestone, page).to_string());
}

/// Opens the browser's dialogue for printing.
pub fn print() {
    // Where the browser has none, nothing is lost.
    let _ = window().print();
}

/// Reads the file that was chosen in a file field.
pub fn chosen(event: &Event, on_text: Callback<(String, Result<String, String>)>) {
    if let Some(file) = files::file_of(event) {
        read(file, on_text);
    }
}

fn read(file: File, on_text: Callback<(String, Result<String, String>)>) {
    spawn_local(async move {
        let text = files::decoded(&file).await.map(|input| input.text);
        on_text.emit((file.name(), text));
    });
}

/// Reads a pack that is dropped, before the page hears of it, which opens whatever else is dropped.
#[hook]
pub fn use_pack_drop(on_text: Callback<(String, Result<String, String>)>) {
    use_effect_with((), move |()| {
        let mut options = EventListenerOptions::run_in_capture_phase();
        options.passive = false;
        let listener =
            EventListener::new_with_options(&document(), "drop", options, move |event| {
                let Some(event) = event.dyn_ref::<DragEvent>() else { return };
                let file = event.data_transfer().and_then(|data| data.files()?.get(0));
                let Some(file) = file else { return };
                if ![".json", ".toml"].iter().any(|end| file.name().ends_with(end)) {
                    // The page opens it; that is seen on the first one.
                    let _ = window().location().set_hash("#/");
                    return;
                }
                event.prevent_default();
                event.stop_propagation();
                let _ = body().toggle_attribute_with_force("data-dropping", false);
                read(file, on_text.clone());
            });
        move || drop(listener)
    });
}

/// Calls back once the revision has not changed for a moment.
#[hook]
pub fn use_typing_rest(revision: u32, on_rest: Callback<()>) {
    use_effect_with(revision, move |_| {
        let timeout = Timeout::new(250, move || on_rest.emit(()));
        move || drop(timeout)
    });
}
