//! A severity's shape: it is never told by its colour alone.

use drydock_core::rule::Severity;
use yew::prelude::*;

/// Draws the shape: octagon, triangle, diamond, disc or ring.
pub fn severity_mark(severity: Severity) -> Html {
    let shape = match severity {
        Severity::Critical => html! { <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /> },
        Severity::High => html! { <path d="M8 1l7.5 13.5H.5z" /> },
        Severity::Medium => html! { <path d="M8 .8L15.2 8 8 15.2.8 8z" /> },
        Severity::Low => html! { <circle cx="8" cy="8" r="5.5" /> },
        Severity::Info => html! { <circle cx="8" cy="8" r="4.5" class="ring" /> },
    };
    html! {
        <svg class={classes!("shape", severity.name())} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            { shape }
        </svg>
    }
}
