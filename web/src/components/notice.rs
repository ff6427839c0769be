//! What was last done to the text, with its way back; and what went wrong.

use super::prose::Prose;
use crate::state::{Action, Undo};
use yew::prelude::*;

/// What to say.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What was done.
    pub undo: Option<Undo>,
    /// What went wrong.
    pub problem: Option<AttrValue>,
    /// Called when it is to be taken back, or has been read.
    pub on_action: Callback<Action>,
}

/// A line at the foot of the page.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let undo = props.on_action.reform(|_| Action::Undo);
    let dismiss = props.on_action.reform(|_| Action::Dismiss);
    let close =
        html! { <button type="button" class="quiet" onclick={dismiss}>{ "Close" }</button> };
    html! {
        <div class="notices">
            <div role="alert">
                if let Some(problem) = &props.problem {
                    <div class="notice problem"><p>{ problem.clone() }</p>{ close.clone() }</div>
                }
            </div>
            if let Some(done) = props.undo.as_ref().filter(|_| props.problem.is_none()) {
                <div class="notice">
                    <p><Prose text={format!("Done: {}.", done.done)} /></p>
                    <button type="button" class="fix" onclick={undo}>{ "Undo" }</button>
                    { close }
                </div>
            }
        </div>
    }
}
