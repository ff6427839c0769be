//! Drydock in the browser: the engine behind a page.
//!
//! `state` is what the page knows, `components` draw it, `app` joins the two; `study` and `hardening` put what the
//! engine says into the form in which it is shown. Only `browser` knows of a browser; everything else renders to a
//! string in a test.

pub mod announce;
pub mod app;
pub mod beside;
pub mod browser;
pub mod changes;
pub mod compare;
pub mod components;
pub mod context;
pub mod decisions;
pub mod exports;
pub mod hardening;
pub mod kept;
pub mod kind;
pub mod late;
pub mod lessons;
pub mod more;
pub mod pair;
pub mod patch;
pub mod path;
pub mod picture;
pub mod receipt;
pub mod route;
pub mod samples;
pub mod state;
pub mod study;
pub mod texts;
pub mod tokens;

/// Mounts the page into the element that `index.html` keeps for it.
pub fn start() {
    if let Some(root) = browser::page::root() {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
