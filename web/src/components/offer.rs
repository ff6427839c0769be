//! An offer: a change that wants a decision, or an answer first.

use super::change::element_id;
use super::prose::{Prose, capital};
use crate::browser::Field;
use crate::hardening::Change;
use crate::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// An offer.
#[derive(Properties, PartialEq)]
pub struct OfferProps {
    /// What is offered.
    pub change: Rc<Change>,
    /// Called when it is taken.
    pub on_action: Callback<Action>,
}

/// Shows an offer, with its question.
#[component]
pub fn Offer(props: &OfferProps) -> Html {
    let change = &props.change;
    let field = use_node_ref();
    let action = {
        let (key, question, field) = (change.key.clone(), change.question.clone(), field.clone());
        props.on_action.reform(move |event: SubmitEvent| {
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
        <li class="offer">
            <p class="change-title"><Prose text={capital(&change.title)} /></p>
            <p class="change-meta"><code>{ change.rule.id }</code>{ format!(" · line {} ", change.line) }<span class={classes!("trust", change.trust.class())}>{ change.trust.word() }</span></p>
            <p class="change-why"><Prose text={change.message.clone()} capital={true} /></p>
            if !change.why.is_empty() {
                <p class="change-why"><b class="lead">{ "What may change" }</b>{ " " }<Prose text={change.why.clone()} capital={true} /></p>
            }
            <form onsubmit={action}>
                if let Some((_, text, suggestion)) = &change.question {
                    <label>
                        <span><Prose text={text.clone()} /></span>
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
