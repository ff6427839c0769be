//! The rich editor, `static/editor/editor.js`: fetched when the page stands, mounted over the text area.

use super::{TextArea, page, theme};
use js_sys::{Array, Object, Reflect, Uint32Array};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, NodeRef};

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor, catch)]
    async fn load_editor() -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The bundle: one function.
    type Module;

    #[wasm_bindgen(method, catch)]
    fn mount(this: &Module, host: &web_sys::Element, options: &Object) -> Result<Editor, JsValue>;

    /// A mounted editor.
    type Editor;

    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Editor, text: &str);
    #[wasm_bindgen(method)]
    fn turn(this: &Editor, text: &str);
    #[wasm_bindgen(method, js_name = setTokens)]
    fn set_tokens(this: &Editor, triples: &Uint32Array);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Editor, list: &Array);
    #[wasm_bindgen(method)]
    fn reveal(this: &Editor, from: u32, to: u32);
    #[wasm_bindgen(method, js_name = setTheme)]
    fn set_theme(this: &Editor, dark: bool);
    #[wasm_bindgen(method)]
    fn focus(this: &Editor);
    #[wasm_bindgen(method)]
    fn destroy(this: &Editor);
}

/// The token classes, in the order in which [`Rich::set_tokens`] counts them; `static/editor/theme.js` colours them.
pub const CLASSES: &[&str] = &[
    "keyword",
    "flag",
    "variable",
    "string",
    "comment",
    "directive",
    "command",
    "operator",
    "number",
    "image",
    "heredoc",
    "error",
];

/// A finding to underline.
pub struct Diagnostic<'a> {
    /// Its first code unit.
    pub from: u32,
    /// One past its last.
    pub to: u32,
    /// `critical`, `high`, `medium`, `low` or `info`.
    pub severity: &'a str,
    /// One sentence.
    pub message: &'a str,
}

/// A mounted rich editor; gone when dropped. Positions are UTF-16 offsets.
pub struct Rich {
    editor: Editor,
    _on_change: Closure<dyn Fn(String)>,
    _on_visit: Closure<dyn Fn(u32)>,
    _on_cursor: Closure<dyn Fn(u32)>,
}

/// Whom to tell of what happens in the editor.
#[derive(Clone, PartialEq)]
pub struct Listeners {
    /// The text was changed by its user: the whole of it.
    pub on_change: Callback<AttrValue>,
    /// F8 or Shift-F8 went to a finding: its index among the diagnostics.
    pub on_visit: Callback<usize>,
    /// The cursor is elsewhere now.
    pub on_cursor: Callback<u32>,
}

impl Rich {
    /// Puts the editor over a text area, with its text, selection and focus.
    fn over(
        area: &TextArea,
        host: &web_sys::HtmlElement,
        module: &Module,
        listeners: Listeners,
    ) -> Option<Self> {
        let Listeners { on_change, on_visit, on_cursor } = listeners;
        let on_change =
            Closure::<dyn Fn(String)>::new(move |text: String| on_change.emit(text.into()));
        let on_visit = Closure::<dyn Fn(u32)>::new(move |index| on_visit.emit(index as usize));
        let on_cursor = Closure::<dyn Fn(u32)>::new(move |unit| on_cursor.emit(unit));
        let (from, to) = page::selection(area);
        let focused = page::has_focus(area);
        let options = object(&[
            ("text", area.value().into()),
            ("ariaLabel", area.get_attribute("aria-label").into()),
            ("classes", CLASSES.iter().copied().map(JsValue::from).collect::<Array>().into()),
            ("selection", object(&[("from", from.into()), ("to", to.into())]).into()),
            ("dark", theme::is_dark().into()),
            ("onChange", on_change.as_ref().clone()),
            ("onVisit", on_visit.as_ref().clone()),
            ("onCursor", on_cursor.as_ref().clone()),
        ]);
        let editor = module.mount(host, &options).ok()?;
        // Before Yew comes to it, so that the focus has somewhere to go.
        area.set_hidden(true);
        host.set_hidden(false);
        if focused {
            editor.focus();
        }
        Some(Self { editor, _on_change: on_change, _on_visit: on_visit, _on_cursor: on_cursor })
    }

    /// Replaces the text as one undo step, without a call of `on_change`.
    pub fn set_text(&self, text: &str) {
        self.editor.set_text(text);
    }

    /// Puts the other of two files into the editor, each with an undo of its own.
    pub fn turn(&self, text: &str) {
        self.editor.turn(text);
    }

    /// Colours the text: from, to, index into [`CLASSES`], again and again, in order.
    pub fn set_tokens(&self, triples: &[u32]) {
        self.editor.set_tokens(&Uint32Array::from(triples));
    }

    /// Underlines the findings.
    pub fn set_diagnostics(&self, list: &[Diagnostic<'_>]) {
        let entry = |d: &Diagnostic<'_>| {
            object(&[
                ("from", d.from.into()),
                ("to", d.to.into()),
                ("severity", d.severity.into()),
                ("message", d.message.into()),
            ])
        };
        self.editor.set_diagnostics(&list.iter().map(entry).collect());
    }

    /// Selects a range and brings it into view.
    pub fn reveal(&self, from: u32, to: u32) {
        self.editor.reveal(from, to);
    }

    /// Tells the editor whether the page is dark.
    pub fn set_theme(&self, dark: bool) {
        self.editor.set_theme(dark);
    }

    /// Puts the cursor into the text.
    pub fn focus(&self) {
        self.editor.focus();
    }
}

impl Drop for Rich {
    fn drop(&mut self) {
        self.editor.destroy();
    }
}

/// Where the rich editor is once it has loaded.
pub type Slot = RefCell<Option<Rich>>;

/// Fetches the rich editor and puts it over the text area, unless `slot` is gone by then; then calls `ready`.
/// Where it can't be had the text area stays, and does all that is needed.
pub fn load(
    slot: &Rc<Slot>,
    area: NodeRef,
    host: NodeRef,
    listeners: Listeners,
    ready: impl FnOnce() + 'static,
) {
    let slot: Weak<Slot> = Rc::downgrade(slot);
    spawn_local(async move {
        let Ok(module) = load_editor().await else { return };
        let (Some(slot), Some(area), Some(host)) = (slot.upgrade(), area.cast(), host.cast())
        else {
            return;
        };
        *slot.borrow_mut() = Rich::over(&area, &host, module.unchecked_ref(), listeners);
        if slot.borrow().is_some() {
            ready();
        }
    });
}

/// A JavaScript object.
fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object
}
