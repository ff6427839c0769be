//! The network, shut by the page itself once it has all of its parts.

use gloo::utils::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn settled() -> Result<JsValue, JsValue>;
}

/// Adds to the page's policy that nothing may be fetched any more, as soon as the service worker has what it wants, and
/// calls back. The browser holds a page to that as long as it stands.
pub fn shut(on_shut: Callback<()>) {
    spawn_local(async move {
        // Where there is none, there is nothing to wait for.
        let _ = settled().await;
        add_policy();
        on_shut.emit(());
    });
}

fn add_policy() {
    let added = || {
        let policy = document().create_element("meta").ok()?;
        policy.set_attribute("http-equiv", "Content-Security-Policy").ok()?;
        policy.set_attribute("content", "connect-src 'none'; img-src data:").ok()?;
        document().query_selector("head").ok()??.append_child(&policy).ok()
    };
    added();
}

/// Asks for the page once more, and says whether the browser refused.
pub fn try_it(on_tried: Callback<bool>) {
    spawn_local(async move {
        let answer = JsFuture::from(window().fetch_with_str("./")).await;
        on_tried.emit(answer.is_err());
    });
}
