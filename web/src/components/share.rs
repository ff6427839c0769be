//! The Share tab: a link that holds the file, or both of a pair, and the audit as a file.

use crate::browser::{files, share};
use crate::exports::Format;
use crate::kind::FileKind;
use crate::late;
use crate::shared::Shared;
use crate::state::State;
use drydock_core::audit::Config;
use std::rc::Rc;
use yew::prelude::*;

/// What is shared.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// The file, and the one that belongs to it.
    pub file: Rc<Shared>,
    /// The kind that the file is read as.
    pub kind: FileKind,
    /// Whether something in it looks like a secret.
    pub has_secret: bool,
    /// The settings of the audit.
    pub config: Config,
}

/// The Share tab as the page has it; called by way of [`late`].
pub fn panel(state: &State) -> Html {
    let owned = |name: &Option<AttrValue>| name.as_ref().map(|name| name.to_string());
    let file = Shared {
        chosen: state.chosen,
        name: owned(&state.name),
        text: state.text.to_string(),
        beside: state.beside.as_ref().map(|other| (owned(&other.name), other.text.to_string())),
    };
    html! {
        <Share
            file={Rc::new(file)}
            kind={state.kind()}
            has_secret={state.study.has_secret()}
            config={state.config.clone()}
        />
    }
}

/// The Share tab.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    {
        let copied = copied.setter();
        use_effect_with(props.file.clone(), move |_| copied.set(None));
    }
    let file = props.file.clone();
    let done = copied.setter();
    let copy = Callback::from(move |_: MouseEvent| {
        let done = done.clone();
        let on_done = Callback::from(move |is_done| done.set(Some(is_done)));
        let on_link = Callback::from(move |link: String| files::copy(link.into(), on_done.clone()));
        share::link(&file, on_link);
    });
    let is_pair = props.file.beside.is_some();
    let label = match *copied {
        Some(true) => "Copied",
        Some(false) => "Not allowed",
        None => "Copy the link",
    };
    html! {
        <div class="share">
            <section>
                <h2>{ "A link" }</h2>
                <p>{ if is_pair { "It holds both files, behind the " } else { "It holds the file itself, behind the " } }<code>{ "#" }</code>{ ", which browsers keep to themselves: no server sees it, and nobody can take it back." }</p>
                if props.has_secret {
                    <p class="share-warning"><b class="lead">{ "Mind" }</b>{ if is_pair { " One of the files" } else { " This file" } }{ " holds what looks like a secret. Whoever has the link has it too." }</p>
                }
                <div class="buttons">
                    <button type="button" class="main-button" onclick={copy}>{ label }</button>
                </div>
            </section>
            <section>
                <h2>{ "A report" }</h2>
                <p>{ "What the command line writes, made here." }{ if is_pair { " It is of both files." } else { "" } }</p>
                <div class="buttons">{ for Format::ALL.map(|format| button(format, props)) }</div>
            </section>
        </div>
    }
}

fn button(format: Format, props: &ShareProps) -> Html {
    let (title, purpose, path) = format.words();
    let (file, config, kind) = (props.file.clone(), props.config.clone(), props.kind);
    let onclick = Callback::from(move |_: MouseEvent| {
        let file = Shared { chosen: Some(kind), ..(*file).clone() };
        files::download(path, &late::report()(&file, &config, format));
    });
    html! {
        <button type="button" class="plain-button" {onclick}>
            { title }<span class="share-purpose">{ purpose }</span>
        </button>
    }
}
