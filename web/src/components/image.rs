//! The Image tab: what the file builds, as a picture and as a list.

use crate::kind::FileKind;
use crate::more::Act;
use crate::picture::{self, Arrow, Column, Fate, How, Mark, Picture, Place, Row, User};
use crate::state::{Action, State};
use crate::study::Study;
use std::rc::Rc;
use yew::prelude::*;

/// What the picture is of.
#[derive(Properties, PartialEq)]
pub struct ImageProps {
    /// The text.
    pub text: AttrValue,
    /// What the engine says of it.
    pub study: Rc<Study>,
    /// Whether the stages stand one below the other.
    pub is_narrow: bool,
    /// Called when a place is to be gone to.
    pub on_action: Callback<Action>,
}

/// The tab; called by way of [`late`](crate::late).
pub fn image(state: &State, on_action: &Callback<Action>) -> Html {
    html! {
        <Image
            text={state.text.clone()}
            study={state.study.clone()}
            is_narrow={state.is_narrow}
            on_action={on_action.clone()}
        />
    }
}

/// Draws the picture, and writes it out.
#[component]
pub fn Image(props: &ImageProps) -> Html {
    let study = &props.study;
    let picture = match study.score.is_some() && study.kind == FileKind::Dockerfile {
        true => Picture::of(&props.text, study, props.is_narrow),
        false => Picture::default(),
    };
    if picture.columns.is_empty() {
        return html! {
            <p class="aside">{ "There is nothing to draw: a Dockerfile with a FROM is needed." }</p>
        };
    }
    html! {
        <div class="image">
            <h2 class="away">{ "What the file builds" }</h2>
            { legend(&picture) }
            <div class="image-scroll" role="region" aria-label="Picture of the stages" tabindex="0">
                { drawing(&picture, &props.on_action) }
            </div>
            <details class="image-list">
                <summary>{ "The same as a list" }</summary>
                { for picture.columns.iter().enumerate().map(|(at, column)| written(at, column, &picture, &props.on_action)) }
            </details>
        </div>
    }
}

fn legend(picture: &Picture) -> Html {
    let rows = || picture.columns.iter().flat_map(|column| &column.rows);
    let has_user = |user| rows().any(|row| row.user == user);
    let has_mark =
        |is_secret| rows().any(|row| row.marks.iter().any(|mark| mark.is_secret == is_secret));
    let entries = [
        ("user-root", "done as root", has_user(User::Root)),
        ("user-other", "done as another user", has_user(User::Other)),
        ("user-unknown", "user of the base image", has_user(User::Unknown)),
        ("kept-secret", "secret that stays", has_mark(true)),
        ("kept-leftover", "leftover that stays", has_mark(false)),
    ];
    html! {
        <ul class="image-legend">
            { for entries.into_iter().filter(|(_, _, is_there)| *is_there).map(|(class, text, _)| html! {
                <li>
                    <svg class={class} viewBox="0 0 14 14" aria-hidden="true" focusable="false">{ sign(class) }</svg>
                    { text }
                </li>
            }) }
        </ul>
    }
}

/// A shape for each thing, so that it is never told by colour alone.
fn sign(class: &str) -> Html {
    match class {
        "user-root" => html! { <path d="M5 0h4v14H5z" /> },
        "user-other" => html! { <path d="M5 0h4v4H5zM5 5h4v4H5zM5 10h4v4H5z" /> },
        "user-unknown" => html! { <path d="M6.5 0h1v14h-1z" /> },
        "kept-secret" => html! { <path d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" /> },
        _ => html! { <path d="M7 .5L13.5 7 7 13.5.5 7z" /> },
    }
}

fn drawing(picture: &Picture, on_action: &Callback<Action>) -> Html {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    html! {
        <svg
            class="drawing"
            viewBox={format!("0 0 {width} {height}")}
            {width}
            {height}
            role="group"
            aria-label="What the file builds: each part leads to its line"
            focusable="false"
        >
            <defs>
                <marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="5" markerHeight="5" orient="auto">
                    <path d="M0 0L8 4 0 8z" />
                </marker>
            </defs>
            { for picture.arrows.iter().map(arrow) }
            { for picture.columns.iter().map(|column| self::column(column, on_action)) }
        </svg>
    }
}

fn arrow(arrow: &Arrow) -> Html {
    let class = match arrow.how {
        How::Copied => "arrow",
        How::Mounted => "arrow mounted",
        How::Continued => "arrow continued",
    };
    html! { <path {class} d={arrow.course.clone()} marker-end="url(#head)" /> }
}

fn column(column: &Column, on_action: &Callback<Action>) -> Html {
    let (x, y) = column.at;
    let width = picture::COLUMN;
    let class = match column.fate {
        Fate::Image => "stage shipped",
        Fate::Used => "stage",
        Fate::NotBuilt => "stage unbuilt",
    };
    html! {
        <g {class}>
            <rect class="stage-ground" x={num(x)} y={num(y)} width={num(width)} height={num(column.height)} rx="4" />
            { link(column.place, &format!("{}, from {}, {}", column.title, column.base, fate(column.fate)), on_action, html! {
                <>
                    <rect class="stage-head" x={num(x)} y={num(y)} width={num(width)} height={num(picture::HEAD - picture::BETWEEN)} rx="4" />
                    <text class="stage-title" x={num(x + 12)} y={num(y + 22)}>{ picture::cut(&column.title, 22) }</text>
                    <text class="stage-fate" x={num(x + width - 12)} y={num(y + 22)} text-anchor="end">{ fate(column.fate) }</text>
                    <text class="stage-base" x={num(x + 12)} y={num(y + 42)}>{ picture::cut(&column.base, picture::LETTERS + 4) }</text>
                </>
            }) }
            { for column.rows.iter().map(|row| self::row(row, x, on_action)) }
            { about(column) }
        </g>
    }
}

fn row(row: &Row, x: u32, on_action: &Callback<Action>) -> Html {
    let (y, height) = (row.y, if row.is_layer { picture::LAYER } else { picture::SETTING });
    let base = y + height / 2 + 4;
    let letters = picture::LETTERS.saturating_sub(row.keyword.len());
    // In a picture every letter of the keyword and of the text is as wide as any other.
    let text_x = x + 30 + 8 * row.keyword.len() as u32;
    html! {
        <>
            { link(row.place, &said(row), on_action, html! {
                <>
                    <rect class={if row.is_layer { "layer" } else { "setting" }} x={num(x + 8)} y={num(y)} width={num(picture::COLUMN - 16)} height={num(row.height)} rx="3" />
                    { lane(row, x, height) }
                    <text class="row-keyword" x={num(x + 22)} y={num(base)}>{ row.keyword }</text>
                    <text class="row-text" x={num(text_x)} y={num(base)}>{ picture::cut(&row.text, letters) }</text>
                    { for row.marks.iter().enumerate().map(|(at, mark)| {
                        self::mark(mark, x + 22, y + height + picture::MARK * at as u32)
                    }) }
                </>
            }) }
        </>
    }
}

/// The stripe that says who does it.
fn lane(row: &Row, x: u32, height: u32) -> Html {
    let (top, bottom) = (row.y + 4, row.y + height - 4);
    let class = user_class(row.user);
    html! { <path class={classes!("lane", class)} d={format!("M{} {top}V{bottom}", x + 14)} /> }
}

fn mark(mark: &Mark, x: u32, y: u32) -> Html {
    let class = if mark.is_secret { "kept-secret" } else { "kept-leftover" };
    html! {
        <g {class}>
            <g transform={format!("translate({x} {})", y + 2)}>{ sign(class) }</g>
            <text class="row-mark" x={num(x + 20)} y={num(y + 13)}>{ picture::cut(&mark.text, 34) }</text>
        </g>
    }
}

/// What the image says of itself, at the foot of its stage.
fn about(column: &Column) -> Html {
    let (x, foot) = (column.at.0, column.at.1 + column.height);
    let top = foot - picture::MARK * column.image.len() as u32;
    html! {
        <>
            if !column.image.is_empty() {
                <path class="waterline" d={format!("M{x} {}h{}", top - 6, picture::COLUMN)} />
            }
            { for column.image.iter().enumerate().map(|(at, (label, value))| {
                let y = top + picture::MARK * at as u32 + 14;
                html! {
                    <>
                        <text class="row-label" x={num(x + 12)} y={num(y)}>{ *label }</text>
                        <text class="row-text" x={num(x + 84)} y={num(y)}>{ picture::cut(value, 25) }</text>
                    </>
                }
            }) }
        </>
    }
}

/// A part of the picture that leads to its place in the text.
fn link(place: Place, label: &str, on_action: &Callback<Action>, inside: Html) -> Html {
    html! {
        <a class="part" href="#/" onclick={go(place, on_action)}>
            // This names the link, and says it all; what is drawn is cut.
            <title>{ format!("Line {}: {label}", place.line) }</title>
            <g aria-hidden="true">{ inside }</g>
        </a>
    }
}

fn go(place: Place, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    on_action.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::More(Act::Go(place.units))
    })
}

fn num(number: u32) -> String {
    number.to_string()
}

fn user_class(user: User) -> &'static str {
    match user {
        User::Root => "user-root",
        User::Other => "user-other",
        User::Unknown => "user-unknown",
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Image => "in the image",
        Fate::Used => "files are taken",
        Fate::NotBuilt => "not built",
    }
}

/// A row in words.
fn said(row: &Row) -> String {
    let user = match row.user {
        User::Root => "as root",
        User::Other => "not as root",
        User::Unknown => "as the base image’s user",
    };
    let user = if row.keyword == "RUN" { format!(", {user}") } else { String::new() };
    let mut said = format!("{} {}{user}", row.keyword, picture::cut(&row.text, 200));
    for mark in &row.marks {
        said += if mark.is_secret { ". Keeps a secret: " } else { ". Keeps a leftover: " };
        said += &mark.text;
    }
    said
}

/// A stage as a list.
fn written(at: usize, column: &Column, picture: &Picture, on_action: &Callback<Action>) -> Html {
    let taken = |row: &Row| {
        let arrows = picture.arrows.iter();
        let from = arrows.filter(|arrow| arrow.to == (at, row.place.line));
        from.map(|arrow| format!(" (from {})", picture.columns[arrow.from].title))
            .collect::<String>()
    };
    let line = |place: Place, text: String| {
        html! {
            <li><a href="#/" onclick={go(place, on_action)}>{ format!("Line {}", place.line) }</a>{ ": " }{ text }</li>
        }
    };
    html! {
        <section>
            <h3>{ format!("{}: {}", column.title, fate(column.fate)) }</h3>
            <ol>
                { line(column.place, format!("starts from {}", column.base)) }
                { for column.rows.iter().map(|row| line(row.place, said(row) + &taken(row))) }
                { for column.image.iter().map(|(label, value)| html! { <li>{ format!("The image’s {label}: {value}") }</li> }) }
            </ol>
        </section>
    }
}
