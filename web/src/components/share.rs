//! The Share tab: a link that holds the file, and the audit as a file.

use crate::browser::{files, share};
use crate::exports::Format;
use crate::kind::FileKind;
use crate::late;

use drydock_core::audit::Config;
use drydock_core::share::{self as shared, Shared};
use yew::prelude::*;

/// What is shared.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// The text.
    pub text: AttrValue,
    /// The name of the file that it came from.
    pub name: Option<AttrValue>,
    /// The kind that the user chose.
    pub chosen: Option<FileKind>,
    /// The kind that it is read as.
    pub kind: FileKind,
    /// Whether something in it looks like a secret.
    pub has_secret: bool,
    /// The settings of the audit.
    pub config: Config,
    /// The score and its grade.
    pub score: Option<(u32, &'static str)>,
}

/// The Share tab.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let copied = use_state_eq(|| None::<(bool, &'static str)>);
    {
        let copied = copied.setter();
        use_effect_with(props.text.clone(), move |_| copied.set(None));
    }
    let verdict = match (&props.score, props.kind) {
        (Some(score), _) => format!("{}: {} {}", file_name(props), score.0, score.1),
        _ => file_name(props),
    };
    let copy = |is_markdown: bool, label: &'static str| {
        let (chosen, name, text) =
            (props.chosen.map(Into::into), props.name.clone(), props.text.clone());
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
            let name = name.as_ref().map(|name| name.to_string());
            share::link(&Shared { chosen, name, text: text.to_string() }, on_link);
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
                <p>{ "It holds the file itself, behind the " }<code>{ "#" }</code>{ ", which browsers keep to themselves: no server sees it, and nobody can take it back." }</p>
                if props.has_secret {
                    <p class="share-warning"><b class="lead">{ "Mind" }</b>{ " This file holds what looks like a secret. Whoever has the link has it too." }</p>
                }
                <div class="buttons">
                    { copy(false, "Copy the link") }
                    { copy(true, "Copy it as Markdown") }
                </div>
            </section>
            <section>
                <h2>{ "A report" }</h2>
                <p>{ "What the command line writes, made here." }</p>
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
    props.name.as_ref().map_or(props.kind.name().to_owned(), |name| name.to_string())
}

fn button(format: Format, props: &ShareProps) -> Html {
    let (title, purpose, path) = format.words();
    let (text, config, kind) = (props.text.clone(), props.config.clone(), props.kind);
    let name = file_name(props);
    let onclick = Callback::from(move |_: MouseEvent| {
        files::download(path, &late::report()(&text, &name, kind, &config, format));
    });
    html! {
        <button type="button" class="plain-button" {onclick}>
            { title }<span class="share-purpose">{ purpose }</span>
        </button>
    }
}
