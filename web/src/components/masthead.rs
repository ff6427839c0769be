//! The head of the page: name, promise, theme.

use super::mark::mark;
use crate::late::{self, Late};
use crate::route::Route;
use crate::state::{Action, Seal, State, Theme};
use yew::prelude::*;

/// The head of the page. `index.html` holds the same, for the time before this program runs.
pub fn masthead(state: &State, on_action: &Callback<Action>) -> Html {
    let (theme, route) = (state.theme, &state.route);
    let themes = [
        (Theme::Auto, "Auto"),
        (Theme::Light, "Light"),
        (Theme::Dark, "Dark"),
        (Theme::Contrast, "Contrast"),
    ];
    html! {
        <header class="masthead">
            { mark() }
            <h1>{ "Drydock" }</h1>
            <p class="promise"><span class="promise-what">{ "Audits and hardens a Dockerfile." }</span>{ " The file stays in this tab." }</p>
            if state.seal != Seal::Open { { late::proof()(state.seal, on_action) } }
            <nav class="pages" aria-label="Pages">
                { page("#/", "Audit", *route == Route::Bench) }
                { page("#/learn", "Learn", matches!(route, Route::Learn(_))) }
                { page("#/rules", "Rules", matches!(route, Route::Rules | Route::Rule(_))) }
            </nav>
            <fieldset class="theme">
                <legend class="away">{ "Theme" }</legend>
                { for themes.map(|(other, name)| {
                    let onchange = on_action.reform(move |_: Event| Action::Theme(other));
                    html! {
                        <label>
                            <input type="radio" name="theme" checked={other == theme} {onchange} />
                            <span>{ name }</span>
                        </label>
                    }
                }) }
            </fieldset>
            if state.late == Late::Here { { late::keys()() } }
        </header>
    }
}

fn page(address: &'static str, name: &'static str, is_shown: bool) -> Html {
    html! { <a href={address} aria-current={is_shown.then_some("page")}>{ name }</a> }
}
