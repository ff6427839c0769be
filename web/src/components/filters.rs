//! Which findings to show: by severity, by category, by a word.

use super::severity::severity_mark;
use crate::state::{Action, Filters};
use crate::study::Study;
use drydock_core::rule::{Category, Severity};
use yew::prelude::*;

/// Chips with counts, and a field to search in.
pub fn filter_bar(filters: &Filters, study: &Study, on_action: &Callback<Action>) -> Html {
    let cards = &study.cards;
    let severities = Severity::ALL.into_iter().filter_map(|severity| {
        let count = cards.iter().filter(|card| card.severity == severity).count();
        let is_on = filters.severities.contains(&severity);
        (count > 0 || is_on).then(|| {
            let onclick = on_action.reform(move |_| Action::Severity(severity));
            html! {
                <button type="button" class={classes!("chip", severity.name())} aria-pressed={is_on.to_string()} {onclick}>
                    { severity_mark(severity) }
                    <span>{ severity.name() }</span>
                    <span class="count">{ count }</span>
                </button>
            }
        })
    });
    let categories = Category::ALL.into_iter().filter_map(|category| {
        let count = cards.iter().filter(|card| card.rule.category == category).count();
        let is_on = filters.categories.contains(&category);
        (count > 0 || is_on).then(|| {
            let onclick = on_action.reform(move |_| Action::Category(category));
            html! {
                <button type="button" class="chip bare" aria-pressed={is_on.to_string()} {onclick}>
                    <span>{ category.title() }</span>
                    <span class="count">{ count }</span>
                </button>
            }
        })
    });
    let oninput = on_action.reform(|event: InputEvent| {
        let field: crate::browser::Field = event.target_unchecked_into();
        Action::Query(field.value().into())
    });
    html! {
        <div class="filters">
            <div class="chips" role="group" aria-label="Show severities">{ for severities }</div>
            <div class="chips categories" role="group" aria-label="Show categories">{ for categories }</div>
            <input
                type="search"
                class="search"
                aria-label="Search findings"
                placeholder="Search findings, rules, DL3008 …"
                value={filters.query.clone()}
                {oninput}
            />
        </div>
    }
}
