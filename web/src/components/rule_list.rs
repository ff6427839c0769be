//! All rules, to look through and to search.

use super::severity::severity_mark;
use crate::browser::Field;
use crate::route;
use crate::state::{Action, is_named};
use drydock_core::rule::{Category, Profile, Rule};
use drydock_core::{order, rules};
use std::cmp::Reverse;
use yew::prelude::*;

/// The page of all rules; called by way of [`late`](crate::late).
pub fn rule_list(query: &AttrValue, on_action: &Callback<Action>) -> Html {
    let words: Vec<String> =
        query.to_ascii_lowercase().split_whitespace().map(str::to_owned).collect();
    let found: Vec<&Rule> =
        rules::all().filter(|rule| words.iter().all(|word| is_meant(rule, word))).collect();
    let oninput = on_action.reform(|event: InputEvent| {
        let field: Field = event.target_unchecked_into();
        Action::RuleQuery(field.value().into())
    });
    let count = match found.len() {
        1 => "1 rule".to_owned(),
        n => format!("{n} rules"),
    };
    html! {
        <>
            <h2 id="page-title" tabindex="-1">{ "Rules" }</h2>
            <p class="book-lead">
                { "What Drydock looks for. Each rule says what the harm is, what to do instead, and what it costs." }
            </p>
            <input
                type="search"
                class="search"
                aria-label="Search rules"
                placeholder="Search rules: secret, apt, DL3008 …"
                value={query.clone()}
                {oninput}
            />
            <p class="book-count" role="status">{ count }</p>
            { for Category::ALL.into_iter().map(|category| group(category, &found)) }
            if found.is_empty() {
                <p class="aside">{ "No rule has all of these words in its name, its title or the names that other tools give it." }</p>
            }
        </>
    }
}

fn is_meant(rule: &Rule, word: &str) -> bool {
    is_named(rule, word) || rule.category.title().to_ascii_lowercase().contains(word)
}

fn group(category: Category, found: &[&Rule]) -> Html {
    let mut rules: Vec<&Rule> =
        found.iter().copied().filter(|rule| rule.category == category).collect();
    order::sort_by_key(&mut rules, |rule| (Reverse(rule.severity), rule.id));
    if rules.is_empty() {
        return Html::default();
    }
    html! {
        <section class="book-group">
            <h3>{ category.title() }<span class="count">{ rules.len() }</span></h3>
            <ul>
                { for rules.into_iter().map(row) }
            </ul>
        </section>
    }
}

fn row(rule: &Rule) -> Html {
    html! {
        <li>
            <a class="book-rule" href={route::of_rule(rule.id)}>
                { severity_mark(rule.severity) }
                <span class="book-title">{ rule.title }</span>
                <span class="away">{ format!(", {}", rule.severity.name()) }</span>
                <code>{ rule.id }</code>
                if rule.profile != Profile::Default {
                    <span class="book-off">{ "off by default" }</span>
                }
            </a>
        </li>
    }
}
