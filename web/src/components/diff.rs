//! Changed lines, like a marked-up page.

use crate::changes::{Happened, Line};
use yew::prelude::*;

/// Shows lines with their numbers and signs; long ones wrap.
pub fn diff_lines(lines: &[Line], label: &'static str) -> Html {
    html! {
        <div class="diff" role="group" aria-label={label}>
            { for lines.iter().map(line) }
        </div>
    }
}

fn line(line: &Line) -> Html {
    let (class, sign, tag) = match line.happened {
        Happened::Kept => ("kept", " ", "span"),
        Happened::Removed => ("removed", "−", "del"),
        Happened::Added => ("added", "+", "ins"),
    };
    html! {
        <div class={classes!("diff-line", class)}>
            <span class="diff-number" aria-hidden="true">{ line.number }</span>
            <span class="diff-sign" aria-hidden="true">{ sign }</span>
            <@{tag} class="diff-text">{ marked(line) }</@>
        </div>
    }
}

/// The text of a line, with its marks; an empty one keeps its height.
fn marked(line: &Line) -> Html {
    if line.text.is_empty() {
        return html! { {"\u{200b}"} };
    }
    let mut at = 0;
    let mut parts: Vec<Html> = Vec::new();
    for mark in line.marks.iter().filter(|mark| !mark.is_empty()) {
        if mark.start < at {
            continue;
        }
        parts.push(html! { { line.text[at..mark.start].to_owned() } });
        parts.push(html! { <mark>{ line.text[mark.clone()].to_owned() }</mark> });
        at = mark.end;
    }
    parts.push(html! { { line.text[at..].to_owned() } });
    html! { <>{ for parts }</> }
}
