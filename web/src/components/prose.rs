//! Text of the engine's: backticks quote code.

use yew::prelude::*;

/// A text.
#[derive(Properties, PartialEq)]
pub struct ProseProps {
    /// The text; what stands between backticks is code.
    pub text: AttrValue,
    /// Whether it begins a sentence.
    #[prop_or_default]
    pub capital: bool,
}

/// Shows a text with its code.
#[component]
pub fn Prose(props: &ProseProps) -> Html {
    let part = |(number, part): (usize, &str)| match (number % 2, number) {
        (1, _) => html! { <code>{ part.to_owned() }</code> },
        (_, 0) if props.capital => html! { { capital(part) } },
        _ => html! { { part.to_owned() } },
    };
    html! { <>{ for props.text.split('`').enumerate().map(part) }</> }
}

/// The text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
