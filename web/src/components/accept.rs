//! Accepting a finding, with a reason.

use crate::browser::Field;
use crate::more::Act;
use crate::state::Action;
use crate::study::Card;
use yew::prelude::*;

/// A form that writes the comment; called by way of [`late`](crate::late).
pub fn accept(card: &Card, on_action: &Callback<Action>) -> Html {
    let field = NodeRef::default();
    let onsubmit = {
        let (key, field) = (card.key.clone(), field.clone());
        let on_action = on_action.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let reason = field.cast::<Field>().map(|field| field.value()).unwrap_or_default();
            on_action.emit(Action::More(Act::Allow(key.clone(), reason.into())));
        })
    };
    html! {
        <details class="accept">
            <summary>{ "Accept" }<span class="away">{ format!(" {}", card.rule.title) }</span></summary>
            <form {onsubmit}>
                <label>
                    <span>{ "Why it may stay: this becomes a comment above the instruction" }</span>
                    <input ref={field} type="text" required={true} autocomplete="off" />
                </label>
                <button type="submit" class="fix">{ "Write the comment" }</button>
            </form>
        </details>
    }
}
