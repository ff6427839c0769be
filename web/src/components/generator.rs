//! A `.dockerignore` written from the Dockerfile: in one of two ways, looked at first.

use crate::beside::{Act, Listing};
use crate::context::{Lens, Preview, View, summary};
use crate::state::Action;
use drydock_core::context::{Style, generate};
use drydock_core::model::Dockerfile;
use std::rc::Rc;
use yew::prelude::*;

/// From what to write it.
#[derive(Properties, PartialEq)]
pub struct GeneratorProps {
    /// The Dockerfile.
    pub dockerfile: AttrValue,
    /// The `.dockerignore` as it is.
    pub ignore: AttrValue,
    /// The folder that it is tried on.
    pub listing: Option<Rc<Listing>>,
    /// Called when the file is to be used.
    pub on_action: Callback<Action>,
}

const STYLES: [(Style, &str, &str); 2] = [
    (Style::Deny, "Deny list", "names what the build does not need"),
    (Style::Allow, "Allow list", "keeps out everything but what the build names"),
];

/// Shows the file and what would be sent with it.
#[component]
pub fn Generator(props: &GeneratorProps) -> Html {
    let style = use_state_eq(|| STYLES[0]);
    let made = use_memo(
        (props.dockerfile.clone(), props.listing.clone(), style.0),
        |(dockerfile, listing, style)| {
            generate(&Dockerfile::new(dockerfile), *style).map(|text| {
                let preview = Preview::of(listing.as_deref(), &text, dockerfile);
                let view = View::of(Rc::new(preview), Lens::Sent);
                (AttrValue::from(text), summary(&view.total(), Lens::Sent))
            })
        },
    );
    let choice = |other: (Style, &'static str, &'static str)| {
        let (_, title, purpose) = other;
        let chosen = style.setter();
        let onchange = Callback::from(move |_: Event| chosen.set(other));
        html! {
            <label class="style">
                <input type="radio" name="ignore-style" checked={*style == other} {onchange} />
                <span>{ title }<span class="style-purpose">{ purpose }</span></span>
            </label>
        }
    };
    html! {
        <section class="generator">
            <h3>{ "Generate a .dockerignore" }</h3>
            <fieldset>
                <legend class="away">{ "What kind of list" }</legend>
                { for STYLES.map(choice) }
            </fieldset>
            { match &*made {
                Ok((text, sent)) => {
                    let lines = text.clone();
                    let on_use = props.on_action.reform(move |_: MouseEvent| Action::Pair(Act::Use(lines.clone())));
                    let is_same = *text == props.ignore;
                    html! {
                        <>
                            <p class="generator-sent">{ "With it, " }{ sent.clone() }</p>
                            <pre class="generated" tabindex="0" role="region" aria-label="The generated .dockerignore"><code>{ text.clone() }</code></pre>
                            <div class="buttons">
                                <button type="button" class="main-button" disabled={is_same} onclick={on_use}>
                                    { if is_same { "In use" } else if props.ignore.is_empty() { "Use this" } else { "Use this instead" } }
                                </button>
                            </div>
                        </>
                    }
                }
                Err(why) => html! { <p class="aside">{ format!("There can be no allow list: {why}.") }</p> },
            } }
        </section>
    }
}
