//! Drydock for JavaScript: what `@drydock/core` (static/package) and the widget (static/widget) call. Here is only the
//! boundary, values in and values out; what an option means is in `options`, what comes back in `answer`.

pub mod answer;
pub mod options;

use drydock_core::share::Shared;
use options::{AuditOptions, Fault, HardenOptions};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// The report of a text: the shape of the command line's JSON.
#[wasm_bindgen]
pub fn audit(text: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let options: AuditOptions = read(options)?;
    let reports = answer::reports(text, &options).map_err(thrown)?;
    value(&drydock_core::report::report(&reports, options.counting()))
}

/// The same as a SARIF log.
#[wasm_bindgen(js_name = toSarif)]
pub fn to_sarif(text: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let reports = answer::reports(text, &read(options)?).map_err(thrown)?;
    value(&drydock_core::report::sarif_data(&reports))
}

/// The same as Markdown, for a pull request.
#[wasm_bindgen(js_name = toMarkdown)]
pub fn to_markdown(text: &str, options: JsValue) -> Result<String, JsValue> {
    let reports = answer::reports(text, &read(options)?).map_err(thrown)?;
    Ok(drydock_core::report::markdown(&reports))
}

/// The hardened text and how it came about: the shape of the command line's JSON.
#[wasm_bindgen]
pub fn harden(text: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let options: HardenOptions = read(options)?;
    value(&answer::hardened(text, &options).map_err(thrown)?)
}

/// Which kind of file a text is.
#[wasm_bindgen(js_name = detectKind)]
pub fn detect_kind(text: &str, name: Option<String>) -> String {
    drydock_core::input::detect_kind(name.as_deref(), text).name().to_owned()
}

/// Every rule with all its fields.
#[wasm_bindgen]
pub fn rules() -> Result<JsValue, JsValue> {
    value(&drydock_core::report::rules_data(drydock_core::report::Counting::Utf16))
}

/// What a link holds, before it is packed (web/src/browser/deflate.js); its first character is the version of its form.
#[wasm_bindgen(js_name = writeShare)]
pub fn write_share(shared: JsValue) -> Result<String, JsValue> {
    let shared: options::ShareOptions = read(shared)?;
    let (version, written) = Shared::try_from(shared).map_err(thrown)?.written();
    Ok(format!("{version}{written}"))
}

/// What a link of a version held, once it is unpacked.
#[wasm_bindgen(js_name = readShare)]
pub fn read_share(version: char, written: &str) -> Result<JsValue, JsValue> {
    let shared = Shared::read(version, written)
        .map_err(|why| thrown(Fault::new("link", format!("the link can't be read: {why}"))))?;
    value(&answer::shared(&shared))
}

/// Versions of the engine and of the score's weights, and how many rules there are.
#[wasm_bindgen]
pub fn version() -> Result<JsValue, JsValue> {
    value(&answer::version())
}

/// A lesson, read once and asked often.
#[wasm_bindgen]
pub struct Lesson(drydock_core::lesson::Lesson);

#[wasm_bindgen]
impl Lesson {
    /// Reads a lesson: JSON, or TOML where it doesn't begin with a brace.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Lesson, JsValue> {
        answer::lesson(text).map(Lesson).map_err(thrown)
    }

    /// What its reader sees.
    pub fn data(&self) -> Result<JsValue, JsValue> {
        value(&answer::lesson_data(&self.0))
    }

    /// How far an answer has come.
    pub fn grade(&self, answer: &str) -> Result<JsValue, JsValue> {
        let progress = drydock_core::lesson::progress(&self.0, answer);
        value(&drydock_core::lesson::progress_json(&self.0, &progress))
    }
}

/// Reads options by way of JSON, whose reader names an unknown field; nothing given means none.
fn read<T: DeserializeOwned + Default>(options: JsValue) -> Result<T, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(T::default());
    }
    let value: Value = serde_wasm_bindgen::from_value(options).map_err(|error| {
        thrown(Fault::new("options", format!("the options are no plain data: {error}")))
    })?;
    options::read(value).map_err(thrown)
}

fn value(data: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(data.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// An `Error` with a `code`.
fn thrown(fault: Fault) -> JsValue {
    let error = js_sys::Error::new(&fault.message);
    error.set_name("DrydockError");
    let _ = js_sys::Reflect::set(&error, &"code".into(), &fault.code.into());
    error.into()
}
