//! The head of the page: name, promise, theme.

use super::mark::Mark;
use crate::state::{Action, Theme};
use yew::prelude::*;

/// The theme, and whom to tell of another.
#[derive(Properties, PartialEq)]
pub struct MastheadProps {
    /// The theme in force.
    pub theme: Theme,
    /// Called when another is chosen.
    pub on_action: Callback<Action>,
}

/// The head of the page. `index.html` holds the same, for the time before this program runs.
#[component]
pub fn Masthead(props: &MastheadProps) -> Html {
    let themes = [(Theme::Auto, "Auto"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
    html! {
        <header class="masthead">
            <Mark />
            <h1>{ "Drydock" }</h1>
            <p class="promise"><span class="promise-what">{ "Audits and hardens a Dockerfile." }</span>{ " The file stays in this tab." }</p>
            <fieldset class="theme">
                <legend class="away">{ "Theme" }</legend>
                { for themes.map(|(theme, name)| {
                    let onchange = props.on_action.reform(move |_: Event| Action::Theme(theme));
                    html! {
                        <label>
                            <input type="radio" name="theme" checked={theme == props.theme} {onchange} />
                            <span>{ name }</span>
                        </label>
                    }
                }) }
            </fieldset>
        </header>
    }
}
