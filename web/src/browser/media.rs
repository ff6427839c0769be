//! What kind of screen it is.

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::MediaQueryList;
use yew::prelude::*;

fn query(text: &str) -> Option<MediaQueryList> {
    window().match_media(text).ok().flatten()
}

/// Whether a media query holds now.
pub fn matches(text: &str) -> bool {
    query(text).is_some_and(|query| query.matches())
}

/// Calls back now and whenever a media query begins or ceases to hold.
#[hook]
pub fn use_media(text: &'static str, on_change: Callback<bool>) {
    use_effect_with((), move |()| {
        let listener = query(text).map(|query| {
            on_change.emit(query.matches());
            let asked = query.clone();
            EventListener::new(&query, "change", move |_| on_change.emit(asked.matches()))
        });
        move || drop(listener)
    });
}
