//! The goals of a lesson, as they are reached, with their hints; and what holds them up.

use super::course::mark;
use crate::components::prose::{prose, sentence};
use crate::lessons::address::{Address, Place};
use crate::lessons::desk::Act;
use crate::lessons::record::{Entry, Standing};
use crate::lessons::work::Work;
use drydock_core::lesson::{Goal, GoalState, Kind};
use yew::prelude::*;

/// The id of a goal's element.
pub fn element_id(goal: &str) -> String {
    format!("goal-{goal}")
}

/// The goals.
pub fn goals(
    work: &Work,
    entry: Option<&Entry>,
    address: &Address,
    on_act: &Callback<Act>,
) -> Html {
    let lesson = &work.lesson;
    let holding = work.progress.goals.iter().filter(|goal| goal.holds).count();
    let states = lesson.goals.iter().zip(&work.progress.goals).enumerate();
    let pair = |(at, (goal, state)): (usize, (&Goal, &GoalState))| {
        let to = address.to(Place::Lesson(lesson.id.clone(), Some(goal.id.clone())));
        self::goal(at, goal, *state, entry, to, on_act)
    };
    html! {
        <section class="goals">
            <h3>{ "Goals" }<span class="count">{ format!("{holding} of {}", lesson.goals.len()) }</span></h3>
            <ol>{ for states.map(pair) }</ol>
        </section>
    }
}

fn goal(
    at: usize,
    goal: &Goal,
    state: GoalState,
    entry: Option<&Entry>,
    to: String,
    on_act: &Callback<Act>,
) -> Html {
    let (standing, word) = match (state.holds, state.met) {
        (true, _) => (Standing::Solved, "reached"),
        (false, true) => (Standing::Started, "held up"),
        (false, false) => (Standing::New, "open"),
    };
    let shown = entry.and_then(|entry| entry.hints.get(&goal.id)).copied().unwrap_or(0);
    let all = goal.hints.len();
    let more = on_act.reform(move |_: MouseEvent| Act::Hint(at));
    let label = match shown {
        0 if all == 1 => "Show the hint".to_owned(),
        0 => format!("Show a hint (1 of {all})"),
        n => format!("Show another ({} of {all})", n + 1),
    };
    html! {
        <li class="goal" id={element_id(&goal.id)} tabindex="-1" data-state={word}>
            { mark(standing) }
            <p class="goal-text">{ prose(&goal.text) }</p>
            <a class="goal-state" href={to} aria-label={format!("{word}: link to this goal")}>{ word }</a>
            if shown > 0 {
                <ul class="hints">{ for goal.hints.iter().take(shown).map(|hint| html! { <li>{ prose(hint) }</li> }) }</ul>
            }
            if shown < all && !state.holds {
                <button type="button" class="quiet hint-button" onclick={more}>{ label }<span class="away">{ format!(", for: {}", goal.text) }</span></button>
            }
        </li>
    }
}

/// What was lost or broken on the way, and the wrong turn that was taken.
pub fn troubles(work: &Work) -> Html {
    let troubles = &work.progress.troubles;
    let lead = match work.lesson.kind {
        Kind::Review => "Look again",
        _ => "No goal counts yet",
    };
    html! {
        <>
            if !troubles.is_empty() {
                <div class="trouble">
                    <p><b class="lead">{ lead }</b></p>
                    <ul>{ for troubles.iter().map(|trouble| html! { <li>{ sentence(&trouble.message) }</li> }) }</ul>
                </div>
            }
            if let Some(say) = work.wrong_turn() {
                <div class="wrong-turn"><p><b class="lead">{ "A wrong turn" }</b>{ " " }{ prose(say) }</p></div>
            }
        </>
    }
}
