//! The Share tab: a link that holds the file, or both of a pair, and the audit as a file.

use crate::browser::{files, share};
use crate::exports::Format;
use crate::kind::FileKind;
use crate::late;
use crate::state::State;
use drydock_core::audit::Config;
use drydock_core::share::{self as shared, Shared};
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
    /// The score and its grade.
    pub score: Option<(u32, &'static str)>,
}

/// The Share tab as the page has it; called by way of [`late`].
pub fn panel(state: &State) -> Html {
    let owned = |name: &Option<AttrValue>| name.as_ref().map(|name| name.to_string());
    let file = Shared {
        chosen: state.chosen.map(Into::into),
        name: owned(&state.name),
        text: state.text.to_string(),
        beside: state.beside.as_ref().map(|other| (owned(&other.name), other.text.to_string())),
        policy: Some(state.more.policy.to_string()).filter(|policy| !policy.is_empty()),
    };
    html! {
        <Share
            file={Rc::new(file)}
            kind={state.kind()}
            has_secret={state.study.has_secret()}
            config={state.config.clone()}
            score={state.study.score.as_ref().map(|score| (score.points, score.grade))}
        />
    }
}

/// The Share tab.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let copied = use_state_eq(|| None::<(bool, &'static str)>);
    {
        let copied = copied.setter();
        use_effect_with(props.file.clone(), move |_| copied.set(None));
    }
    let is_pair = props.file.beside.is_some();
    let verdict = match (&props.score, props.kind) {
        (Some(score), _) => format!("{}: {} {}", file_name(props), score.0, score.1),
        _ => file_name(props),
    };
    let copy = |is_markdown: bool, label: &'static str| {
        let file = props.file.clone();
        let (done, verdict) = (copied.setter(), verdict.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let (done, verdict) = (done.clone(), verdict.clone());
            let on_link = Callback::from(move |link: Option<String>| {
                let Some(link) = link else {
                    return done.set(Some((is_markdown, "Could not be packed")));
                };
                let done = done.clone();
                let on_done = Callback::from(move |is_done| {
                    done.set(Some((is_markdown, if is_done { "Copied" } else { "Not allowed" })));
                });
                let link = if is_markdown { shared::in_markdown(&verdict, &link) } else { link };
                files::copy(link.into(), on_done);
            });
            share::link(&file, on_link);
        });
        let label = match *copied {
            Some((which, said)) if which == is_markdown => said,
            _ => label,
        };
        let class = if is_markdown { "plain-button" } else { "main-button" };
        html! { <button type="button" {class} {onclick}>{ label }</button> }
    };
    html! {
        <div class="share">
            <section>
                <h2>{ "A link" }</h2>
                <p>{ if is_pair { "It holds both files" } else { "It holds the file itself" } }{ if props.file.policy.is_some() { " and your settings" } else { "" } }{ ", behind the " }<code>{ "#" }</code>{ ", which browsers keep to themselves: no server sees it, and nobody can take it back." }</p>
                if props.has_secret {
                    <p class="share-warning"><b class="lead">{ "Mind" }</b>{ if is_pair { " One of the files" } else { " This file" } }{ " holds what looks like a secret. Whoever has the link has it too." }</p>
                }
                <div class="buttons">
                    { copy(false, "Copy the link") }
                    { copy(true, "Copy it as Markdown") }
                </div>
            </section>
            <section>
                <h2>{ "A report" }</h2>
                <p>{ "What the command line writes, made here." }{ if is_pair { " It is of both files." } else { "" } }</p>
                <div class="buttons">{ for Format::ALL.map(|format| button(format, props)) }</div>
            </section>
            <section>
                <h2>{ "The auditor itself" }</h2>
                <p>{ "One file, for wherever there is a browser and no network. Its own policy lets nothing out." }</p>
                <div class="buttons">
                    <a class="plain-button" href="single/embed.html" download="drydock.html">{ "Take the auditor with you" }</a>
                </div>
            </section>
        </div>
    }
}

fn file_name(props: &ShareProps) -> String {
    props.file.name.clone().unwrap_or_else(|| props.kind.name().to_owned())
}

fn button(format: Format, props: &ShareProps) -> Html {
    let (title, purpose, path) = format.words();
    let (file, config, kind) = (props.file.clone(), props.config.clone(), props.kind);
    let onclick = Callback::from(move |_: MouseEvent| {
        let file = Shared { chosen: Some(kind.into()), ..(*file).clone() };
        files::download(path, &late::report()(&file, &config, format));
    });
    html! {
        <button type="button" class="plain-button" {onclick}>
            { title }<span class="share-purpose">{ purpose }</span>
        </button>
    }
}
