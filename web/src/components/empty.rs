//! Nothing there yet, or nothing that can be read: what to do next.

use crate::samples::SAMPLES;
use crate::state::Action;
use yew::prelude::*;

/// Why there is no report.
#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    /// Why the text is not read, where there is one.
    pub refused: Option<AttrValue>,
    /// Called when an example is chosen.
    pub on_action: Callback<Action>,
}

/// Invites, or says what is wrong.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    if let Some(why) = &props.refused {
        return html! {
            <div class="blank refused">
                <h2>{ "Not audited" }</h2>
                <p>{ why.clone() }</p>
            </div>
        };
    }
    html! {
        <div class="blank">
            <h2>{ "Bring a file in" }</h2>
            <p>{ "Paste or type a Dockerfile, or drop one anywhere on this page. It is audited as it changes, and stays in this tab." }</p>
            <h3>{ "Or try one of these" }</h3>
            <ul class="berths">
                { for SAMPLES.iter().map(|sample| {
                    let onclick = props.on_action.reform(move |_| sample.opened());
                    html! {
                        <li><button type="button" class="berth" {onclick}>
                            <span>{ sample.title }</span>
                            <span class="berth-lines">{ format!("{} lines", sample.text.lines().count()) }</span>
                        </button></li>
                    }
                }) }
            </ul>
        </div>
    }
}
