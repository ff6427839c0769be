//! The Plimsoll mark: the load line painted on every hull.

use yew::prelude::*;

/// The sign of the house; decoration, as its name stands beside it.
pub fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <circle cx="16" cy="16" r="10" />
            <path d="M1 16h30" />
        </svg>
    }
}
