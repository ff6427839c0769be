//! The hardened file: before and after, its changes to accept or refuse, and the ways to take it along.

use super::change::{change, element_id};
use super::diff::diff_lines;
use super::offer::offer;
use super::prose::sentence;
use crate::browser::{files, page};
use crate::decisions::Decisions;
use crate::hardening::{self, Hardening, Item};
use crate::more::{Act, LEVELS};
use crate::state::{Action, State};
use drydock_core::harden::Level;
use std::rc::Rc;
use yew::prelude::*;

/// A hardened file.
#[derive(Properties, PartialEq)]
pub struct HardenedProps {
    /// The file, once there is one.
    pub made: Option<Rc<Hardening>>,
    /// What the author decides.
    pub decisions: Decisions,
    /// Whether it is of the text and the decisions as they stand.
    pub is_current: bool,
    /// Whether there is anything to harden.
    pub is_graded: bool,
    /// Called when something is to be done.
    pub on_action: Callback<Action>,
}

/// The Hardened tab as the page has it; called by way of [`late`](crate::late).
pub fn panel(state: &State, on_action: &Callback<Action>) -> Html {
    html! {
        <Hardened
            made={state.hardened.clone().filter(|_| state.can_harden())}
            decisions={state.decisions.clone()}
            is_current={state.is_hardened()}
            is_graded={state.can_harden()}
            on_action={on_action.clone()}
        />
    }
}

/// The Hardened tab.
#[component]
pub fn Hardened(props: &HardenedProps) -> Html {
    let copied = use_state_eq(|| None::<(&'static str, bool)>);
    let toggled = use_mut_ref(|| None::<AttrValue>);
    {
        // A box that changes its place takes the focus along.
        let toggled = toggled.clone();
        use_effect_with(props.made.clone(), move |_| {
            if let Some(key) = toggled.take() {
                page::rescue_focus(&element_id(&key));
            }
        });
    }
    let on_action = {
        let (on_action, copied) = (props.on_action.clone(), copied.setter());
        Callback::from(move |action: Action| {
            if let Action::Decide(key, _) | Action::Answer(key, ..) = &action {
                toggled.replace(Some(key.clone()));
            }
            copied.set(None);
            on_action.emit(action);
        })
    };
    let Some(made) = &props.made else {
        let text = match props.is_graded {
            true => "Hardening …",
            false => "There is nothing to harden: a Dockerfile with a FROM is needed.",
        };
        return html! { <p class="aside">{ text }</p> };
    };
    let copy = |what: &'static str, text: &AttrValue, label: &'static str| {
        let (text, copied_now) = (text.clone(), copied.setter());
        let onclick = Callback::from(move |_: MouseEvent| {
            let copied = copied_now.clone();
            files::copy(text.clone(), Callback::from(move |done| copied.set(Some((what, done)))));
        });
        let label = match *copied {
            Some((which, true)) if which == what => "Copied",
            Some((which, false)) if which == what => "Not allowed",
            _ => label,
        };
        html! { <button type="button" class="plain-button" disabled={!props.is_current} {onclick}>{ label }</button> }
    };
    let apply = on_action.reform(|_: MouseEvent| Action::Apply);
    let (text, name) = (made.text.clone(), made.kind.name());
    let save = Callback::from(move |_: MouseEvent| files::download(name, &text));
    let is_same = made.count() == 0;
    html! {
        <div class="hardened" aria-busy={(!props.is_current).to_string()}>
            <h2 class="away">{ "Hardened file" }</h2>
            { head(made) }
            { levels(props.decisions.level, &on_action) }
            <div class="buttons">
                <button type="button" class="main-button" disabled={is_same || !props.is_current} onclick={apply}>{ "Put it into the editor" }</button>
                { copy("text", &made.text, "Copy") }
                <button type="button" class="plain-button" disabled={!props.is_current} onclick={save}>{ "Download" }</button>
                if !is_same { { copy("patch", &made.patch, "Copy patch") } }
            </div>
            { arguments(&made.arguments) }
            if made.is_exhausted {
                <p class="aside">{ "Hardening stopped before it ran out of fixes: what is here is sound, but more may be possible." }</p>
            }
            { for made.items.iter().map(|item| self::item(item, &props.decisions, &on_action)) }
            { offers(&made.offers, &on_action) }
            { refused(&made.refused) }
        </div>
    }
}

/// How far to go.
fn levels(now: Level, on_action: &Callback<Action>) -> Html {
    html! {
        <fieldset class="levels">
            <legend class="away">{ "How far to harden" }</legend>
            { for LEVELS.map(|(level, name, text)| {
                let onchange = on_action.reform(move |_: Event| Action::More(Act::Level(level)));
                html! {
                    <label title={text}>
                        <input type="radio" name="level" checked={level == now} {onchange} />
                        <span>{ name }</span><span class="away">{ format!(": {text}") }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

fn head(made: &Hardening) -> Html {
    let count = match made.count() {
        0 => "Nothing to change.".to_owned(),
        1 => "1 change.".to_owned(),
        n => format!("{n} changes."),
    };
    html! {
        <p class="before-after">
            if let Some((before, after)) = &made.scores {
                <span class="away">{ "Score " }</span>
                <b>{ before.points }</b>{ " " }{ before.grade }
                <span aria-hidden="true">{ " → " }</span><span class="away">{ " becomes " }</span>
                <b id="points-after">{ after.points }</b>{ " " }{ after.grade }
            }
            <span class="before-after-count">{ count }</span>
        </p>
    }
}

fn arguments(arguments: &[String]) -> Html {
    if arguments.is_empty() {
        return Html::default();
    }
    html! {
        <section class="arguments">
            <h3>{ "Build it with" }</h3>
            <pre><code>{ format!("docker build {} .", arguments.join(" ")) }</code></pre>
        </section>
    }
}

/// A place of the file. The boxes show what the author wants, also while it is still being made.
fn item(item: &Item, decisions: &Decisions, on_action: &Callback<Action>) -> Html {
    match item {
        Item::Changed { lines, changes } => {
            let key = changes.first().map_or("", |change| change.key.as_str()).to_owned();
            html! {
                <section class="hunk" {key}>
                    { for changes.iter().map(|made| change(made, !decisions.off.contains(made.key.as_str()), on_action)) }
                    { diff_lines(lines, "Changed lines") }
                </section>
            }
        }
        Item::LeftOut(left) => html! {
            <section class="hunk" key={format!("left {}", left.key)}>
                { change(left, decisions.on.contains(left.key.as_str()), on_action) }
            </section>
        },
    }
}

fn offers(offers: &[Rc<hardening::Change>], on_action: &Callback<Action>) -> Html {
    if offers.is_empty() {
        return Html::default();
    }
    html! {
        <section class="offers">
            <h3>{ "Needs a decision" }{ " " }<span class="count">{ offers.len() }</span></h3>
            <ul>
                { for offers.iter().map(|change| offer(change, on_action)) }
            </ul>
        </section>
    }
}

fn refused(refused: &[Rc<hardening::Change>]) -> Html {
    if refused.is_empty() {
        return Html::default();
    }
    html! {
        <section class="offers">
            <h3>{ "Tried and taken back" }{ " " }<span class="count">{ refused.len() }</span></h3>
            <ul>
                { for refused.iter().map(|change| html! {
                    <li class="offer" key={change.key.as_str()}>
                        <p class="change-title">{ sentence(&change.title) }</p>
                        <p class="change-meta"><code>{ change.rule.id }</code>{ format!(" · line {}", change.line) }</p>
                        <p class="change-why">{ sentence(&change.why) }</p>
                    </li>
                }) }
            </ul>
        </section>
    }
}
