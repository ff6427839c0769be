//! Why a rule is one, what to do instead, and an example.

use super::diff::DiffLines;
use super::prose::Prose;
use crate::changes::{self, Happened, Line};
use drydock_core::rule::{Example, Rule};
use yew::prelude::*;

/// A rule, by its name: what it says is the same wherever its name is.
#[derive(Clone, Copy, Debug)]
pub struct RuleRef(pub &'static Rule);

impl PartialEq for RuleRef {
    fn eq(&self, other: &RuleRef) -> bool {
        self.0.id == other.0.id
    }
}

/// A rule.
#[derive(Properties, PartialEq)]
pub struct ExplanationProps {
    /// The rule to explain.
    pub rule: RuleRef,
}

/// Explains a rule.
#[component]
pub fn Explanation(props: &ExplanationProps) -> Html {
    let rule = props.rule.0;
    let bad = || rule.examples.iter().filter(|example| example.is_bad);
    let example = bad().find(|example| example.fixed.is_some()).or_else(|| bad().next());
    html! {
        <>
            <p><Prose text={rule.why} /></p>
            <p><b class="lead">{ "Instead" }</b>{ " " }<Prose text={rule.how} /></p>
            if let Some(example) = example {
                <figure>
                    <figcaption>{ "For example" }</figcaption>
                    <DiffLines lines={lines(example)} label="Example" />
                </figure>
            }
            <dl class="facts">
                <dt>{ "Rule" }</dt>
                <dd><code>{ rule.id }</code>{ format!(", {}, {}", rule.category.title().to_ascii_lowercase(), rule.confidence.name()) }</dd>
                if !rule.aliases.is_empty() {
                    <dt>{ "Also known as" }</dt>
                    <dd>{ rule.aliases.join(", ") }</dd>
                }
                if !rule.links.is_empty() {
                    <dt>{ "Read on" }</dt>
                    { for rule.links.iter().map(|link| html! {
                        <dd><a href={*link} target="_blank" rel="noopener noreferrer">{ short(link) }</a></dd>
                    }) }
                }
            </dl>
        </>
    }
}

/// An address as people read it.
fn short(link: &str) -> String {
    link.trim_start_matches("https://").trim_end_matches('/').to_owned()
}

/// The example as a marked-up page: what the rule reports is marked.
fn lines(example: &Example) -> Vec<Line> {
    let (text, spans) = example.source();
    let fixed = example.fixed_source().unwrap_or_else(|| text.clone());
    let mut lines = changes::of_texts(&text, &fixed);
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let has_fix = example.fixed.is_some();
    for line in lines.iter_mut().filter(|line| line.happened != Happened::Added) {
        // Kept lines bear the number of the new text; without a fix that is the old one's too.
        let Some(number) = old_number(&text, line, has_fix) else { continue };
        let (start, end) = (starts[number], starts[number] + line.text.len());
        for span in &spans {
            let (from, to) = ((span.start as usize).max(start), (span.end as usize).min(end));
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
