//! The Settings tab: which rules are asked, by which policy, and what is kept.

use super::diff::diff_lines;
use crate::browser::{Field, TextArea, files};
use crate::compare;
use crate::kept::Keep;
use crate::more::{Act, More};
use crate::state::{Action, State};
use drydock_core::rule::Profile;
use yew::prelude::*;

/// Where a file of settings is read from to begin with.
const SUGGESTION: &str = "profile = \"strict\"\ntrusted-registries = [\"docker.io\"]\n\n[rules]\nhealthcheck-missing = \"off\"";

/// The tab; called by way of [`late`](crate::late).
pub fn settings(state: &State, on_action: &Callback<Action>) -> Html {
    let on_act = on_action.reform(Action::More);
    html! {
        <div class="settings">
            <h2 class="away">{ "Settings" }</h2>
            { profiles(state.config.profile(), &on_act) }
            { policy(&state.more, &on_act) }
            { keeping(state.more.keep, &on_act) }
            if state.more.keep == Keep::Browser { { kept(state, &on_act) } }
        </div>
    }
}

fn profiles(now: Profile, on_act: &Callback<Act>) -> Html {
    let all = [
        (Profile::Default, "what nearly everybody wants"),
        (Profile::Strict, "security and reproducibility without compromise"),
        (Profile::All, "everything, matters of taste included"),
    ];
    html! {
        <fieldset class="choice">
            <legend>{ "Rules" }</legend>
            { for all.map(|(profile, text)| {
                let onchange = on_act.reform(move |_: Event| Act::Profile(profile));
                choice("profile", profile.name(), text, profile == now, onchange)
            }) }
        </fieldset>
    }
}

fn choice(
    group: &'static str,
    name: &'static str,
    text: &'static str,
    is_on: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <label>
            <input type="radio" name={group} value={name} checked={is_on} {onchange} />
            <span><b>{ name }</b>{ ": " }{ text }</span>
        </label>
    }
}

fn policy(more: &More, on_act: &Callback<Act>) -> Html {
    let oninput = on_act.reform(|event: InputEvent| {
        let area: TextArea = event.target_unchecked_into();
        Act::Policy(area.value().into())
    });
    let on_file = {
        let on_act = on_act.clone();
        Callback::from(move |event: Event| {
            let on_act = on_act.clone();
            let opened = Callback::from(move |action: Action| {
                if let Action::Brought { name, text } = action {
                    on_act.emit(Act::Import(name.unwrap_or_default(), text));
                }
            });
            files::chosen(&event, opened);
        })
    };
    let give_back = on_act.reform(|_: MouseEvent| Act::GiveBack);
    let text = more.policy.clone();
    let save = Callback::from(move |_: MouseEvent| files::download("drydock.toml", &text));
    html! {
        <section>
            <h3><label for="policy">{ "Policy" }</label></h3>
            <p>{ "A " }<code>{ "drydock.toml" }</code>{ ", as the command line reads it. What is written here holds at once." }</p>
            if more.own.is_some() {
                <p class="lent">
                    { "These came with a link, and go with it. " }
                    <button type="button" class="quiet" onclick={give_back}>{ "Use my own" }</button>
                </p>
            }
            <textarea
                id="policy"
                class="policy"
                rows="8"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                wrap="off"
                placeholder={SUGGESTION}
                aria-describedby="policy-faults"
                aria-invalid={(!more.faults.is_empty()).then_some("true")}
                value={more.policy.clone()}
                {oninput}
            />
            <div id="policy-faults" role="status">
                if !more.faults.is_empty() {
                    <ul class="policy-faults">
                        { for more.faults.iter().map(|(line, message)| html! {
                            <li>{ format!("Line {line}: {message}.") }</li>
                        }) }
                    </ul>
                }
            </div>
            <div class="buttons">
                <label class="plain-button open">
                    <input type="file" class="away" accept=".toml,.yaml,.yml" onchange={on_file} />
                    <span>{ "Open drydock.toml or .hadolint.yaml" }</span>
                </label>
                <button type="button" class="plain-button" disabled={more.policy.is_empty()} onclick={save}>{ "Save drydock.toml" }</button>
            </div>
        </section>
    }
}

fn keeping(now: Keep, on_act: &Callback<Act>) -> Html {
    let text = |keep| match keep {
        Keep::Nothing => {
            "a reload begins with an empty page; only this choice is remembered, the theme, and your lessons"
        }
        Keep::Tab => {
            "the text survives a reload, and goes with the tab; the settings stay in this browser"
        }
        Keep::Browser => "the last 20 files stay in this browser, until they are forgotten",
    };
    html! {
        <fieldset class="choice">
            <legend>{ "Keep" }</legend>
            { for Keep::ALL.map(|keep| {
                let onchange = on_act.reform(move |_: Event| Act::Keep(keep));
                choice("keep", keep.name(), text(keep), keep == now, onchange)
            }) }
        </fieldset>
    }
}

fn kept(state: &State, on_act: &Callback<Act>) -> Html {
    let more = &state.more;
    html! {
        <section>
            <h3>{ "Last files" }</h3>
            if more.files.is_empty() { <p>{ "None yet: a file is kept once its text has rested for a moment." }</p> }
            <ol class="kept">
                { for more.files.iter().enumerate().map(|(at, kept)| {
                    let is_compared = more.compared == Some(at);
                    let rename = on_act.reform(move |event: Event| {
                        let field: Field = event.target_unchecked_into();
                        Act::Rename(at, field.value().into())
                    });
                    let button = |text: &'static str, act: Act| {
                        let onclick = on_act.reform(move |_: MouseEvent| act.clone());
                        html! {
                            <button type="button" class="quiet" {onclick}>{ text }<span class="away">{ format!(" {}", kept.name) }</span></button>
                        }
                    };
                    html! {
                        <li>
                            <input type="text" aria-label={format!("Name of file {}", at + 1)} value={kept.name.clone()} onchange={rename} />
                            <span class="kept-facts">
                                { format!("{} · {} lines · {}", kept.score, kept.text.lines().count(), kept.day) }
                            </span>
                            <span class="kept-actions">
                                { button("Open", Act::Reopen(at)) }
                                { button(if is_compared { "Close" } else { "Compare" }, Act::Compare((!is_compared).then_some(at))) }
                                { button("Forget", Act::Forget(at)) }
                            </span>
                            if is_compared { { difference(&kept.text, &state.text) } }
                        </li>
                    }
                }) }
            </ol>
        </section>
    }
}

fn difference(old: &str, new: &str) -> Html {
    let hunks = compare::hunks(old, new);
    if hunks.is_empty() {
        return html! { <p class="aside">{ "The file in the editor is the same." }</p> };
    }
    html! {
        <div class="difference">
            { for hunks.iter().map(|lines| diff_lines(lines, "From the kept file to the one in the editor")) }
        </div>
    }
}
