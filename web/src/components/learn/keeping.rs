//! What becomes of somebody's progress: taken along, brought back, forgotten; and packs of other people's lessons.

use crate::browser::{files, lessons};
use crate::components::prose::prose;
use crate::lessons::desk::{Act, Desk, Origin};
use yew::prelude::*;

/// The foot of the course.
pub fn keeping(desk: &Desk, on_act: &Callback<Act>) -> Html {
    let record = desk.record.clone();
    let export = Callback::from(move |_: MouseEvent| {
        files::download("drydock-progress.json", &record.written());
    });
    let on_record = on_act.reform(|(name, text)| Act::Import(name, text));
    let import = Callback::from(move |event: Event| lessons::chosen(&event, on_record.clone()));
    let on_pack = on_act.reform(|(name, text)| Act::Pack(Origin::Opened, name, text));
    let open = Callback::from(move |event: Event| lessons::chosen(&event, on_pack.clone()));
    let reset = on_act.reform(|_: MouseEvent| Act::Reset);
    let is_empty = desk.record.is_empty();
    html! {
        <div class="keeping">
            <section>
                <h3>{ "Your progress" }</h3>
                <p>
                    { if desk.is_kept { "It is kept in this browser, and nowhere else." } else { "This browser keeps nothing for this page." } }
                    { " As a file it can be taken to another one." }
                </p>
                <div class="buttons">
                    <button type="button" class="plain-button" disabled={is_empty} onclick={export}>{ "Export" }</button>
                    { field("Import", ".json,application/json", import) }
                    <button type="button" class="plain-button" disabled={is_empty} onclick={reset}>{ "Reset" }</button>
                </div>
            </section>
            <section>
                <h3>{ "Other people’s lessons" }</h3>
                <p>
                    { "Drop a lesson on this page, or open it here: its TOML file, or a pack that " }
                    <code>{ "drydock lesson list --format json FILE…" }</code>
                    { " writes. It is read in this tab, and graded by the same engine." }
                </p>
                <div class="buttons">{ field("Open a pack", ".json,.toml,application/json", open) }</div>
            </section>
        </div>
    }
}

fn field(label: &'static str, accept: &'static str, onchange: Callback<Event>) -> Html {
    html! {
        <label class="plain-button file-button">
            { label }
            <input type="file" class="away" {accept} {onchange} />
        </label>
    }
}

/// What was last done to the record, with its way back; and what went wrong.
pub fn notice(desk: &Desk, on_act: &Callback<Act>) -> Html {
    let undo = on_act.reform(|_: MouseEvent| Act::Undo);
    let dismiss = on_act.reform(|_: MouseEvent| Act::Dismiss);
    let close =
        html! { <button type="button" class="quiet" onclick={dismiss}>{ "Close" }</button> };
    html! {
        <div class="learn-notices">
            <div role="alert">
                if let Some(problem) = &desk.problem {
                    <div class="notice problem"><p>{ prose(problem) }</p>{ close.clone() }</div>
                }
            </div>
            if let Some((done, _)) = desk.undo.as_ref().filter(|_| desk.problem.is_none()) {
                <div class="notice" role="status">
                    <p>{ prose(&format!("Done: {done}.")) }</p>
                    <button type="button" class="fix" onclick={undo}>{ "Undo" }</button>
                    { close }
                </div>
            }
        </div>
    }
}
