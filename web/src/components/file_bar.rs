//! What the file is, and where another comes from.

use crate::browser::{Select, files, page};
use crate::kind::FileKind;
use crate::samples::SAMPLES;
use crate::state::Action;
use yew::prelude::*;

/// Shows the kind, changeable, and the ways to another file; `add` is that to the one that belongs to it.
pub fn file_bar(
    chosen: Option<FileKind>,
    kind: FileKind,
    lines: usize,
    extras: Html,
    on_action: &Callback<Action>,
) -> Html {
    let onchange = on_action.reform(|event: Event| {
        let select: Select = event.target_unchecked_into();
        let kind = FileKind::ALL.into_iter().find(|kind| kind.name() == select.value());
        Action::Kind(kind)
    });
    let opened = on_action.clone();
    let on_file = Callback::from(move |event: Event| files::chosen(&event, opened.clone()));
    let detected = match chosen {
        None => format!("{} (detected)", kind.name()),
        Some(_) => "Detect it".into(),
    };
    html! {
        <div class="file-bar">
            <label class="kind">
                <span class="away">{ "Kind of file" }</span>
                <select id="kind" {onchange}>
                    <option value="" selected={chosen.is_none()}>{ detected }</option>
                    { for FileKind::ALL.map(|other| html! {
                        <option value={other.name()} selected={chosen == Some(other)}>{ other.name() }</option>
                    }) }
                </select>
            </label>
            <span class="lines" id="lines">
                { match lines { 1 => "1 line".to_owned(), n => format!("{n} lines") } }
            </span>
            { extras }
            <details class="menu">
                <summary>{ "Examples" }</summary>
                <ul>
                    { for SAMPLES.iter().map(|sample| {
                        let on_action = on_action.clone();
                        let onclick = Callback::from(move |event: MouseEvent| {
                            page::close_menu(&event);
                            on_action.emit(sample.opened());
                        });
                        html! { <li><button type="button" {onclick}>{ sample.title }</button></li> }
                    }) }
                </ul>
            </details>
            <label class="open">
                <input type="file" class="away" multiple={true} onchange={on_file} />
                <span>{ "Open file" }</span>
            </label>
        </div>
    }
}
