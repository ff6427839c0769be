//! The address, as far as it says which page is shown.

use crate::route::Route;
use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

/// Calls back now, where another page than the first is asked for, and whenever another is.
#[hook]
pub fn use_route(on_route: Callback<Route>) {
    use_effect_with((), move |()| {
        let read = || Route::of(&window().location().hash().unwrap_or_default());
        if read() != Route::Bench {
            on_route.emit(read());
        }
        let listener = EventListener::new(&window(), "hashchange", move |_| on_route.emit(read()));
        move || drop(listener)
    });
}

/// Begins a page at its top, with the focus on its heading.
#[hook]
pub fn use_top(route: &Route, heading: &'static str) {
    let first = use_mut_ref(|| true);
    use_effect_with(route.clone(), move |_| {
        if !first.replace(false) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            super::page::focus(heading);
        }
    });
}
