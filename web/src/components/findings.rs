//! The findings, grouped by severity, worst first.

use super::filters::filter_bar;
use super::finding::Finding;
use super::perfect::perfect;
use crate::late;
use crate::state::{Action, Filters};
use crate::study::{Card, Study};
use crate::texts::Texts;
use drydock_core::rule::Severity;
use std::rc::Rc;
use yew::prelude::*;

/// What the engine found, and which of it is shown how.
#[derive(Properties, PartialEq)]
pub struct FindingsProps {
    /// What the engine says.
    pub study: Rc<Study>,
    /// Which findings are shown.
    pub filters: Filters,
    /// The explanations that are open.
    pub open: Vec<AttrValue>,
    /// What they say.
    pub texts: Texts,
    /// The finding that was gone to.
    pub selected: Option<AttrValue>,
    /// Where the cursor is.
    pub cursor: u32,
    /// Called when something is to be done.
    pub on_action: Callback<Action>,
}

/// Lists the findings.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let study = &props.study;
    let shown: Vec<(usize, &Rc<Card>)> =
        study.cards.iter().enumerate().filter(|(_, card)| props.filters.admits(card)).collect();
    let groups = Severity::ALL.into_iter().filter_map(|severity| {
        let cards: Vec<_> = shown.iter().filter(|(_, card)| card.severity == severity).collect();
        (!cards.is_empty()).then(|| {
            html! {
                <section class="group" key={severity.name()}>
                    <h3 class={severity.name()}>
                        { severity.name() }{ " " }<span class="count">{ cards.len() }</span>
                    </h3>
                    <ol>{ for cards.into_iter().map(|(number, card)| item(*number, card, props)) }</ol>
                </section>
            }
        })
    });
    let show_all = props.on_action.reform(|_| Action::ShowAll);
    html! {
        <>
            <h2 class="away" id="findings-title" tabindex="-1">{ "Findings" }</h2>
            if study.cards.is_empty() {
                { perfect(study.kind, study.score.is_some(), study.accepted.len()) }
            } else {
                { filter_bar(&props.filters, study, &props.on_action) }
                if matches!(props.texts, Texts::Here(_)) { { late::ways()(study, &props.on_action) } }
                { for groups }
                if props.filters.is_active() {
                    <p class="aside">
                        { format!("{} of {} shown. ", shown.len(), study.cards.len()) }
                        <button type="button" class="quiet" onclick={show_all}>{ "Show all" }</button>
                    </p>
                }
            }
            if !study.accepted.is_empty() {
                <details class="accepted">
                    <summary>{ format!("Accepted risks: {}", study.accepted.len()) }</summary>
                    <ol>
                        { for study.accepted.iter().enumerate().map(|(at, card)| item(study.cards.len() + at, card, props)) }
                    </ol>
                </details>
            }
        </>
    }
}

fn item(number: usize, card: &Rc<Card>, props: &FindingsProps) -> Html {
    let (from, to) = card.units;
    let is_here =
        props.study.is_of(card) && (from..=to).contains(&props.cursor) && props.cursor > 0
            || props.selected.as_ref() == Some(&card.key);
    html! {
        <Finding
            key={card.key.as_str()}
            card={card.clone()}
            {number}
            is_open={props.open.contains(&card.key)}
            texts={props.texts.clone()}
            {is_here}
            on_action={props.on_action.clone()}
        />
    }
}
