//! What a screen reader hears once the typing rests.

use crate::announce::Summary;
use crate::browser::timing::use_rest;
use crate::study::Study;
use std::rc::Rc;
use yew::prelude::*;

/// What the engine says.
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// Of the text.
    pub study: Rc<Study>,
}

/// The page's one status region; called by way of [`late`](crate::late).
pub fn status(study: &Rc<Study>) -> Html {
    html! { <Status study={study.clone()} /> }
}

/// The page's one status region.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let said = use_state_eq(String::new);
    let last = use_mut_ref(Summary::default);
    let on_rest = {
        let (said, study) = (said.setter(), props.study.clone());
        Callback::from(move |()| {
            let now = Summary::of(&study);
            if let Some(text) = now.since(&last.borrow()) {
                said.set(text);
            }
            last.replace(now);
        })
    };
    use_rest(props.study.clone(), 700, on_rest);
    html! { <p class="away" role="status">{ (*said).clone() }</p> }
}
