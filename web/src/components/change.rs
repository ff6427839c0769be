//! A change of the hardened file: what it does, whose it is, and whether it is wanted.

use super::prose::{Prose, capital};
use crate::hardening;
use crate::state::Action;
use std::rc::Rc;
use yew::prelude::*;

/// A change.
#[derive(Properties, PartialEq)]
pub struct ChangeProps {
    /// The change.
    pub change: Rc<hardening::Change>,
    /// Whether it is made.
    pub is_on: bool,
    /// Called when it is to be made, or no longer.
    pub on_action: Callback<Action>,
}

/// A box to tick, with all that is known of the change.
#[component]
pub fn Change(props: &ChangeProps) -> Html {
    let change = &props.change;
    let (key, is_on) = (change.key.clone(), props.is_on);
    let onchange = props.on_action.reform(move |_: Event| Action::Decide(key.clone(), !is_on));
    html! {
        <div class={classes!("change", (!is_on).then_some("off"))}>
            <label>
                <input type="checkbox" id={element_id(&change.key)} checked={is_on} {onchange} />
                <span class="change-title"><Prose text={capital(&change.title)} /></span>
            </label>
            <p class="change-meta">
                <code>{ change.rule.id }</code>{ " " }
                <span class={classes!("trust", change.trust.class())}>{ change.trust.word() }</span>
            </p>
            <p class="change-why"><Prose text={change.message.clone()} capital={true} /></p>
            if !change.why.is_empty() {
                <p class="change-why"><b class="lead">{ "What may change" }</b>{ " " }<Prose text={change.why.clone()} capital={true} /></p>
            }
        </div>
    }
}

/// The id of a change's box, so that the focus finds it again wherever it stands.
pub fn element_id(key: &str) -> String {
    format!("change {key}").replace(' ', "-")
}
