//! The rules' long texts, fetched: `static/texts/build.mjs` writes them, and the lessons beside them.

use crate::texts::{Example, Text, Texts};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadTexts, catch)]
    async fn load_texts() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    type File;

    #[wasm_bindgen(method, getter)]
    fn rules(this: &File) -> Array;

    type Entry;

    #[wasm_bindgen(method, getter)]
    fn id(this: &Entry) -> String;
    #[wasm_bindgen(method, getter)]
    fn why(this: &Entry) -> String;
    #[wasm_bindgen(method, getter)]
    fn how(this: &Entry) -> String;
    #[wasm_bindgen(method, getter)]
    fn links(this: &Entry) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn examples(this: &Entry) -> Vec<Shown>;

    type Shown;

    #[wasm_bindgen(method, getter)]
    fn bad(this: &Shown) -> bool;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Shown) -> String;
    /// From, to, from, to …
    #[wasm_bindgen(method, getter)]
    fn marks(this: &Shown) -> Vec<u32>;
    #[wasm_bindgen(method, getter)]
    fn fixed(this: &Shown) -> Option<String>;
}

/// Fetches the texts and says what came of it.
pub fn load(on_texts: Callback<Texts>) {
    spawn_local(async move {
        on_texts.emit(match load_texts().await {
            Ok(all) => Texts::Here(all.unchecked_into::<File>().rules().iter().map(text).collect()),
            Err(_) => Texts::Missing,
        });
    });
}

fn text(entry: JsValue) -> Text {
    let entry: Entry = entry.unchecked_into();
    Text {
        rule: entry.id(),
        why: entry.why(),
        how: entry.how(),
        links: entry.links(),
        examples: entry.examples().iter().map(example).collect(),
    }
}

fn example(shown: &Shown) -> Example {
    Example {
        is_bad: shown.bad(),
        text: shown.text(),
        marks: shown.marks().chunks(2).map(|at| at[0] as usize..at[1] as usize).collect(),
        fixed: shown.fixed(),
    }
}
