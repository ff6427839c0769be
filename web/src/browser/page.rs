//! The page as it was before this program, and its plain text area.

use super::TextArea;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Where the program draws.
pub fn root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// Moves text, selection and focus from the prerendered text area into `area`, in one go so that no key is lost
/// between; then shows the program in place of the prerendered page. The text, or nothing where there was no such
/// area.
pub fn take_over(area: &NodeRef) -> Option<String> {
    let before: TextArea = document().get_element_by_id("before")?.dyn_into().ok()?;
    let text = before.value();
    let focused = has_focus(&before);
    let (start, end) = selection(&before);
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    if let Some(root) = root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        root.set_hidden(false);
    }
    if let Some(area) = area.cast::<TextArea>() {
        area.set_value(&text);
        // A text area always has a selection; the calls fail for other inputs only.
        let _ = area.set_selection_range(start, end);
        if focused {
            let _ = area.focus();
        }
    }
    Some(text)
}

/// Whether the keyboard is in a text area.
pub fn has_focus(area: &TextArea) -> bool {
    document().active_element().is_some_and(|element| element == ***area)
}

/// A text area's selection, in UTF-16 code units.
pub fn selection(area: &TextArea) -> (u32, u32) {
    let position = |value: Result<Option<u32>, _>| value.ok().flatten().unwrap_or(0);
    (position(area.selection_start()), position(area.selection_end()))
}

/// Replaces a text area's text. What is equal at both ends stays, and the browser's own undo takes it back in one
/// step, wherever it lets programs type.
pub fn set_text(area: &TextArea, text: &str) {
    let old = area.value();
    let head: usize =
        old.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let ends = old[head..].chars().rev().zip(text[head..].chars().rev());
    let tail: usize = ends.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let units = |text: &str| text.encode_utf16().count() as u32;
    let from = units(&old[..head]);
    let to = from + units(&old[head..old.len() - tail]);
    let insert = &text[head..text.len() - tail];

    let before = document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let _ = area.focus();
    let _ = area.set_selection_range(from, to);
    let page: HtmlDocument = document().unchecked_into();
    let command = if insert.is_empty() { "delete" } else { "insertText" };
    let _ = page.exec_command_with_show_ui_and_value(command, false, insert);
    if area.value() != text {
        area.set_value(text);
    }
    if let Some(before) = before {
        let _ = before.focus();
    }
}

/// Selects a range of a text area and brings it into the middle of the view.
pub fn reveal(area: &TextArea, (from, to): (u32, u32)) {
    let _ = area.focus();
    let _ = area.set_selection_range(from, to);
    let text = area.value();
    let mut units = 0;
    let before = text.chars().take_while(|c| {
        units += c.len_utf16() as u32;
        units <= from
    });
    let line = before.filter(|c| *c == '\n').count() as i32;
    let lines = text.split('\n').count().max(1) as i32;
    area.set_scroll_top(area.scroll_height() / lines * line - area.client_height() / 2);
}

/// Moves the focus to an element, where it has been lost.
pub fn rescue_focus(id: &str) {
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let element = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let (true, Some(element)) = (lost, element) {
        let _ = element.focus();
    }
}

/// Moves the focus to an element.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The number in the id of the element that has the focus, behind `prefix`.
pub fn number_of_focus(prefix: &str) -> Option<usize> {
    document().active_element()?.id().strip_prefix(prefix)?.parse().ok()
}

/// Closes the menu that an event happened in.
pub fn close_menu(event: &Event) {
    let menu = event.target_dyn_into::<Element>().and_then(|e| e.closest("details").ok().flatten());
    if let Some(menu) = menu {
        let _ = menu.remove_attribute("open");
        if let Ok(Some(summary)) = menu.query_selector("summary") {
            let _ = summary.unchecked_into::<HtmlElement>().focus();
        }
    }
}

/// Calls back with 1 for F8 and -1 for Shift-F8, wherever on the page, unless the rich editor has heard it.
#[hook]
pub fn use_steps(on_step: Callback<i32>) {
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
                if key.key() == "F8" && !key.default_prevented() {
                    key.prevent_default();
                    on_step.emit(if key.shift_key() { -1 } else { 1 });
                }
            });
        move || drop(listener)
    });
}
