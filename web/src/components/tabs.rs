//! The tabs: findings, receipt and hardened file; on a narrow page the file too, with the score beside.

use crate::browser::page;
use crate::state::{Action, Tab};
use yew::prelude::*;

/// Which tab is shown, and what to write on them.
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// The one that is shown.
    pub tab: Tab,
    /// Whether the file is one of them.
    pub is_narrow: bool,
    /// How many findings there are.
    pub findings: usize,
    /// The score and its grade.
    pub score: Option<(u32, &'static str)>,
    /// Called when another is chosen.
    pub on_action: Callback<Action>,
}

/// The tabs in their order; the first one is there on a narrow page only.
const ALL: [Tab; 8] = [
    Tab::File,
    Tab::Findings,
    Tab::Receipt,
    Tab::Hardened,
    Tab::Image,
    Tab::Context,
    Tab::Share,
    Tab::Settings,
];

/// The tab list. Arrow keys move along it, as everywhere.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let all: &[Tab] = match props.is_narrow {
        true => &ALL,
        false => &ALL[1..],
    };
    let onkeydown = {
        let (all, at, on_action) = (
            all.to_vec(),
            all.iter().position(|tab| *tab == props.tab).unwrap_or(0),
            props.on_action.clone(),
        );
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % all.len(),
                "ArrowLeft" => (at + all.len() - 1) % all.len(),
                "Home" => 0,
                "End" => all.len() - 1,
                _ => return,
            };
            event.prevent_default();
            on_action.emit(Action::Tab(all[next]));
            page::focus(id(all[next]));
        })
    };
    html! {
        <div class="tabs">
            if let (true, Some((points, grade))) = (props.is_narrow, props.score) {
                <p class="small-score"><b>{ points }</b>{ " " }{ grade }</p>
            }
            <div class="tablist" role="tablist" aria-label="Parts of the page" {onkeydown}>
                { for all.iter().map(|tab| self::tab(*tab, props)) }
            </div>
        </div>
    }
}

fn tab(tab: Tab, props: &TabsProps) -> Html {
    let is_shown = tab == props.tab;
    let onclick = props.on_action.reform(move |_| Action::Tab(tab));
    let label = match tab {
        Tab::File => "File",
        Tab::Findings => "Findings",
        Tab::Receipt if props.is_narrow => "Score",
        Tab::Receipt => "Receipt",
        Tab::Hardened => "Hardened",
        Tab::Image => "Image",
        Tab::Context => "Context",
        Tab::Share => "Share",
        Tab::Settings => "Settings",
    };
    html! {
        <button
            type="button"
            role="tab"
            id={id(tab)}
            aria-selected={is_shown.to_string()}
            aria-controls={if tab == Tab::File { "file" } else { "panel" }}
            tabindex={if is_shown { "0" } else { "-1" }}
            {onclick}
        >
            { label }
            if tab == Tab::Findings && props.findings > 0 {
                <span class="count">{ props.findings }</span>
            }
        </button>
    }
}

/// The id of a tab's button.
pub fn id(tab: Tab) -> &'static str {
    match tab {
        Tab::File => "tab-file",
        Tab::Findings => "tab-findings",
        Tab::Receipt => "tab-receipt",
        Tab::Hardened => "tab-hardened",
        Tab::Image => "tab-image",
        Tab::Context => "tab-context",
        Tab::Share => "tab-share",
        Tab::Settings => "tab-settings",
    }
}
