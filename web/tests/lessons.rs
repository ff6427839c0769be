//! The lessons' pages, rendered to strings without a browser.

use drydock_core::lesson;
use drydock_web::components::learn::view;
use drydock_web::lessons::address::Address;
use drydock_web::lessons::desk::{Act, Desk, Lessons};
use drydock_web::lessons::shelf::Shelf;
use drydock_web::state::Theme;
use std::rc::Rc;
use yew::prelude::*;
use yew::{LocalServerRenderer, Reducible};

/// The lessons that come with the page.
fn own() -> Shelf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../static/lessons");
    let files = std::fs::read_dir(folder).expect("the lessons are there");
    let paths = files.map(|file| file.expect("it can be read").path());
    let tomls = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let read = |path| lesson::to_json(&std::fs::read_to_string(path).expect("it is text"));
    let list: Vec<serde_json::Value> = tomls.map(|path| read(path).expect("a lesson")).collect();
    Shelf::default().with("Drydock", &serde_json::Value::from(list).to_string()).expect("a pack")
}

fn at(shelf: &Rc<Shelf>, rest: &str) -> Rc<Desk> {
    let desk = Rc::new(Desk { today: "2026-11-25".to_owned(), is_kept: true, ..Desk::default() });
    let acts = [Act::Lessons(Lessons::Here(shelf.clone())), Act::Go(Address::of(rest))];
    acts.into_iter().fold(desk, Reducible::reduce)
}

#[derive(Properties)]
struct PageProps {
    desk: Rc<Desk>,
}

impl PartialEq for PageProps {
    fn eq(&self, _: &PageProps) -> bool {
        false
    }
}

#[component]
fn Page(props: &PageProps) -> Html {
    view(&props.desk, &props.desk.address, Theme::Auto, &Callback::noop())
}

fn render(desk: &Rc<Desk>) -> String {
    let props = PageProps { desk: desk.clone() };
    let html = LocalServerRenderer::<Page>::with_props(props).hydratable(false).render();
    let html = pollster::block_on(html);
    assert!(!html.contains("style="), "the page's policy drops style attributes: {html}");
    html
}

#[test]
fn the_course_lists_all_lessons() {
    let shelf = Rc::new(own());
    let html = render(&at(&shelf, ""));
    assert_eq!(html.matches("class=\"lesson-row\"").count(), 16);
    assert!(html.contains("Begin: Read your first audit"), "{html}");
    assert!(!html.contains("keep nothing"), "{html}");
    let blocked = Rc::new(Desk { is_kept: false, ..(*at(&shelf, "")).clone() });
    assert!(render(&blocked).contains("This browser lets the page keep nothing"));
}

#[test]
fn every_lesson_begins_open_and_gives_nothing_away() {
    let shelf = Rc::new(own());
    for lesson in &shelf.courses[0].lessons {
        let desk = at(&shelf, &format!("/{}", lesson.id));
        let html = render(&desk);
        assert_eq!(html.matches("class=\"goal\"").count(), lesson.goals.len(), "{}", lesson.id);
        assert!(html.contains("data-state=\"open\""), "{}: a goal is open", lesson.id);
        for given in ["wrong-turn", "class=\"hints\"", "lesson-solved", "class=\"solution\""] {
            assert!(!html.contains(given), "{}: {given}", lesson.id);
        }
        let hints = lesson.goals.iter().enumerate();
        let acts = hints.flat_map(|(at, goal)| goal.hints.iter().map(move |_| Act::Hint(at)));
        let html = render(&acts.fold(desk, Reducible::reduce));
        assert!(html.contains("Show a solution"), "{}", lesson.id);
    }
}

#[test]
fn every_lesson_is_solved_by_its_solution() {
    let shelf = Rc::new(own());
    let mut desk = at(&shelf, "");
    for lesson in &shelf.courses[0].lessons {
        let go = Act::Go(Address::of(&format!("/{}", lesson.id)));
        desk = desk.reduce(go);
        let answer = match lesson.kind {
            lesson::Kind::Review => {
                let goals = lesson.goals.iter().flat_map(|goal| &goal.all);
                let lines = goals.filter_map(|condition| match condition {
                    lesson::Condition::Selected(line) => lesson.line_of(line),
                    _ => None,
                });
                lines.map(Act::Toggle).collect()
            }
            _ => vec![Act::Edited(lesson.solution.clone().into()), Act::Grade],
        };
        desk = answer.into_iter().fold(desk, Reducible::reduce);
        assert!(render(&desk).contains("lesson-solved"), "{}", lesson.id);
    }
    let html = render(&desk.reduce(Act::Go(Address::of("/certificate"))));
    assert!(
        html.contains("has solved 16 lessons on the ten practices of Docker security"),
        "{html}"
    );
}
