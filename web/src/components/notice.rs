//! What was last done to the text, with its way back; what went wrong; and that a link brought settings.

use super::prose::prose;
use crate::more::Act;
use crate::state::{Action, Undo};
use yew::prelude::*;

/// A line at the foot of the page.
pub fn notice(
    undo: Option<&Undo>,
    problem: Option<&AttrValue>,
    is_lent: bool,
    on_action: &Callback<Action>,
) -> Html {
    let take_back = on_action.reform(|_| Action::Undo);
    let dismiss = on_action.reform(|_| Action::Dismiss);
    let close =
        |onclick| html! { <button type="button" class="quiet" {onclick}>{ "Close" }</button> };
    let act = |act: Act| on_action.reform(move |_| Action::More(act.clone()));
    html! {
        <div class="notices">
            <div role="alert">
                if let Some(problem) = problem {
                    <div class="notice problem"><p>{ problem.clone() }</p>{ close(dismiss.clone()) }</div>
                }
            </div>
            if let Some(done) = undo.filter(|_| problem.is_none()) {
                <div class="notice">
                    <p>{ prose(&format!("Done: {}.", done.done)) }</p>
                    <button type="button" class="fix" onclick={take_back}>{ "Undo" }</button>
                    { close(dismiss) }
                </div>
            } else if is_lent && problem.is_none() {
                <div class="notice">
                    <p>{ "The settings are the link’s." }</p>
                    <button type="button" class="fix" onclick={act(Act::GiveBack)}>{ "Use mine" }</button>
                    { close(act(Act::Known)) }
                </div>
            }
        </div>
    }
}
