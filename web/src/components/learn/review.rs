//! The lines of a file, to select the risky ones.

use crate::browser::page;
use crate::lessons::desk::Act;
use crate::lessons::work::Work;
use yew::prelude::*;

/// The file, a button a line; the arrows go from line to line.
pub fn lines(work: &Work, on_act: &Callback<Act>) -> Html {
    let count = work.text.lines().count();
    html! {
        <>
            <p class="review-how" id="review-how">{ "Select lines by click, or with the arrow keys and the space bar." }</p>
            <div class="review" role="group" aria-label="Lines of the Dockerfile" aria-describedby="review-how">
                { for work.text.lines().zip(1..).map(|(text, number)| line(text, number, count as u32, work, on_act)) }
            </div>
        </>
    }
}

fn line(text: &str, number: u32, count: u32, work: &Work, on_act: &Callback<Act>) -> Html {
    let is_on = work.selected.contains(&number);
    let onclick = on_act.reform(move |_: MouseEvent| Act::Toggle(number));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowDown" => number % count + 1,
            "ArrowUp" => (number + count - 2) % count + 1,
            "Home" => 1,
            "End" => count,
            _ => return,
        };
        event.prevent_default();
        page::focus(&element_id(next));
    });
    html! {
        <button type="button" class="review-line" id={element_id(number)} aria-pressed={is_on.to_string()} {onclick} {onkeydown}>
            <span class="diff-number" aria-hidden="true">{ number }</span>
            <span class="diff-sign" aria-hidden="true">{ if is_on { "▸" } else { "" } }</span>
            <code>{ text.to_owned() }</code>
        </button>
    }
}

fn element_id(number: u32) -> String {
    format!("line-{number}")
}
