//! The Context tab: what of a folder is sent to the builder, what each COPY brings into the image, and a
//! `.dockerignore` to begin with.

use super::context_tree::ContextTree;
use super::generator::Generator;
use crate::beside::{Act, Listing};
use crate::browser::{Select, TextArea, folders};
use crate::context::{Lens, Look, Preview, Show, Sums, View, summary};
use crate::kind::FileKind;
use crate::state::{Action, State};
use drydock_core::context::listing;
use std::rc::Rc;
use yew::prelude::*;

/// The two files and the folder.
#[derive(Properties, PartialEq)]
pub struct ContextProps {
    /// The Dockerfile; empty where there is none.
    pub dockerfile: AttrValue,
    /// The `.dockerignore`; empty where there is none.
    pub ignore: AttrValue,
    /// The folder; else a sample.
    pub listing: Option<Rc<Listing>>,
    /// Called when something is to be done.
    pub on_action: Callback<Action>,
}

/// The Context tab as the page has it; called by way of [`late`](crate::late).
pub fn panel(state: &State, on_action: &Callback<Action>) -> Html {
    let text = |kind| state.text_of(kind).cloned().unwrap_or_default();
    html! {
        <Context
            dockerfile={text(FileKind::Dockerfile)}
            ignore={text(FileKind::Dockerignore)}
            listing={state.listing.clone()}
            on_action={on_action.clone()}
        />
    }
}

/// The Context tab.
#[component]
pub fn Context(props: &ContextProps) -> Html {
    let look = use_state_eq(Look::default);
    let files = (props.listing.clone(), props.ignore.clone(), props.dockerfile.clone());
    let preview = use_memo(files, |(listing, ignore, dockerfile)| {
        Preview::of(listing.as_deref(), ignore, dockerfile)
    });
    // An instruction that is there no longer shows nothing.
    let has_lens = |lens: Lens| match lens {
        Lens::Sent => true,
        Lens::Copied(at) => preview.copies.iter().any(|copy| copy.instruction == at),
    };
    let looked = if has_lens(look.lens) { look.lens } else { Lens::Sent };
    let view =
        use_memo((preview.clone(), looked), |(preview, lens)| View::of(preview.clone(), *lens));
    let total = view.total();
    let onchange = {
        let look = look.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<Select>().value();
            look.set(Look { lens: value.parse().map_or(Lens::Sent, Lens::Copied), ..*look });
        })
    };
    html! {
        <div class="context">
            <h2 class="away">{ "Build context" }</h2>
            <label class="lens">
                <span>{ "What" }</span>
                <select {onchange}>
                    <option value="" selected={looked == Lens::Sent}>{ "is sent to the builder" }</option>
                    { for preview.copies.iter().map(|copy| html! {
                        <option value={copy.instruction.to_string()} selected={looked == Lens::Copied(copy.instruction)}>
                            { format!("line {} takes: {}", copy.line, copy.text) }
                        </option>
                    }) }
                </select>
            </label>
            <p class="context-total">{ summary(&total, looked) }</p>
            { secrets(&total, looked) }
            { source(props) }
            { shows(&look, &total) }
            <ContextTree
                key={props.listing.as_ref().map_or(String::new(), |listing| format!("{} {}", listing.origin, listing.entries.len()))}
                view={view.clone()}
                show={look.show}
                on_action={props.on_action.clone()}
            />
            if !props.dockerfile.trim().is_empty() {
                <Generator
                    dockerfile={props.dockerfile.clone()}
                    ignore={props.ignore.clone()}
                    listing={props.listing.clone()}
                    on_action={props.on_action.clone()}
                />
            }
        </div>
    }
}

fn secrets(total: &Sums, lens: Lens) -> Html {
    let done = if lens == Lens::Sent { "sent" } else { "copied" };
    match (total.taken_secrets, total.secrets) {
        (_, 0) => Html::default(),
        (0, _) => {
            html! { <p class="aside">{ format!("None of those that hold secrets by their names is {done}.") }</p> }
        }
        (1, _) => {
            html! { <p class="context-secrets">{ format!("1 of them holds secrets by its name, and is {done}.") }</p> }
        }
        (some, _) => {
            html! { <p class="context-secrets">{ format!("{some} of them hold secrets by their names, and are {done}.") }</p> }
        }
    }
}

/// Where the list of files comes from, and the ways to another.
fn source(props: &ContextProps) -> Html {
    let on_action = props.on_action.clone();
    let on_folder = Callback::from(move |event: Event| folders::chosen(&event, &on_action));
    let sample = props.on_action.reform(|_: MouseEvent| Action::Pair(Act::Try(None)));
    let field = NodeRef::default();
    let paste = {
        let (field, on_action) = (field.clone(), props.on_action.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(area) = field.cast::<TextArea>() else { return };
            let entries = listing(&area.value());
            on_action.emit(match entries.is_empty() {
                true => Action::Problem("The list names no files.".into()),
                false => {
                    let origin = "the pasted list".into();
                    Action::Pair(Act::Try(Some(Rc::new(Listing {
                        origin,
                        entries,
                        is_cut: false,
                    }))))
                }
            });
        })
    };
    html! {
        <div class="source">
            <p>
                { match &props.listing {
                    None => html! { "A sample of what such a project has. Drop your folder anywhere on this page, and its own files are listed: names and sizes only, no file is opened." },
                    Some(listing) => html! {
                        <>
                            { "From " }<b>{ listing.origin.clone() }</b>{ "." }
                            if listing.is_cut { { " There is more in it than this page lists." } }
                            { " " }<button type="button" class="quiet" onclick={sample}>{ "Back to the sample" }</button>
                        </>
                    },
                } }
            </p>
            <div class="source-ways">
                <label class="open">
                    <input type="file" class="away" id="folder" webkitdirectory={true} onchange={on_folder} />
                    <span>{ "Choose a folder" }</span>
                </label>
                <details>
                    <summary>{ "Paste a list" }</summary>
                    <form onsubmit={paste}>
                        <label>
                            <span>{ "From " }<code>{ "git ls-files" }</code>{ ", " }<code>{ "find" }</code>{ ", " }<code>{ "tar tv" }</code>{ " or " }<code>{ "du -a" }</code></span>
                            <textarea ref={field} id="listing" rows="5" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" />
                        </label>
                        <button type="submit" class="plain-button">{ "Use the list" }</button>
                    </form>
                </details>
            </div>
        </div>
    }
}

/// Which files to show.
fn shows(look: &UseStateHandle<Look>, total: &Sums) -> Html {
    let (taken, left) = match look.lens {
        Lens::Sent => ("sent", "ignored"),
        Lens::Copied(_) => ("copied", "left out"),
    };
    let all = [
        (Show::All, "all", total.files),
        (Show::In, taken, total.taken),
        (Show::Out, left, total.files - total.taken),
        (Show::Secrets, "secrets", total.secrets),
    ];
    html! {
        <div class="chips" role="group" aria-label="Show files">
            { for all.into_iter().map(|(show, name, count)| {
                let set = look.clone();
                let onclick = Callback::from(move |_: MouseEvent| set.set(Look { show, ..*set }));
                html! {
                    <button type="button" class="chip" aria-pressed={(show == look.show).to_string()} {onclick}>
                        <span>{ name }</span>{ " " }<span class="count">{ count }</span>
                    </button>
                }
            }) }
        </div>
    }
}
