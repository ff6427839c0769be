//! The certificate, made to be printed.

use crate::browser::{Field, lessons};
use crate::components::mark::mark;
use crate::lessons::address::{Address, Place};
use crate::lessons::desk::Desk;
use crate::lessons::shelf::Shelf;
use crate::lessons::words;
use yew::prelude::*;

/// A lesson on the certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    title: String,
    practice: u32,
    address: String,
    /// The day on which it was solved.
    solved: Option<String>,
    points: Option<u32>,
}

/// The lessons of the course, or of a set.
pub fn rows(desk: &Desk, shelf: &Shelf, address: &Address) -> Vec<Row> {
    let row = |lesson: &std::rc::Rc<drydock_core::lesson::Lesson>| {
        let entry = desk.record.get(&lesson.id);
        Row {
            title: lesson.title.clone(),
            practice: lesson.practice,
            address: address.to(Place::Lesson(lesson.id.clone(), None)),
            solved: entry.and_then(|entry| entry.solved.clone()),
            points: entry.and_then(|entry| entry.points),
        }
    };
    shelf.of_set(&address.set).into_iter().map(row).collect()
}

/// What stands on it.
#[derive(Properties, PartialEq)]
pub struct CertificateProps {
    /// The lessons.
    pub rows: Vec<Row>,
    /// Whether it is of a set, not of the course.
    pub is_set: bool,
    /// The day.
    pub today: String,
    /// The way back to the course.
    pub back: String,
}

/// The page of the certificate.
#[component]
pub fn Certificate(props: &CertificateProps) -> Html {
    let name = use_state_eq(AttrValue::default);
    let open: Vec<&Row> = props.rows.iter().filter(|row| row.solved.is_none()).collect();
    let oninput = {
        let name = name.setter();
        Callback::from(move |event: InputEvent| {
            let field: Field = event.target_unchecked_into();
            name.set(field.value().into());
        })
    };
    let print = Callback::from(|_: MouseEvent| lessons::print());
    html! {
        <article class="book-page">
            <p class="book-back"><a href={props.back.clone()}>{ "All lessons" }</a></p>
            <h2 id="page-title" tabindex="-1">{ "Certificate" }</h2>
            if open.is_empty() && !props.rows.is_empty() {
                <div class="offer certificate-name">
                    <label>{ "The name on it" }<input {oninput} autocomplete="name" /></label>
                    <button type="button" class="main-button" onclick={print}>{ "Print" }</button>
                </div>
                { sheet(props, &name) }
            } else {
                <p>{ format!("It is for all {}. {} still open:", words::count(props.rows.len(), "lesson", "lessons"), words::count(open.len(), "is", "are")) }</p>
                <ul class="sources">
                    { for open.iter().map(|row| html! { <li><a href={row.address.clone()}>{ row.title.clone() }</a></li> }) }
                </ul>
            }
        </article>
    }
}

fn sheet(props: &CertificateProps, name: &AttrValue) -> Html {
    let practices = (1..=10).filter(|n| props.rows.iter().any(|row| row.practice == *n)).count();
    let last = props.rows.iter().filter_map(|row| row.solved.clone()).max();
    let what = match (props.is_set, practices) {
        (false, 10) => "on the ten practices of Docker security".to_owned(),
        _ => "on Docker security".to_owned(),
    };
    html! {
        <section class="certificate" aria-label="The certificate">
            { mark() }
            <p class="certificate-name-line">{ if name.trim().is_empty() { AttrValue::Static("\u{a0}") } else { name.clone() } }</p>
            <p class="certificate-what">
                { format!("has solved {} {what}, each graded by Drydock’s engine.", words::count(props.rows.len(), "lesson", "lessons")) }
            </p>
            <table>
                <thead><tr><th scope="col">{ "Lesson" }</th><th scope="col">{ "Solved" }</th><th scope="col">{ "Score" }</th></tr></thead>
                <tbody>
                    { for props.rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row">{ row.title.clone() }</th>
                            <td>{ row.solved.clone().unwrap_or_default() }</td>
                            <td>{ row.points.map_or_else(|| "–".to_owned(), |points| points.to_string()) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <p class="certificate-foot">
                { format!("{} · Made in a browser and signed by nobody: it says what its holder has done, and proves it to nobody.", last.unwrap_or_else(|| props.today.clone())) }
            </p>
        </section>
    }
}
