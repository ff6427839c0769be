//! Why a rule is one, what to do instead, and an example.

use super::diff::diff_lines;
use super::prose::prose;
use crate::changes::{self, Happened, Line};
use crate::late;
use crate::route;
use crate::texts::{Example, Text, Texts};
use drydock_core::rule::Rule;
use yew::prelude::*;

/// Explains a rule as soon as that can be done.
pub fn explanation(rule: &Rule, texts: &Texts) -> Html {
    match texts {
        Texts::Here(_) => {
            texts.of(rule.id).map(|text| late::explain()(rule, text)).unwrap_or_default()
        }
        Texts::Awaited => html! { <p>{ "The explanation is on its way …" }</p> },
        Texts::Missing => html! {
            <p>{ "The explanation of " }<code>{ rule.id }</code>{ " could not be loaded." }</p>
        },
    }
}

/// A rule at length; called by way of [`late`].
pub fn at_length(rule: &Rule, text: &Text) -> Html {
    html! {
        <>
            { reasons(text) }
            { example(text) }
            <dl class="facts">
                <dt>{ "Rule" }</dt>
                <dd><a href={route::of_rule(rule.id)}><code>{ rule.id }</code></a>{ format!(", {}, {}", rule.category.title().to_ascii_lowercase(), rule.confidence.name()) }</dd>
                { aliases(rule) }
                { links(text) }
            </dl>
        </>
    }
}

/// The harm, and what to do instead.
pub fn reasons(text: &Text) -> Html {
    html! {
        <>
            <p>{ prose(&text.why) }</p>
            <p><b class="lead">{ "Instead" }</b>{ " " }{ prose(&text.how) }</p>
        </>
    }
}

/// The most telling example.
fn example(text: &Text) -> Html {
    let Some(example) = text.examples.first() else { return Html::default() };
    html! {
        <figure>
            <figcaption>{ "For example" }</figcaption>
            { diff_lines(&example_lines(example), "Example") }
        </figure>
    }
}

/// What other tools call a rule.
pub fn aliases(rule: &Rule) -> Html {
    if rule.aliases.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <dt>{ "Also known as" }</dt>
            <dd>{ rule.aliases.join(", ") }</dd>
        </>
    }
}

/// Where to read on.
pub fn links(text: &Text) -> Html {
    if text.links.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <dt>{ "Read on" }</dt>
            { for text.links.iter().map(|link| html! {
                <dd><a href={link.clone()} target="_blank" rel="noopener noreferrer">{ short(link) }</a></dd>
            }) }
        </>
    }
}

/// An address as people read it.
fn short(link: &str) -> String {
    link.trim_start_matches("https://").trim_end_matches('/').to_owned()
}

/// The example as a marked-up page: what the rule reports is marked.
pub fn example_lines(example: &Example) -> Vec<Line> {
    let text = &example.text;
    let mut lines = changes::of_texts(text, example.fixed.as_ref().unwrap_or(text));
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let has_fix = example.fixed.is_some();
    for line in lines.iter_mut().filter(|line| line.happened != Happened::Added) {
        // Kept lines bear the number of the new text; without a fix that is the old one's too.
        let Some(number) = old_number(text, line, has_fix) else { continue };
        let (start, end) = (starts[number], starts[number] + line.text.len());
        for mark in &example.marks {
            let (from, to) = (mark.start.max(start), mark.end.min(end));
            if from < to {
                line.marks.push(from - start..to - start);
            }
        }
    }
    lines
}

/// The index of a shown line in the old text.
fn old_number(text: &str, line: &Line, has_fix: bool) -> Option<usize> {
    let number = line.number as usize - 1;
    if line.happened == Happened::Removed || !has_fix {
        return Some(number);
    }
    text.lines().position(|old| old == line.text)
}
