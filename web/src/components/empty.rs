//! Nothing there yet, or nothing that can be read: what to do next.

use crate::samples::SAMPLES;
use crate::state::Action;
use yew::prelude::*;

/// Invites, or says what is wrong.
pub fn empty(refused: Option<&AttrValue>, on_action: &Callback<Action>) -> Html {
    if let Some(why) = refused {
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
            <p>{ "Paste or type a Dockerfile, or drop one anywhere on this page, also with its .dockerignore. It is audited as it changes, and stays in this tab." }</p>
            <h3>{ "Or try one of these" }</h3>
            <ul class="berths">
                { for SAMPLES.iter().map(|sample| {
                    let onclick = on_action.reform(move |_| sample.opened());
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
