//! The two files of a pair, as tabs above the editor; where there is one, the way to the other.

use crate::beside::Act;
use crate::browser::page;
use crate::kind::FileKind;
use crate::state::{Action, State};
use crate::study::Study;
use yew::prelude::*;

/// The tabs, and what the bar below says: called by way of [`late`](crate::late).
pub fn file_tabs(state: &State, on_action: &Callback<Action>) -> (Html, Html) {
    match &state.study.beside {
        Some(beside) => (tabs(state, beside, on_action), Html::default()),
        None if state.study.has_text => (Html::default(), add(state.kind(), on_action)),
        None => Default::default(),
    }
}

fn tabs(state: &State, beside: &Study, on_action: &Callback<Action>) -> Html {
    let put_away = on_action.reform(|_: MouseEvent| Action::Pair(Act::PutAway));
    let shown = state.kind();
    let onkeydown = {
        let on_action = on_action.clone();
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" | "ArrowLeft" => shown.other(),
                "Home" => FileKind::Dockerfile,
                "End" => FileKind::Dockerignore,
                _ => return,
            };
            event.prevent_default();
            on_action.emit(Action::Pair(Act::Face(next)));
            page::focus(id(next));
        })
    };
    let tab = |kind: FileKind| {
        let study = if kind == shown { &*state.study } else { beside };
        tab(kind, study, kind == shown, on_action)
    };
    html! {
        <div class="file-tabs">
            <div class="file-tablist" role="tablist" aria-label="The two files" {onkeydown}>{ for FileKind::ALL.map(tab) }</div>
            <button type="button" class="quiet" onclick={put_away}>
                { "Put away" }<span class="away">{ format!(" the {}", shown.other().name()) }</span>
            </button>
        </div>
    }
}

fn tab(kind: FileKind, study: &Study, is_shown: bool, on_action: &Callback<Action>) -> Html {
    let onclick = on_action.reform(move |_: MouseEvent| Action::Pair(Act::Face(kind)));
    html! {
        <button
            type="button"
            role="tab"
            id={id(kind)}
            aria-selected={is_shown.to_string()}
            aria-controls="editor"
            tabindex={if is_shown { "0" } else { "-1" }}
            {onclick}
        >
            { kind.name() }
            { match &study.score {
                Some(score) => html! {
                    <span class="count"><span class="away">{ ", score " }</span>{ score.points }{ " " }{ score.grade }</span>
                },
                None if study.has_text => html! { <span class="count">{ "not graded" }</span> },
                None => html! { <span class="count">{ "empty" }</span> },
            } }
        </button>
    }
}

fn add(kind: FileKind, on_action: &Callback<Action>) -> Html {
    let onclick = on_action.reform(|_: MouseEvent| Action::Pair(Act::Add));
    html! {
        <button type="button" class="file-add" {onclick}>{ format!("Add {}", kind.other().name()) }</button>
    }
}

fn id(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Dockerfile => "file-dockerfile",
        FileKind::Dockerignore => "file-dockerignore",
    }
}
