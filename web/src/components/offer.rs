//! An offer: a change that wants a decision, or an answer first.

use super::change::element_id;
use super::prose::{prose, sentence};
use crate::browser::Field;
use crate::hardening::Change;
use crate::state::Action;
use yew::prelude::*;

/// Shows an offer, with its question.
pub fn offer(change: &Change, on_action: &Callback<Action>) -> Html {
    let field = NodeRef::default();
    let action = {
        let (key, question, field) = (change.key.clone(), change.question.clone(), field.clone());
        on_action.reform(move |event: SubmitEvent| {
            event.prevent_default();
            match (&question, field.cast::<Field>()) {
                (Some((name, ..)), Some(field)) => Action::Answer(
                    key.clone(),
                    name.clone(),
                    field.value().trim().to_owned().into(),
                ),
                _ => Action::Decide(key.clone(), true),
            }
        })
    };
    html! {
        <li class="offer" key={change.key.as_str()}>
            <p class="change-title">{ sentence(&change.title) }</p>
            <p class="change-meta"><code>{ change.rule.id }</code>{ format!(" · line {} ", change.line) }<span class={classes!("trust", change.trust.class())}>{ change.trust.word() }</span></p>
            <p class="change-why">{ sentence(&change.message) }</p>
            if !change.why.is_empty() {
                <p class="change-why"><b class="lead">{ "What may change" }</b>{ " " }{ sentence(&change.why) }</p>
            }
            <form onsubmit={action}>
                if let Some((_, text, suggestion)) = &change.question {
                    <label>
                        <span>{ prose(text) }</span>
                        <input ref={field} type="text" required={true} value={suggestion.clone()} spellcheck="false" autocomplete="off" />
                    </label>
                }
                <button type="submit" class="fix" id={element_id(&change.key)}>
                    { if change.question.is_some() { "Use this answer" } else { "Include it" } }
                    <span class="away">{ format!(": {}", change.title) }</span>
                </button>
            </form>
        </li>
    }
}
