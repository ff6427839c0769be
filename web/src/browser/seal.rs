//! The network, shut by the page itself once it has all of its parts.

use gloo::utils::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = shut, catch)]
    async fn shut_network() -> Result<JsValue, JsValue>;
}

/// Shuts the network as soon as nothing more is fetched for the service worker (`static/late/late.js`), and calls back.
pub fn shut(on_shut: Callback<()>) {
    spawn_local(async move {
        if shut_network().await.is_ok() {
            on_shut.emit(());
        }
    });
}

/// Asks for the page once more, and says whether the browser refused.
pub fn try_it(on_tried: Callback<bool>) {
    spawn_local(async move {
        let answer = JsFuture::from(window().fetch_with_str("./")).await;
        on_tried.emit(answer.is_err());
    });
}
