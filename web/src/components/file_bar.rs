//! What the file is, and where another comes from.

use crate::browser::{Select, files, page};
use crate::kind::FileKind;
use crate::samples::SAMPLES;
use crate::state::Action;
use yew::prelude::*;

/// The file's kind and size.
#[derive(Properties, PartialEq)]
pub struct FileBarProps {
    /// The kind that the user chose.
    pub chosen: Option<FileKind>,
    /// The kind that it is read as.
    pub kind: FileKind,
    /// How many lines it has.
    pub lines: usize,
    /// Called when something is to be done.
    pub on_action: Callback<Action>,
}

/// Shows the kind, changeable, and the ways to another file.
#[component]
pub fn FileBar(props: &FileBarProps) -> Html {
    let onchange = props.on_action.reform(|event: Event| {
        let select: Select = event.target_unchecked_into();
        let kind = FileKind::ALL.into_iter().find(|kind| kind.name() == select.value());
        Action::Kind(kind)
    });
    let on_action = props.on_action.clone();
    let on_file = Callback::from(move |event: Event| files::chosen(&event, on_action.clone()));
    let detected = match props.chosen {
        None => format!("{} (detected)", props.kind.name()),
        Some(_) => "Detect it".into(),
    };
    html! {
        <div class="file-bar">
            <label class="kind">
                <span class="away">{ "Kind of file" }</span>
                <select id="kind" {onchange}>
                    <option value="" selected={props.chosen.is_none()}>{ detected }</option>
                    { for FileKind::ALL.map(|kind| html! {
                        <option value={kind.name()} selected={props.chosen == Some(kind)}>{ kind.name() }</option>
                    }) }
                </select>
            </label>
            <span class="lines" id="lines">
                { match props.lines { 1 => "1 line".to_owned(), n => format!("{n} lines") } }
            </span>
            <details class="menu">
                <summary>{ "Examples" }</summary>
                <ul>
                    { for SAMPLES.iter().map(|sample| {
                        let on_action = props.on_action.clone();
                        let onclick = Callback::from(move |event: MouseEvent| {
                            page::close_menu(&event);
                            on_action.emit(sample.opened());
                        });
                        html! { <li><button type="button" {onclick}>{ sample.title }</button></li> }
                    }) }
                </ul>
            </details>
            <label class="open">
                <input type="file" class="away" onchange={on_file} />
                <span>{ "Open file" }</span>
            </label>
        </div>
    }
}
