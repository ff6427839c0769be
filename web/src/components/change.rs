//! A change of the hardened file: what it does, whose it is, and whether it is wanted.

use super::prose::sentence;
use crate::hardening;
use crate::state::Action;
use yew::prelude::*;

/// A box to tick, with all that is known of the change.
pub fn change(change: &hardening::Change, is_on: bool, on_action: &Callback<Action>) -> Html {
    let key = change.key.clone();
    let onchange = on_action.reform(move |_: Event| Action::Decide(key.clone(), !is_on));
    html! {
        <div key={change.key.as_str()} class={classes!("change", (!is_on).then_some("off"))}>
            <label>
                <input type="checkbox" id={element_id(&change.key)} checked={is_on} {onchange} />
                <span class="change-title">{ sentence(&change.title) }</span>
            </label>
            <p class="change-meta">
                <code>{ change.rule.id }</code>{ " " }
                <span class={classes!("trust", change.trust.class())}>{ change.trust.word() }</span>
            </p>
            <p class="change-why">{ sentence(&change.message) }</p>
            if !change.why.is_empty() {
                <p class="change-why"><b class="lead">{ "What may change" }</b>{ " " }{ sentence(&change.why) }</p>
            }
        </div>
    }
}

/// The id of a change's box, so that the focus finds it again wherever it stands.
pub fn element_id(key: &str) -> String {
    format!("change {key}").replace(' ', "-")
}
