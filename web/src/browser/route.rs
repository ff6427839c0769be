//! The address, as far as it says which page is shown.

use super::share;
use crate::route::Route;
use crate::state::Action;
use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

/// Follows the address now, where it asks for more than the first page, and whenever it changes.
#[hook]
pub fn use_route(on_action: Callback<Action>) {
    use_effect_with((), move |()| {
        let follow = move || {
            let hash = window().location().hash().unwrap_or_default();
            let is_file = share::open(&hash, &on_action);
            on_action.emit(Action::Route(if is_file { Route::Bench } else { Route::of(&hash) }));
        };
        follow();
        let listener = EventListener::new(&window(), "hashchange", move |_| follow());
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
