//! The fixes where the cursor is, as a menu.

use super::prose::{capital, prose};
use crate::browser::page;
use crate::more::Act;
use crate::state::{Action, State};
use crate::study::Card;
use std::rc::Rc;
use yew::prelude::*;

/// The findings in the line that the cursor is in.
pub fn cards_here(state: &State) -> Vec<Rc<Card>> {
    let line = state.line_at(state.cursor);
    state.study.by_place().into_iter().filter(|card| card.line == line).cloned().collect()
}

/// A button, and the menu that it opens; called by way of [`late`](crate::late). `static/late/keys.js` presses the button
/// for Ctrl-. and moves the menu to the cursor.
pub fn fixes_here(state: &State, on_action: &Callback<Action>) -> Html {
    let is_open = state.more.has_menu;
    let toggle = on_action.reform(move |_: MouseEvent| Action::More(Act::Menu(!is_open)));
    html! {
        <>
            <button
                type="button"
                id="fixes-here"
                class="fixes-button"
                aria-haspopup="menu"
                aria-expanded={is_open.to_string()}
                title="Fixes at the cursor (Ctrl .)"
                onclick={toggle}
            >{ "Fixes" }</button>
            if is_open { { menu(state, on_action) } }
        </>
    }
}

fn menu(state: &State, on_action: &Callback<Action>) -> Html {
    let cards = cards_here(state);
    let line = state.line_at(state.cursor);
    let mut items: Vec<(String, Action)> = Vec::new();
    for card in &cards {
        if let Some(fix) = card.fix.as_ref().filter(|fix| fix.is_ready) {
            items.push((capital(&fix.title), Action::Mend(card.key.clone())));
        }
        items.push((format!("Go to: {}", card.message), Action::Visit(card.key.clone())));
    }
    let count = items.len();
    let onkeydown = {
        let on_action = on_action.clone();
        Callback::from(move |event: KeyboardEvent| {
            let at = page::number_of_focus("fix-").unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowDown" => (at + 1) % count.max(1),
                "ArrowUp" => (at + count.max(1) - 1) % count.max(1),
                "Home" => 0,
                "End" => count.saturating_sub(1),
                "Escape" => {
                    event.prevent_default();
                    on_action.emit(Action::More(Act::Menu(false)));
                    return page::focus("fixes-here");
                }
                _ => return,
            };
            event.prevent_default();
            page::focus(&format!("fix-{next}"));
        })
    };
    html! {
        <div id="fixes" class="fixes" role="menu" aria-label={format!("Fixes in line {line}")} tabindex="-1" {onkeydown}>
            { for items.into_iter().enumerate().map(|(at, (text, action))| {
                let on_action = on_action.clone();
                let onclick = Callback::from(move |_: MouseEvent| {
                    on_action.emit(Action::More(Act::Menu(false)));
                    on_action.emit(action.clone());
                });
                html! {
                    <button type="button" role="menuitem" id={format!("fix-{at}")} tabindex="-1" {onclick}>{ prose(&text) }</button>
                }
            }) }
            if count == 0 { <p role="none">{ format!("Nothing was found in line {line}.") }</p> }
        </div>
    }
}
