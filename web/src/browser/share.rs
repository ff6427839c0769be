//! Links to a file: packed, and behind the `#`, so that no server sees it.

use crate::state::Action;
use drydock_core::share::Shared;
use gloo::utils::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Begins the part of the address behind the `#`. The version of what follows comes next, and a dot.
const MARK: &str = "#/s/";

#[wasm_bindgen(module = "/src/browser/deflate.js")]
extern "C" {
    #[wasm_bindgen(js_name = packText, catch)]
    async fn pack_text(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = unpackText, catch)]
    async fn unpack_text(packed: &str) -> Result<JsValue, JsValue>;
}

/// Makes the link to a file; none where the browser can't pack it.
pub fn link(file: &Shared, on_link: Callback<Option<String>>) {
    let (version, written) = file.written();
    spawn_local(async move {
        let packed = pack_text(&written).await.ok().and_then(|packed| packed.as_string());
        let page = window().location().href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default();
        on_link.emit(packed.map(|packed| format!("{page}{MARK}{version}.{packed}")));
    });
}

/// Opens the file of a link, if this is one, and takes it out of the address.
pub fn open(hash: &str, on_action: &Callback<Action>) -> bool {
    let Some(link) = hash.strip_prefix(MARK) else { return false };
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some("#/")));
    let (version, packed) = link.split_once('.').unwrap_or_default();
    let version = version.parse().unwrap_or_default();
    let (packed, on_action) = (packed.to_owned(), on_action.clone());
    spawn_local(async move {
        let unpacked = match version {
            '1'..='3' => unpack_text(&packed).await.ok().map(|text| text.as_string()),
            _ => Some(Some(String::new())),
        };
        let read = match unpacked.flatten() {
            None => Err("it is damaged or cut off"),
            Some(written) => Shared::read(version, &written),
        };
        match read {
            Ok(file) => {
                let (chosen, text) = (file.chosen, file.text.into());
                if let Some(policy) = file.policy {
                    on_action.emit(Action::Lent(policy.into()));
                }
                on_action.emit(Action::Opened { name: file.name.map(Into::into), text });
                if chosen.is_some() {
                    on_action.emit(Action::Kind(chosen.map(Into::into)));
                }
                if let Some((name, text)) = file.beside {
                    on_action
                        .emit(Action::Beside { name: name.map(Into::into), text: text.into() });
                }
            }
            Err(why) => {
                on_action.emit(Action::Problem(format!("The link was not opened: {why}.").into()));
            }
        }
    });
    true
}
