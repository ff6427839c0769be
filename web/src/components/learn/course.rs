//! The course: all lessons, what each teaches, and how far somebody has come.

use super::keeping;
use crate::lessons::address::{Address, Place};
use crate::lessons::desk::{Act, Desk};
use crate::lessons::record::Standing;
use crate::lessons::shelf::{self, Course, Shelf};
use crate::lessons::words;
use drydock_core::lesson::Lesson;
use std::rc::Rc;
use yew::prelude::*;

/// The page of a course, or of a curated set.
pub fn course(desk: &Desk, shelf: &Shelf, address: &Address, on_act: &Callback<Act>) -> Html {
    let lessons = shelf.of_set(&address.set);
    let is_set = !address.set.is_empty();
    let missing: Vec<&String> = address.set.iter().filter(|id| shelf.find(id).is_none()).collect();
    let packs = if is_set { &[] } else { shelf.courses.get(1..).unwrap_or_default() };
    let title = match is_set {
        true => format!("A set of {}", words::count(lessons.len(), "lesson", "lessons")),
        false => "Learn".to_owned(),
    };
    html! {
        <>
            <h2 id="page-title" tabindex="-1">{ title }</h2>
            <p class="book-lead">
                { "Each lesson is an incident, a broken file, and goals that the engine grades while you type. A few minutes each, no account, and nothing leaves this tab." }
            </p>
            if is_set { <p class="book-back"><a href="#/learn">{ "The whole course" }</a></p> }
            if !missing.is_empty() {
                <p class="aside">{ "Not here: " }{ for missing.iter().map(|id| html! { <><code>{ (*id).clone() }</code>{ " " }</> }) }{ "They may belong to a pack of other lessons." }</p>
            }
            { progress(desk, &lessons, address) }
            { list(desk, &lessons, address) }
            { for packs.iter().enumerate().map(|(at, course)| pack(desk, at + 1, course, address, on_act)) }
            { keeping::keeping(desk, on_act) }
        </>
    }
}

/// How far somebody has come, and where to go on.
fn progress(desk: &Desk, lessons: &[&Rc<Lesson>], address: &Address) -> Html {
    let solved = desk.record.solved(lessons.iter().map(|lesson| lesson.id.as_str()));
    let next = shelf::next(lessons, &desk.record, None);
    let is_fresh = desk.record.is_empty();
    html! {
        <section class="course-progress" aria-label="Progress">
            <p>
                <b>{ format!("{solved} of {}", lessons.len()) }</b>{ " solved" }
                <progress max={lessons.len().to_string()} value={solved.to_string()} aria-label="Lessons solved">{ format!("{solved} of {}", lessons.len()) }</progress>
            </p>
            <p class="course-ways">
                if let Some(next) = next {
                    <a class="main-button" href={address.to(Place::Lesson(next.id.clone(), None))}>
                        { if is_fresh { "Begin" } else { "Continue" } }{ format!(": {}", next.title) }
                    </a>
                }
                if !lessons.is_empty() {
                    <a class={if next.is_none() { "main-button" } else { "quiet-link" }} href={address.to(Place::Certificate)}>{ "Certificate" }</a>
                }
            </p>
            if !desk.is_kept {
                <p class="aside">{ "This browser lets the page keep nothing: progress is lost when the page is closed or reloaded. To take it along, export it below." }</p>
            }
        </section>
    }
}

fn list(desk: &Desk, lessons: &[&Rc<Lesson>], address: &Address) -> Html {
    html! {
        <ol class="lessons">
            { for lessons.iter().map(|lesson| row(desk, lesson, address)) }
        </ol>
    }
}

fn row(desk: &Desk, lesson: &Lesson, address: &Address) -> Html {
    let standing = desk.record.standing(&lesson.id);
    let entry = desk.record.get(&lesson.id);
    let hints: usize = entry.map_or(0, |entry| entry.hints.values().sum());
    let was_shown = entry.is_some_and(|entry| entry.was_shown);
    let mut state = vec![standing.word().to_owned()];
    if standing == Standing::Solved {
        state.extend(entry.and_then(|entry| entry.points).map(|points| format!("score {points}")));
        state.extend((hints > 0).then(|| words::count(hints, "hint", "hints")));
        state.extend(was_shown.then(|| "solution seen".to_owned()));
    }
    html! {
        <li class="lesson-row" data-standing={standing.word()}>
            { mark(standing) }
            <a href={address.to(Place::Lesson(lesson.id.clone(), None))}>{ lesson.title.clone() }</a>
            <span class="lesson-state">{ state.join(", ") }</span>
            <span class="lesson-about">{ words::numbered_practice(lesson.practice) }</span>
            <span class="lesson-task">{ format!("{} min, {}", lesson.minutes, words::task(lesson.kind)) }</span>
        </li>
    }
}

fn pack(
    desk: &Desk,
    at: usize,
    course: &Course,
    address: &Address,
    on_act: &Callback<Act>,
) -> Html {
    let lessons: Vec<&Rc<Lesson>> = course.lessons.iter().collect();
    let remove = on_act.reform(move |_: MouseEvent| Act::Unpack(at));
    html! {
        <section class="book-group">
            <h3>{ course.title.clone() }<span class="count">{ lessons.len() }</span></h3>
            { list(desk, &lessons, address) }
            if course.is_kept {
                <p class="aside">
                    { "It is kept in this browser. " }
                    <button type="button" class="quiet" onclick={remove}>{ "Remove" }<span class="away">{ format!(" {}", course.title) }</span></button>
                </p>
            }
        </section>
    }
}

/// The load line's sign, empty, begun or full: how it stands is never told by colour alone.
pub fn mark(standing: Standing) -> Html {
    let inside = match standing {
        Standing::New => Html::default(),
        Standing::Started => html! { <path class="begun" d="M2 8a6 6 0 0 0 12 0z" /> },
        Standing::Solved => html! { <path class="tick" d="M4.5 8.5l2.5 2.5 4.5-5.5" /> },
    };
    html! {
        <svg class={classes!("standing", standing.word())} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <circle cx="8" cy="8" r="6" />
            { inside }
        </svg>
    }
}
