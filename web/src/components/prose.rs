//! Text of the engine's: backticks quote code.

use yew::prelude::*;

/// Shows a text; what stands between backticks is code.
pub fn prose(text: &str) -> Html {
    let part = |(number, part): (usize, &str)| match number % 2 {
        1 => html! { <code>{ part.to_owned() }</code> },
        _ => html! { { part.to_owned() } },
    };
    html! { <>{ for text.split('`').enumerate().map(part) }</> }
}

/// Shows a text that begins a sentence.
pub fn sentence(text: &str) -> Html {
    prose(&capital(text))
}

/// The text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
