//! What was last done to the text, with its way back; and what went wrong.

use super::prose::prose;
use crate::state::{Action, Undo};
use yew::prelude::*;

/// A line at the foot of the page.
pub fn notice(
    undo: Option<&Undo>,
    problem: Option<&AttrValue>,
    on_action: &Callback<Action>,
) -> Html {
    let take_back = on_action.reform(|_| Action::Undo);
    let dismiss = on_action.reform(|_| Action::Dismiss);
    let close =
        html! { <button type="button" class="quiet" onclick={dismiss}>{ "Close" }</button> };
    html! {
        <div class="notices">
            <div role="alert">
                if let Some(problem) = problem {
                    <div class="notice problem"><p>{ problem.clone() }</p>{ close.clone() }</div>
                }
            </div>
            if let Some(done) = undo.filter(|_| problem.is_none()) {
                <div class="notice">
                    <p>{ prose(&format!("Done: {}.", done.done)) }</p>
                    <button type="button" class="fix" onclick={take_back}>{ "Undo" }</button>
                    { close }
                </div>
            }
        </div>
    }
}
