//! A lesson: what happened, what is to be reached, and the file.

use super::{back, goals, review};
use crate::components::diff::diff_lines;
use crate::components::editor::Editor;
use crate::components::prose::{prose, sentence};
use crate::components::severity::severity_mark;
use crate::lessons::address::{Address, Place};
use crate::lessons::desk::{Act, Desk};
use crate::lessons::shelf::{self, Shelf};
use crate::lessons::words;
use crate::lessons::work::Work;
use crate::route;
use crate::state::{Action, Theme};
use crate::study::Card;
use drydock_core::lesson::{Kind, Lesson};
use std::rc::Rc;
use yew::prelude::*;

/// The page of a lesson.
pub fn lesson(
    desk: &Desk,
    work: &Work,
    shelf: &Shelf,
    address: &Address,
    theme: Theme,
    on_act: &Callback<Act>,
) -> Html {
    let lesson = &work.lesson;
    let entry = desk.entry();
    let is_solved = entry.is_some_and(|entry| entry.solved.is_some());
    let is_review = lesson.kind == Kind::Review;
    let lessons = shelf.around(&address.set, &lesson.id);
    let next = shelf::next(&lessons, &desk.record, Some(&lesson.id));
    html! {
        <article class="lesson" key={lesson.id.clone()}>
            <header class="lesson-head">
                { back(address) }
                <h2 id="page-title" tabindex="-1">{ lesson.title.clone() }</h2>
                <p class="book-facts">
                    <span>{ words::numbered_practice(lesson.practice) }</span>
                    <span>{ format!("{} min, {}", lesson.minutes, words::task(lesson.kind)) }</span>
                    if is_solved { <span>{ "solved" }</span> }
                </p>
            </header>
            <div class="lesson-words">
                <section aria-label="What happened"><p>{ prose(&lesson.incident) }</p></section>
                { goals::goals(work, entry, address, on_act) }
            </div>
            <div class="lesson-right">
                <section class="lesson-file" aria-label="File">
                    { bar(work, next.map(|next| address.to(Place::Lesson(next.id.clone(), None))), on_act) }
                    if is_review {
                        { review::lines(work, on_act) }
                    } else {
                        { editor(work, theme, on_act) }
                    }
                    if !desk.is_kept {
                        <p class="lesson-kept">{ "Progress is not kept: this browser lets the page keep nothing." }</p>
                    }
                </section>
                <div class="lesson-around">
                    if !is_review || is_solved { { findings(work, on_act) } }
                    { around(lesson, work) }
                </div>
            </div>
            // Below the file on a phone, so that it does not move under the fingers.
            <div class="lesson-after">
                { goals::troubles(work) }
                if is_solved {
                    { solved(work, next, shelf, address) }
                } else if entry.is_some_and(|entry| entry.was_shown) {
                    { solution(work) }
                } else if work.has_no_hint_left(entry) {
                    <button type="button" class="plain-button" onclick={on_act.reform(|_: MouseEvent| Act::Show)}>{ "Show a solution" }</button>
                }
            </div>
        </article>
    }
}

/// What is said above the file: it is beside it on a phone too, where the goals are not.
fn bar(work: &Work, next: Option<String>, on_act: &Callback<Act>) -> Html {
    let holding = work.progress.goals.iter().filter(|goal| goal.holds).count();
    let restart = on_act.reform(|_: MouseEvent| Act::Restart);
    let take_back = on_act.reform(|_: MouseEvent| Act::TakeBack);
    let (before, now) = (work.lesson.baseline.points, work.progress.points);
    html! {
        <div class="lesson-bar">
            <code>{ work.kind().name() }</code>
            <span><b>{ holding }</b>{ format!(" of {} goals", work.lesson.goals.len()) }</span>
            if let (Some(before), Some(now), true) = (before, now, work.lesson.kind == Kind::Dockerfile) {
                <span>{ "Score " }<b>{ now }</b>{ format!(", {before} at first") }</span>
            }
            if let Some(next) = next.filter(|_| work.progress.done) {
                <a href={next}>{ "Next lesson" }</a>
            }
            if work.before.is_some() {
                <button type="button" class="quiet" onclick={take_back}>{ "Take that back" }</button>
            } else {
                <button type="button" class="quiet" disabled={work.answer().is_none()} onclick={restart}>{ "Begin again" }</button>
            }
        </div>
    }
}

/// The page's own editor, with what the engine says of this file.
fn editor(work: &Work, theme: Theme, on_act: &Callback<Act>) -> Html {
    let on_act = on_act.clone();
    let on_action = Callback::from(move |action: Action| {
        if let Action::Edited(text) = action {
            on_act.emit(Act::Edited(text));
        }
    });
    html! {
        <Editor
            turned={None::<std::rc::Rc<crate::beside::Turn>>}
            text={work.text.clone()}
            replaced={work.replaced}
            study={work.study.clone()}
            jump={work.jump}
            {theme}
            {on_action}
        />
    }
}

/// What the audit says. There is no button that mends it: that is what the lesson is for.
fn findings(work: &Work, on_act: &Callback<Act>) -> Html {
    let study = &work.study;
    let cards = study.by_place();
    html! {
        <details class="lesson-findings" open=true>
            <summary>{ "What the audit says" }<span class="count">{ cards.len() + study.accepted.len() }</span></summary>
            <ul>
                { for cards.into_iter().map(|card| finding(card, false, on_act)) }
                { for study.accepted.iter().map(|card| finding(card, true, on_act)) }
                { for work.beside.iter().map(|said| html! { <li><span class="finding-words">{ "In the Dockerfile: " }{ prose(said) }</span></li> }) }
            </ul>
        </details>
    }
}

fn finding(card: &Rc<Card>, is_suppressed: bool, on_act: &Callback<Act>) -> Html {
    let units = card.units;
    let go = on_act.reform(move |_: MouseEvent| Act::Visit(units));
    html! {
        <li key={card.key.as_str()}>
            { severity_mark(card.severity) }
            <span class="away">{ format!("{}: ", card.severity.name()) }</span>
            <span class="finding-words">
                { sentence(&card.message) }
                if is_suppressed { <i>{ " (suppressed)" }</i> }
                { " " }<a href={route::of_rule(card.rule.id)}><code>{ card.rule.id }</code></a>
            </span>
            <button type="button" class="quiet" onclick={go}>{ format!("line {}", card.line) }</button>
        </li>
    }
}

/// What stands beside the file: the other one of the pair, and the folder.
fn around(lesson: &Lesson, work: &Work) -> Html {
    let other = match lesson.kind {
        Kind::Ignore => "The Dockerfile beside it",
        _ => "The .dockerignore beside it",
    };
    html! {
        <>
            if !work.tree.is_empty() {
                <section class="lesson-tree">
                    <h3>{ "The folder" }</h3>
                    <ul>
                        { for work.tree.iter().map(|(path, is_out)| html! {
                            <li class={if *is_out { "out" } else { "sent" }}>
                                <code>{ path.clone() }</code><span>{ if *is_out { "left out" } else { "sent" } }</span>
                            </li>
                        }) }
                    </ul>
                </section>
            }
            if !lesson.beside.is_empty() {
                <details class="lesson-beside">
                    <summary>{ other }</summary>
                    <pre class="book-code" tabindex="0"><code>{ lesson.beside.clone() }</code></pre>
                </details>
            }
        </>
    }
}

/// What is said at the end, and where to go on.
fn solved(work: &Work, next: Option<&Rc<Lesson>>, shelf: &Shelf, address: &Address) -> Html {
    let lesson = &work.lesson;
    let set = shelf.certified_with(&address.set, &lesson.id);
    let certificate = Address { set, ..Address::default() }.to(Place::Certificate);
    let is_link = |url: &str| url.starts_with("https://");
    html! {
        <section class="lesson-solved">
            <h3>{ "Solved" }</h3>
            <p>{ prose(&lesson.closing) }</p>
            <p class="course-ways">
                if let Some(next) = next {
                    <a class="main-button" href={address.to(Place::Lesson(next.id.clone(), None))}>{ format!("Next: {}", next.title) }</a>
                } else {
                    <a class="main-button" href={certificate}>{ "All solved: the certificate" }</a>
                }
                <a class="quiet-link" href="#/">{ "Now try your own file" }</a>
            </p>
            { solution(work) }
            <h3>{ "Sources" }</h3>
            <ul class="sources">
                // A pack may come from anywhere: its addresses are links only where they lead to a page.
                { for lesson.sources.iter().map(|source| if is_link(&source.url) {
                    html! { <li><a href={source.url.clone()} target="_blank" rel="noopener noreferrer">{ source.title.clone() }</a></li> }
                } else {
                    html! { <li>{ source.title.clone() }</li> }
                }) }
            </ul>
        </section>
    }
}

/// One way to mend the file, beside the answer.
fn solution(work: &Work) -> Html {
    let lines = work.to_solution();
    html! {
        <details class="solution" open={!work.progress.done}>
            <summary>{ "One solution, beside yours" }</summary>
            if lines.is_empty() {
                <p>{ "Yours is the same." }</p>
            } else {
                <p>{ "There are others. What only yours has is struck out, what only this one has is added." }</p>
                { diff_lines(&lines, "From your answer to the solution") }
            }
        </details>
    }
}
