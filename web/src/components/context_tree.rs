//! The files of a build context as a tree. Of a long one only the rows in sight are drawn.

use super::severity::severity_mark;
use crate::beside::Act;
use crate::browser::Element;
use crate::context::{self, Folds, Place, Row, Show, Step, View};
use crate::kind::FileKind;
use crate::state::Action;
use drydock_core::rule::Severity;
use std::rc::Rc;
use yew::prelude::*;

/// How high a row is, in pixels; the style sheet says the same.
const ROW: usize = 28;

/// What the tree shows.
#[derive(Properties, PartialEq)]
pub struct ContextTreeProps {
    /// The files, and what becomes of them.
    pub view: Rc<View>,
    /// Which of them are shown.
    pub show: Show,
    /// Called when a line is to be gone to.
    pub on_action: Callback<Action>,
}

/// The tree. It has the focus as a whole, and says which of its rows the keys mean.
#[component]
pub fn ContextTree(props: &ContextTreeProps) -> Html {
    let folds = use_state_eq(Folds::default);
    let place = use_state_eq(Place::default);
    let tree = use_node_ref();
    let view = &props.view;
    let rows = use_memo((view.clone(), (*folds).clone(), props.show), |(view, folds, show)| {
        view.rows(folds, *show)
    });
    let at = place.row.min(rows.len().saturating_sub(1));
    let act = {
        let (view, rows, tree) = (view.clone(), rows.clone(), tree.clone());
        let (folds, place, on_action) = (folds.clone(), place.clone(), props.on_action.clone());
        move |key: &str, at: usize| {
            let Some(step) = context::step(&view, &folds, &rows, at, key) else { return false };
            match step {
                Step::To(row) => {
                    place.set(Place { row, ..*place });
                    bring_into_sight(&tree, row);
                }
                Step::Fold(next) => {
                    folds.set(next);
                    place.set(Place { row: at, ..*place });
                }
                Step::Line(line) => {
                    on_action.emit(Action::Pair(Act::Line(FileKind::Dockerignore, line)));
                }
                Step::Nowhere => {}
            }
            true
        }
    };
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| {
            let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            if is_plain && act(&event.key(), at) {
                event.prevent_default();
            }
        })
    };
    let onscroll = {
        let place = place.clone();
        Callback::from(move |event: Event| {
            if let Some(tree) = event.target_dyn_into::<Element>() {
                // In steps, so that not every pixel draws anew.
                let above = context::whole_steps(tree.scroll_top().max(0) as usize / ROW);
                place.set(Place { above, ..*place });
            }
        })
    };
    let fold = |all: bool| {
        let folds = folds.setter();
        Callback::from(move |_: MouseEvent| {
            folds.set(Folds { all: Some(all), ..Folds::default() });
        })
    };
    let (first, last) = context::drawn(place.above, rows.len());
    let is_drawn = (first..last).contains(&at);
    html! {
        <>
            <div class="folds">
                <button type="button" class="quiet" onclick={fold(true)}>{ "Open all folders" }</button>
                <button type="button" class="quiet" onclick={fold(false)}>{ "Close all" }</button>
            </div>
            if rows.is_empty() {
                <p class="aside">{ "There are no such files." }</p>
            } else {
                <div
                    ref={tree}
                    class="tree"
                    role="tree"
                    tabindex="0"
                    aria-label="Files"
                    aria-describedby="tree-keys"
                    aria-activedescendant={is_drawn.then(|| id(at))}
                    {onkeydown}
                    {onscroll}
                >
                    { gap(first) }
                    { for (first..last).map(|number| {
                        let act = act.clone();
                        let onclick = Callback::from(move |_: MouseEvent| { act(" ", number); });
                        row(view, &folds, &rows[number], number, number == at, onclick, &props.on_action)
                    }) }
                    { gap(rows.len() - last) }
                </div>
                <p class="aside tree-keys" id="tree-keys">{ "Arrow keys walk through it and open folders; Enter goes to the pattern that decides." }</p>
            }
        </>
    }
}

fn row(
    view: &View,
    folds: &Folds,
    row: &Row,
    number: usize,
    is_active: bool,
    onclick: Callback<MouseEvent>,
    on_action: &Callback<Action>,
) -> Html {
    let node = &view.preview.nodes[row.node];
    let sums = view.within(row.node);
    let is_out =
        if node.is_folder && sums.files > 0 { sums.taken == 0 } else { !node.is_taken(view.lens) };
    let secrets = if node.is_secret { 1 } else { sums.secrets };
    let taken_secrets = if node.is_secret { u32::from(!is_out) } else { sums.taken_secrets };
    let bytes = if node.is_folder { (sums.sized > 0).then_some(sums.bytes) } else { node.size };
    let expanded = node.is_folder.then(|| view.is_open(row.node, folds).to_string());
    html! {
        <div
            key={node.path.clone()}
            role="treeitem"
            id={id(number)}
            class={classes!("row", format!("deep-{}", node.depth.min(9)), is_out.then_some("out"), node.is_folder.then_some("folder"))}
            aria-level={node.depth.to_string()}
            aria-posinset={row.place.to_string()}
            aria-setsize={row.beside.to_string()}
            aria-expanded={expanded}
            aria-selected={is_active.to_string()}
            {onclick}
        >
            <span class="row-name" title={node.path.clone()}>{ node.name.clone() }{ if node.is_folder { "/" } else { "" } }</span>
            if secrets > 0 {
                <span class={classes!("row-secret", if taken_secrets > 0 { "high" } else { "info" })}>
                    { severity_mark(if taken_secrets > 0 { Severity::High } else { Severity::Info }) }
                    <span>{ if node.is_folder && !node.is_secret { "has secrets" } else { "secret" } }</span>
                </span>
            }
            <span class="row-fate">{ view.fate(row.node) }</span>
            <span class="row-pattern">
                if let Some((pattern, line)) = node.pattern { { pattern_link(&view.preview.patterns[pattern], line, on_action) } }
            </span>
            <span class="row-size">{ bytes.map(context::size) }</span>
        </div>
    }
}

/// The way to the pattern that decides. The keys have another: Enter.
fn pattern_link(pattern: &str, line: u32, on_action: &Callback<Action>) -> Html {
    let onclick = on_action.reform(move |event: MouseEvent| {
        event.stop_propagation();
        Action::Pair(Act::Line(FileKind::Dockerignore, line))
    });
    html! {
        <button type="button" tabindex="-1" {onclick}>
            <span class="away">{ "by " }</span><code>{ pattern.to_owned() }</code><span class="away">{ ", line " }</span><span class="row-line">{ line }</span>
        </button>
    }
}

/// Room for rows that are not drawn.
fn gap(rows: usize) -> Html {
    if rows == 0 {
        return Html::default();
    }
    let height = (rows * ROW).to_string();
    html! { <svg class="gap" width="1" {height} aria-hidden="true" focusable="false"></svg> }
}

fn bring_into_sight(tree: &NodeRef, row: usize) {
    let Some(tree) = tree.cast::<Element>() else { return };
    let (top, height) = (tree.scroll_top(), tree.client_height());
    let (from, to) = ((row * ROW) as i32, ((row + 1) * ROW) as i32);
    if from < top {
        tree.set_scroll_top(from);
    } else if to > top + height {
        tree.set_scroll_top(to - height);
    }
}

fn id(row: usize) -> String {
    format!("row-{row}")
}
