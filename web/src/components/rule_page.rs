//! One rule in full.

use super::diff::diff_lines;
use super::explanation::{aliases, example_lines, links, reasons};
use super::severity::severity_mark;
use crate::texts::{Example, Texts};
use drydock_core::rule::{Check, Confidence, Profile, Rule, Severity};
use drydock_core::{rules, score};
use yew::prelude::*;

/// The page of a rule, by its id or an alias; called by way of [`late`](crate::late).
pub fn rule_page(name: &str, texts: &Texts) -> Html {
    let Some(rule) = rules::find(name) else { return unknown(name) };
    let text = texts.of(rule.id);
    let (bad, good): (Vec<&Example>, Vec<&Example>) = text
        .map(|text| text.examples.iter().partition(|example| example.is_bad))
        .unwrap_or_default();
    html! {
        <article class="book-page">
            { back() }
            <h2 id="page-title" tabindex="-1">{ rule.title }</h2>
            <p class="book-facts">
                <span class={classes!("severity", rule.severity.name())}>
                    { severity_mark(rule.severity) }{ rule.severity.name() }
                </span>
                <span>{ rule.category.title() }</span>
                <code>{ rule.id }</code>
            </p>
            if let Some(text) = text {
                { reasons(text) }
            } else {
                <p>{ if *texts == Texts::Missing { "The explanation could not be loaded." } else { "The explanation is on its way …" } }</p>
            }
            { examples("What it reports", &bad) }
            { examples("What it leaves alone", &good) }
            <h3>{ "What it costs" }</h3>
            <p>{ cost(rule) }</p>
            <h3>{ "How to accept it" }</h3>
            { acceptance(rule) }
            <dl class="facts">
                <dt>{ "Sure" }</dt>
                <dd>{ sureness(rule.confidence) }</dd>
                <dt>{ "On" }</dt>
                <dd>{ switched(rule.profile) }</dd>
                { aliases(rule) }
                { text.map(links).unwrap_or_default() }
            </dl>
        </article>
    }
}

fn back() -> Html {
    html! { <p class="book-back"><a href="#/rules">{ "All rules" }</a></p> }
}

fn unknown(name: &str) -> Html {
    let near = rules::nearest(name);
    html! {
        <article class="book-page">
            { back() }
            <h2 id="page-title" tabindex="-1">{ "No such rule" }</h2>
            <p><code>{ name.to_owned() }</code>{ " is neither a rule nor another tool’s name for one." }</p>
            if !near.is_empty() {
                <p>{ "Near it: " }{ for near.into_iter().map(|id| html! {
                    <><a href={crate::route::of_rule(id)}><code>{ id }</code></a>{ " " }</>
                }) }</p>
            }
        </article>
    }
}

fn examples(title: &'static str, examples: &[&Example]) -> Html {
    if examples.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ title }</h3>
            { for examples.iter().map(|example| html! {
                <figure>{ diff_lines(&example_lines(example), title) }</figure>
            }) }
        </>
    }
}

fn cost(rule: &Rule) -> String {
    match score::weight(rule.severity, rule.confidence) {
        0 => "Nothing: it is there to know.".to_owned(),
        1 => "1 point, however often it is found.".to_owned(),
        points => {
            let cap = if rule.severity == Severity::Critical {
                " The score stays below 40 while one is there."
            } else {
                ""
            };
            format!(
                "{points} points the first time; every further one half of the one before.{cap}"
            )
        }
    }
}

fn acceptance(rule: &Rule) -> Html {
    if matches!(rule.check, Check::Ignore(_) | Check::Pair(_)) {
        return html! { <p>{ "In the settings only: a .dockerignore has no place for it." }</p> };
    }
    html! {
        <>
            <p>{ "Write this above the instruction, and why. The finding is then listed as accepted." }</p>
            <pre class="book-code"><code>{ format!("# drydock allow {} because …", rule.id) }</code></pre>
        </>
    }
}

fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Certain => "always: what it says can be read off the file",
        Confidence::Likely => "nearly always",
        Confidence::Heuristic => "from names and habits; it costs half for that",
    }
}

fn switched(profile: Profile) -> &'static str {
    match profile {
        Profile::Default => "by default",
        Profile::Strict => "in the profile strict",
        Profile::All => "in the profile all",
    }
}
