//! Folders: chosen or dropped. Of what is in them only names and sizes are taken; no file is opened.

use crate::beside::{Act, Listing};
use crate::state::Action;
use drydock_core::context::Entry;
use js_sys::{Array, Function, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, HtmlInputElement};
use yew::prelude::*;

/// How many names are taken of a folder.
const LIMIT: usize = 50_000;

/// Takes the first folder among what was dropped, if there is one; called by way of [`late`](crate::late).
pub fn dropped(data: &DataTransfer, on_action: &Callback<Action>) -> bool {
    let items = Array::from(&get(data, "items"));
    // They are gone once the event is over.
    let mut entries = items.iter().map(|item| call(&item, "webkitGetAsEntry", &Array::new()));
    let Some(folder) = entries.find(|entry| get(entry, "isDirectory").is_truthy()) else {
        return false;
    };
    let on_action = on_action.clone();
    spawn_local(async move { tell(walked(folder).await, &on_action) });
    true
}

/// Takes the folder that was chosen in a field.
pub fn chosen(event: &Event, on_action: &Callback<Action>) {
    let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
    let Some(files) = field.files() else { return };
    let (mut entries, mut name) = (Vec::new(), String::new());
    for file in (0..files.length().min(LIMIT as u32)).filter_map(|at| files.get(at)) {
        let path = get(&file, "webkitRelativePath").as_string().unwrap_or_default();
        if let Some((root, path)) = path.split_once('/') {
            name = root.to_owned();
            let size = Some(file.size() as u64);
            entries.push(Entry { path: path.to_owned(), size, is_folder: false });
        }
    }
    let is_cut = files.length() as usize > LIMIT;
    field.set_value("");
    tell(Listing { origin: name.into(), entries, is_cut }, on_action);
}

fn tell(listing: Listing, on_action: &Callback<Action>) {
    if listing.entries.is_empty() {
        let problem = "The folder is empty, or the browser could not read it.";
        on_action.emit(Action::Problem(problem.into()));
    } else {
        on_action.emit(Action::Pair(Act::Try(Some(Rc::new(listing)))));
        on_action.emit(Action::Tab(crate::state::Tab::Context));
    }
}

/// What is in a dropped folder.
async fn walked(root: JsValue) -> Listing {
    let text = |entry: &JsValue, key| get(entry, key).as_string().unwrap_or_default();
    let origin = text(&root, "name");
    // The paths begin with a slash and the name of the folder that was dropped.
    let above = text(&root, "fullPath").len() + 1;
    let (mut open, mut entries) = (vec![root], Vec::new());
    while let Some(folder) = open.pop() {
        let reader = call(&folder, "createReader", &Array::new());
        // The reader gives some at a time, and in the end none.
        loop {
            let some = asked(&reader, "readEntries").await.map(|some| Array::from(&some));
            let some = some.unwrap_or_default();
            if some.length() == 0 {
                break;
            }
            let mut files = Vec::new();
            for entry in some.iter() {
                let path = text(&entry, "fullPath").get(above..).unwrap_or_default().to_owned();
                if get(&entry, "isDirectory").is_truthy() {
                    entries.push(Entry { path, size: None, is_folder: true });
                    open.push(entry);
                } else {
                    // All of them are asked at once.
                    files.push((path, promise(&entry, "file")));
                }
            }
            for (path, file) in files {
                let file = JsFuture::from(file).await.ok();
                let size =
                    file.and_then(|file| get(&file, "size").as_f64()).map(|size| size as u64);
                entries.push(Entry { path, size, is_folder: false });
            }
            if entries.len() >= LIMIT {
                return Listing { origin: origin.into(), entries, is_cut: true };
            }
        }
    }
    Listing { origin: origin.into(), entries, is_cut: false }
}

/// A method that takes what to call with the answer, and with a fault.
fn promise(object: &JsValue, method: &str) -> Promise {
    Promise::new(&mut |answer, fault| {
        call(object, method, &Array::of2(&answer, &fault));
    })
}

async fn asked(object: &JsValue, method: &str) -> Option<JsValue> {
    JsFuture::from(promise(object, method)).await.ok()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> JsValue {
    match get(object, method).dyn_into::<Function>() {
        Ok(method) => Reflect::apply(&method, object, arguments).unwrap_or(JsValue::UNDEFINED),
        Err(_) => JsValue::UNDEFINED,
    }
}
