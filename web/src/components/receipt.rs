//! The receipt: line by line from 100 to the score.

use crate::receipt::{Kind, lines};
use drydock_core::score::{RUBRIC, Score};
use yew::prelude::*;

/// Shows how the score comes about, and what is left of each category.
pub fn receipt(score: Option<&Score>) -> Html {
    let Some(score) = score else {
        return html! { <p class="aside">{ "Without a stage to judge there is nothing to add up." }</p> };
    };
    html! {
        <div class="receipt">
            <table class="slip">
                <caption>{ "From 100 to the score" }</caption>
                <tbody>{ for lines(score).into_iter().map(row) }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{ "Score" }</th>
                        <td>{ score.points }<span class="slip-grade">{ score.grade }</span></td>
                    </tr>
                </tfoot>
            </table>
            <table class="slip parts">
                <caption>{ "What is left of each category" }</caption>
                <tbody>
                    { for score.categories.iter().map(|part| html! {
                        <tr>
                            <th scope="row">{ part.category.title() }</th>
                            <td class="bar-cell">
                                <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                                    <rect class="bar-all" width="100" height="4" />
                                    <rect class="bar-left" width={part.score.to_string()} height="4" />
                                </svg>
                            </td>
                            <td>{ part.score }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <p class="aside">
                { format!("Rubric {RUBRIC}: a critical finding costs 40, high 15, medium 7, low 3. ") }
                { "Repeats of a rule cost half as much each time, guesses half; no category costs more than its budget." }
            </p>
        </div>
    }
}

fn row(line: crate::receipt::Line) -> Html {
    let class = match line.kind {
        Kind::Start => "slip-start",
        Kind::Rule => "slip-rule",
        Kind::Limit => "slip-limit",
    };
    let points = match (line.kind, line.points) {
        (Kind::Start, points) => points.to_string(),
        (_, 0) => "0".into(),
        (_, points) if points < 0 => format!("−{}", -points),
        (_, points) => format!("+{points}"),
    };
    html! {
        <tr {class}>
            <th scope="row">
                { line.text }
                if line.count > 1 { <span class="times">{ format!(" ×{}", line.count) }</span> }
            </th>
            <td>{ points }</td>
        </tr>
    }
}
