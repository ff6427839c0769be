//! Light or dark: by the system, or as chosen and remembered where that is allowed.

use super::storage::storage;
use crate::state::Theme;
use gloo::utils::document;

/// `static/js/boot.js` reads it too, before the first paint of the program.
const KEY: &str = "drydock.theme";

/// What was chosen at an earlier visit.
pub fn remembered() -> Theme {
    let chosen = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    match chosen.as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        Some("contrast") => Theme::Contrast,
        _ => Theme::Auto,
    }
}

/// Puts a theme on, and remembers it.
pub fn put_on(theme: Theme) {
    let name = match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
        Theme::Contrast => Some("contrast"),
    };
    let root = document().document_element();
    // Where neither is allowed the theme holds for this visit, or not at all: nothing depends on it.
    let _ = match (root, name) {
        (Some(root), Some(name)) => root.set_attribute("data-theme", name),
        (Some(root), None) => root.remove_attribute("data-theme"),
        _ => Ok(()),
    };
    let _ = storage().map(|storage| match name {
        Some(name) => storage.set_item(KEY, name),
        None => storage.remove_item(KEY),
    });
}

/// Whether the page is dark.
pub fn is_dark() -> bool {
    let root = document().document_element();
    match root.and_then(|root| root.get_attribute("data-theme")).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => super::media::matches("(prefers-color-scheme: dark)"),
    }
}
