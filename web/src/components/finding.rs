//! One finding, like a note in the margin.

use super::explanation::explanation;
use super::prose::{capital, prose, sentence};
use super::severity::severity_mark;
use crate::late;
use crate::state::{Action, Tab};
use crate::study::{Card, Remedy};
use crate::texts::Texts;
use std::rc::Rc;
use yew::prelude::*;

/// A finding.
#[derive(Properties, PartialEq)]
pub struct FindingProps {
    /// The finding.
    pub card: Rc<Card>,
    /// Its number in the list, which names its elements.
    pub number: usize,
    /// Whether its explanation is open.
    pub is_open: bool,
    /// What explanations say.
    pub texts: Texts,
    /// Whether the cursor is in what it is about, or it was gone to.
    pub is_here: bool,
    /// Called when something is to be done.
    pub on_action: Callback<Action>,
}

// Here for all who show findings: of equal functions the compiler makes one, which may then have the name of a later part.

/// Goes to a finding.
pub fn visit(key: &AttrValue, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    let key = key.clone();
    on_action.reform(move |_| Action::Visit(key.clone()))
}

/// Makes the fix of a finding.
pub fn mend(key: &AttrValue, on_action: &Callback<Action>) -> Callback<MouseEvent> {
    let key = key.clone();
    on_action.reform(move |_| Action::Mend(key.clone()))
}

/// Shows a finding: message, place, rule, fix, and on demand why.
#[component]
pub fn Finding(props: &FindingProps) -> Html {
    let card = &props.card;
    let visit = visit(&card.key, &props.on_action);
    let key = card.key.clone();
    let explain = props.on_action.reform(move |_| Action::Explain(key.clone()));
    let why = format!("why-{}", props.number);
    let (severity, rule) = (card.severity, card.rule);
    let fix = card.fix.as_ref().filter(|_| card.accepted.is_none());
    html! {
        <li class={classes!("finding", severity.name(), props.is_here.then_some("here"))}>
            <button type="button" class="finding-go" id={format!("finding-{}", props.number)} onclick={visit}>
                { severity_mark(severity) }
                <span class="finding-message">{ sentence(&card.message) }</span>
                <span class="finding-line"><span class="away">{ ", line " }</span>{ card.line }</span>
            </button>
            <p class="finding-meta">
                if let Some(file) = card.file { <code class="finding-file">{ file.name() }</code>{ " · " } }
                <span class="severity-word">{ severity.name() }</span>
                if let Some(stage) = &card.stage { { " · stage " }{ stage.clone() } }
                { " · " }{ rule.category.title() }{ " · " }{ rule.title }
            </p>
            { for card.notes.iter().map(|(line, text)| html! {
                <p class="finding-note">{ format!("Line {line}: ") }{ prose(text) }</p>
            }) }
            if let Some(reason) = &card.accepted {
                <p class="finding-note">
                    if reason.is_empty() { { "Accepted without a reason." } } else { { "Accepted: " }{ reason.clone() } }
                </p>
            }
            <div class="finding-actions">
                if let Some(fix) = fix { { remedy(card, fix, &props.on_action) } }
                <button
                    type="button"
                    class="quiet"
                    aria-expanded={props.is_open.to_string()}
                    aria-controls={why.clone()}
                    onclick={explain}
                >
                    { "Why" }
                    <span class="away">{ format!(" {}", rule.title) }</span>
                </button>
                if card.accepted.is_none() && matches!(props.texts, Texts::Here(_)) { { late::accept()(card, &props.on_action) } }
            </div>
            if let Some(fix) = fix.filter(|fix| !fix.change.is_empty()) {
                <p class="finding-note">
                    <b class="lead">{ "What may change" }</b>{ " " }{ sentence(&fix.change) }
                </p>
            }
            <div class="explanation" id={why} hidden={!props.is_open}>
                if props.is_open { { explanation(rule, &props.texts) } }
            </div>
        </li>
    }
}

fn remedy(card: &Card, fix: &Remedy, on_action: &Callback<Action>) -> Html {
    let (onclick, text) = if fix.is_ready {
        (mend(&card.key, on_action), capital(&fix.title))
    } else {
        (on_action.reform(|_| Action::Tab(Tab::Hardened)), format!("{} …", capital(&fix.title)))
    };
    html! {
        <>
            <button type="button" class="fix" {onclick}>{ prose(&text) }</button>
            <span class={classes!("trust", fix.trust.class())}>{ fix.trust.word() }</span>
        </>
    }
}
