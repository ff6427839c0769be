//! Links to a file: packed, and behind the `#`, so that no server sees it.

use crate::state::Action;
use drydock_core::share::Shared;
use gloo::utils::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Begins the part of the address behind the `#`. The number is the version of what follows.
const MARK: &str = "#/s/1.";

#[wasm_bindgen(module = "/src/browser/deflate.js")]
extern "C" {
    #[wasm_bindgen(js_name = packText, catch)]
    async fn pack_text(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = unpackText, catch)]
    async fn unpack_text(packed: &str) -> Result<JsValue, JsValue>;
}

/// Makes the link to a file; none where the browser can't pack it.
pub fn link(file: &Shared, on_link: Callback<Option<String>>) {
    let written = file.written();
    spawn_local(async move {
        let packed = pack_text(&written).await.ok().and_then(|packed| packed.as_string());
        let page = window().location().href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        on_link.emit(packed.map(|packed| format!("{page}{MARK}{packed}")));
    });
}

/// Opens the file of a link, if this is one, and takes it out of the address.
pub fn open(hash: &str, on_action: &Callback<Action>) -> bool {
    if !hash.starts_with("#/s/") {
        return false;
    }
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some("#/")));
    let (packed, on_action) = (hash.strip_prefix(MARK).map(str::to_owned), on_action.clone());
    spawn_local(async move {
        let read = match packed {
            None => Err("it was made by a newer Drydock"),
            Some(packed) => match unpack_text(&packed).await.ok().and_then(|text| text.as_string())
            {
                None => Err("it is damaged or cut off"),
                Some(written) => Shared::read(&written),
            },
        };
        match read {
            Ok(file) => {
                let (chosen, text) = (file.chosen, file.text.into());
                on_action.emit(Action::Opened { name: file.name.map(Into::into), text });
                if chosen.is_some() {
                    on_action.emit(Action::Kind(chosen.map(Into::into)));
                }
            }
            Err(why) => {
                on_action.emit(Action::Problem(format!("The link was not opened: {why}.").into()));
            }
        }
    });
    true
}
