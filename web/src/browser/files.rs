//! Files: opened, dropped, downloaded; and the clipboard.

use super::late as program;
use crate::beside::Act;
use crate::kind::FileKind;
use crate::late;
use crate::state::Action;
use drydock_core::input;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{body, document, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DragEvent, File, FileList, HtmlAnchorElement, HtmlElement,
    HtmlInputElement, Url,
};
use yew::prelude::*;

/// Reads a file, or two that belong together, and says what came of it.
pub(super) fn read(files: Vec<File>, on_action: Callback<Action>) {
    spawn_local(async move {
        for file in &files {
            take(file, &on_action).await;
        }
        if files.len() > 1 {
            on_action.emit(Action::Pair(Act::Face(FileKind::Dockerfile)));
        }
    });
}

/// The first two files of a list, which the browser empties with its field.
pub(super) fn listed(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..2).filter_map(|at| files.get(at)).collect())
}

async fn take(file: &File, on_action: &Callback<Action>) {
    match decoded(file).await {
        Ok(input) => {
            let name = Some(file.name().into());
            on_action.emit(Action::Brought { name, text: input.text.into() });
            if let Some(note) = input.notes.first() {
                let problem = format!("Line {}: {}.", note.line, note.message);
                on_action.emit(Action::Problem(problem.into()));
            }
        }
        Err(why) => {
            let problem = format!("{} was not opened: {why}.", file.name());
            on_action.emit(Action::Problem(problem.into()));
        }
    }
}

pub(super) async fn decoded(file: &File) -> Result<input::Input, String> {
    if file.size() > input::LIMIT as f64 {
        // Not even read.
        return Err("the file is longer than 1 MiB, the most that Drydock reads".to_owned());
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| "the browser could not read it".to_owned())?;
    input::decode(&Uint8Array::new(&buffer).to_vec())
}

/// Reads the file that was chosen in a file field.
pub fn chosen(event: &Event, on_action: Callback<Action>) {
    let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
    let files = listed(field.files());
    // So that the same one can be chosen again.
    field.set_value("");
    read(files, on_action);
}

/// Takes the file out of a file field, so that the same one can be chosen again.
pub(super) fn file_of(event: &Event) -> Option<File> {
    let field = event.target_dyn_into::<HtmlInputElement>()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// Opens whatever file is dropped anywhere on the page.
#[hook]
pub fn use_drop(on_action: Callback<Action>) {
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
            EventListener::new_with_options(&document(), name, options, move |event| {
                let Some(event) = event.dyn_ref::<DragEvent>() else { return };
                // Dragged text is the editor's own business.
                let kinds = event.data_transfer().map(|data| data.types());
                if kinds.is_some_and(|kinds| kinds.includes(&JsValue::from("Files"), 0)) {
                    event.prevent_default();
                    act(event);
                }
            })
        };
        let mark = |over: bool| {
            let _ = body().toggle_attribute_with_force("data-dropping", over);
        };
        let listeners = [
            listen("dragover", Box::new(move |_| mark(true))),
            listen("dragleave", Box::new(move |event| mark(event.related_target().is_some()))),
            listen(
                "drop",
                Box::new(move |event| {
                    mark(false);
                    let Some(data) = event.data_transfer() else { return };
                    if !program::is_here() || !late::dropped()(&data, &on_action) {
                        read(listed(data.files()), on_action.clone());
                    }
                }),
            ),
        ];
        move || drop(listeners)
    });
}

/// Offers a text as a download.
pub fn download(name: &str, text: &str) {
    let made = (|| {
        // As plain text, Chromium would save it as "Dockerfile.txt".
        let options = BlobPropertyBag::new();
        options.set_type("application/octet-stream");
        let parts = Array::of1(&text.into());
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Some(address)
    })();
    if let Some(address) = made {
        // The browser has taken hold of it by now.
        let _ = Url::revoke_object_url(&address);
    }
}

/// Puts a text on the clipboard, and says whether that worked.
pub fn copy(text: AttrValue, on_done: Callback<bool>) {
    spawn_local(async move {
        // Outside a secure context there is no clipboard.
        let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
        let written = match clipboard {
            Ok(clipboard) if !clipboard.is_undefined() => {
                let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
                JsFuture::from(clipboard.write_text(&text)).await.is_ok()
            }
            _ => false,
        };
        on_done.emit(written || copy_by_selection(&text));
    });
}

/// The old way: a text area out of sight, selected and copied.
fn copy_by_selection(text: &str) -> bool {
    (|| {
        let before = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
        let area: super::TextArea = document().create_element("textarea").ok()?.dyn_into().ok()?;
        area.set_class_name("away");
        area.set_value(text);
        body().append_child(&area).ok()?;
        area.select();
        let html: web_sys::HtmlDocument = document().unchecked_into();
        let copied = html.exec_command("copy").ok();
        area.remove();
        if let Some(before) = before {
            let _ = before.focus();
        }
        copied
    })()
    .unwrap_or(false)
}
