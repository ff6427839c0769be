//! Which keys do what.

use yew::prelude::*;

const KEYS: [(&str, &str); 10] = [
    ("?", "this list"),
    ("F8, Shift F8", "next finding, the one before"),
    ("Ctrl .", "the fixes at the cursor (⌘ . on a Mac)"),
    ("Ctrl Z, Ctrl Y", "undo and redo; a fix is one step"),
    ("Ctrl F", "search in the file"),
    ("← →", "from tab to tab"),
    ("↑ ↓", "within a menu"),
    ("Esc", "closes menus and this list"),
    ("Tab", "on to the next part, also from the editor"),
    ("Ctrl P", "prints the report that is shown"),
];

/// A button, and the list that it opens; called by way of [`late`](crate::late). `static/late/keys.js` opens it for `?`.
pub fn keys() -> Html {
    html! {
        <>
            <button type="button" class="keys-button" popovertarget="keys" aria-label="Keyboard">{ "?" }</button>
            <div id="keys" class="keys" popover="auto" role="dialog" aria-labelledby="keys-title">
                <h2 id="keys-title">{ "Keyboard" }</h2>
                <dl>
                    { for KEYS.iter().map(|(keys, what)| html! {
                        <div><dt>{ for keys.split(", ").map(|key| html! { <kbd>{ key }</kbd> }) }</dt><dd>{ *what }</dd></div>
                    }) }
                </dl>
            </div>
        </>
    }
}
