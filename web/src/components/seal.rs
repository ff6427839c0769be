//! The promise that the file stays in the tab, and its proof.

use crate::browser::seal;
use crate::state::{Action, Seal};
use yew::prelude::*;

/// What the head of the page says of the network; called by way of [`late`](crate::late).
pub fn proof(state: Seal, on_action: &Callback<Action>) -> Html {
    let on_tried = on_action.reform(Action::Tried);
    let onclick = Callback::from(move |_: MouseEvent| seal::try_it(on_tried.clone()));
    html! {
        <details class="menu seal">
            <summary>{ "Sealed" }</summary>
            <div class="seal-words">
                <p>{ "Everything that this page needs is here, so it has shut its network: the browser refuses whatever it asks for from now on." }</p>
                <div class="buttons"><button type="button" class="plain-button" {onclick}>{ "Try it" }</button></div>
                <p role="status">{ match state {
                    Seal::Refused => "The page asked for itself, and the browser refused.",
                    Seal::Broken => "The request went through: this browser does not keep pages to what they say. Nothing of the file was in it.",
                    Seal::Open | Seal::Shut => "",
                } }</p>
            </div>
        </details>
    }
}
