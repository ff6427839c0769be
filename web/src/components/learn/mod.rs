//! The pages of the lessons: course, lesson, certificate.

mod certificate;
mod course;
mod goals;
mod keeping;
mod lesson;
mod review;

use crate::browser::{clock, lessons, page};
use crate::lessons::address::{Address, Place};
use crate::lessons::desk::{Act, Desk, Lessons, Origin};
use crate::state::Theme;
use std::rc::Rc;
use yew::prelude::*;

/// A page of the lessons, by what stands behind `#/learn`; called by way of [`late`](crate::late).
pub fn learn(rest: &str, theme: Theme) -> Html {
    html! { <Learn rest={rest.to_owned()} {theme} /> }
}

/// Which page.
#[derive(Properties, PartialEq)]
struct LearnProps {
    /// What stands behind `#/learn`.
    rest: AttrValue,
    /// Light or dark.
    theme: Theme,
}

#[component]
fn Learn(props: &LearnProps) -> Html {
    let address = Address::of(&props.rest);
    let desk = use_reducer(|| {
        let record = lessons::kept();
        let today = clock::today().map(|day| day.to_string()).unwrap_or_default();
        let (is_kept, record) = (record.is_some(), record.unwrap_or_default());
        Desk { is_kept, record, today, ..Desk::default() }
    });
    let on_act = {
        let dispatch = desk.dispatcher();
        use_callback((), move |act: Act, ()| dispatch.dispatch(act))
    };
    {
        let (on_act, address) = (on_act.clone(), address.clone());
        use_effect_with(address, move |address| on_act.emit(Act::Go(address.clone())));
    }
    {
        let on_act = on_act.clone();
        use_effect_with((), move |()| lessons::load(on_act));
    }
    use_effect_with(desk.shelf().map(Rc::as_ptr), {
        let shelf = desk.shelf().cloned();
        move |_| {
            if let Some(shelf) = shelf {
                lessons::shelve(shelf);
            }
        }
    });
    use_keeping(&desk, &on_act);
    use_packs(&desk, &on_act);
    use_telling(&desk);
    use_focus(&address, desk.work.as_ref().map(|work| work.lesson.id.clone()));
    lessons::use_pack_drop(on_act.reform(|(name, text)| Act::Pack(Origin::Opened, name, text)));
    let revision = desk.work.as_ref().map_or(0, |work| work.revision);
    lessons::use_typing_rest(revision, on_act.reform(|()| Act::Grade));
    html! {
        <div class="learn">
            { view(&desk, &address, props.theme, &on_act) }
            { keeping::notice(&desk, &on_act) }
            <p class="away" role="status">{ desk.said.clone() }</p>
        </div>
    }
}

/// Keeps what has changed in the record.
#[hook]
fn use_keeping(desk: &Desk, on_act: &Callback<Act>) {
    let last = use_mut_ref(|| desk.record.clone());
    let on_act = on_act.clone();
    use_effect_with(desk.record.clone(), move |record| {
        let before = last.replace(record.clone());
        if before != *record {
            on_act.emit(Act::Kept(lessons::keep(&before, record)));
        }
    });
}

/// Keeps the packs that were opened.
#[hook]
fn use_packs(desk: &Desk, on_act: &Callback<Act>) {
    let (shelf, on_act) = (desk.shelf().cloned(), on_act.clone());
    use_effect_with(desk.packs, move |count| {
        if *count > 0
            && let Some(shelf) = shelf
            && !lessons::keep_packs(&shelf)
        {
            let problem = "The lessons are here until the page is closed: this browser has no room for them, or keeps nothing.";
            on_act.emit(Act::Problem(problem.into()));
        }
    });
}

/// Tells of what has happened since it was told last.
#[hook]
fn use_telling(desk: &Desk) {
    let told = use_mut_ref(|| 0);
    let milestones = desk.milestones.clone();
    use_effect_with(desk.milestones.len(), move |count| {
        let before = told.replace(*count);
        milestones.iter().skip(before).for_each(lessons::tell);
    });
}

/// Begins a page at its heading, or at the goal that the address names; but for the first, which begins at its top.
#[hook]
fn use_focus(address: &Address, open: Option<String>) {
    let first = use_mut_ref(|| true);
    use_effect_with((address.clone(), open), move |(address, open)| {
        let is_first = first.replace(false);
        match &address.place {
            Place::Lesson(id, Some(goal)) if open.as_ref() == Some(id) => {
                page::focus(&goals::element_id(goal));
            }
            _ if is_first => {}
            _ => page::focus("page-title"),
        }
    });
}

/// A page as it looks in a given state.
pub fn view(desk: &Desk, address: &Address, theme: Theme, on_act: &Callback<Act>) -> Html {
    let shelf = match &desk.lessons {
        Lessons::Here(shelf) => shelf,
        Lessons::Awaited => return aside("The lessons are on their way …"),
        Lessons::Missing => {
            return aside("The lessons could not be loaded. Reload the page to try again.");
        }
    };
    let work = desk.work.as_ref();
    match &address.place {
        Place::Course => course::course(desk, shelf, address, on_act),
        Place::Certificate => html! {
            <certificate::Certificate
                rows={certificate::rows(desk, shelf, address)}
                is_set={!address.set.is_empty()}
                today={desk.today.clone()}
                back={address.to(Place::Course)}
            />
        },
        Place::Lesson(id, _) => match work.filter(|work| work.lesson.id == *id) {
            Some(work) => lesson::lesson(desk, work, shelf, address, theme, on_act),
            None if shelf.find(id).is_none() => unknown(id, address),
            // It is opened right after this.
            None => aside("The lesson is on its way …"),
        },
    }
}

fn aside(text: &'static str) -> Html {
    html! { <><h2 id="page-title" tabindex="-1">{ "Learn" }</h2><p class="aside">{ text }</p></> }
}

fn unknown(id: &str, address: &Address) -> Html {
    html! {
        <article class="book-page">
            { back(address) }
            <h2 id="page-title" tabindex="-1">{ "No such lesson" }</h2>
            <p>{ "There is no lesson " }<code>{ id.to_owned() }</code>{ " here. If it belongs to a pack, drop the pack’s file on this page." }</p>
        </article>
    }
}

/// The way back to the course.
fn back(address: &Address) -> Html {
    html! { <p class="book-back"><a href={address.to(Place::Course)}>{ "All lessons" }</a></p> }
}
