//! Where the text is written: a plain text area at once, the rich editor over it when that has loaded.

use crate::beside::Turn;
use crate::browser::{self, editor::Diagnostic, editor::Listeners};
use crate::state::{Action, Jump, Theme};
use crate::study::Study;
use std::rc::Rc;
use yew::prelude::*;

/// A text, what is said of it, and whom to tell when it changes.
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The text.
    pub text: AttrValue,
    /// Counts the times that the text was replaced by anything but typing here.
    pub replaced: u32,
    /// The last time that another file came into the editor, while this one is kept.
    pub turned: Option<Rc<Turn>>,
    /// What the engine says of it.
    pub study: Rc<Study>,
    /// The last place to go to.
    pub jump: Option<Jump>,
    /// Light or dark.
    pub theme: Theme,
    /// Called with what happens here.
    pub on_action: Callback<Action>,
}

/// The editor. It owns its text: the page hears of changes, and speaks up only where it replaces the text. What was
/// typed before this program had loaded is taken over, with its selection.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let area = use_node_ref();
    let host = use_node_ref();
    let slot = use_mut_ref(|| None::<browser::editor::Rich>);
    let rich = use_state_eq(|| false);

    {
        let (slot, area, host, rich) = (slot.clone(), area.clone(), host.clone(), rich.setter());
        let on_action = props.on_action.clone();
        use_effect_with((), move |()| {
            if let Some(text) = browser::page::take_over(&area) {
                on_action.emit(Action::Edited(text.into()));
            }
            if browser::media::matches("(pointer: fine)") {
                let listeners = Listeners {
                    on_change: on_action.reform(Action::Edited),
                    on_visit: on_action.reform(Action::Visited),
                    on_cursor: on_action.reform(Action::Cursor),
                };
                browser::editor::load(&slot, area, host, listeners, move || rich.set(true));
            }
            move || drop(slot.take())
        });
    }
    {
        let (slot, area) = (slot.clone(), area.clone());
        use_effect_with(props.turned.clone(), move |turned| {
            let Some(turn) = turned else { return };
            match (slot.borrow().as_ref(), area.cast::<browser::TextArea>()) {
                (Some(rich), _) => rich.turn(&turn.text),
                (None, Some(area)) => area.set_value(&turn.text),
                _ => {}
            }
        });
    }
    {
        let (slot, area, text) = (slot.clone(), area.clone(), props.text.clone());
        use_effect_with(props.replaced, move |replaced| {
            match (slot.borrow().as_ref(), area.cast::<browser::TextArea>()) {
                (Some(rich), _) => rich.set_text(&text),
                (None, Some(area)) if *replaced > 0 => browser::page::set_text(&area, &text),
                _ => {}
            }
        });
    }
    {
        let slot = slot.clone();
        use_effect_with((props.study.clone(), *rich), move |(study, _)| {
            if let Some(rich) = slot.borrow().as_ref() {
                rich.set_tokens(&study.tokens);
                let cards = study.by_place();
                let diagnostics = cards.iter().map(|card| Diagnostic {
                    from: card.units.0,
                    to: card.units.1,
                    severity: card.severity.name(),
                    message: &card.message,
                });
                rich.set_diagnostics(&diagnostics.collect::<Vec<_>>());
            }
        });
    }
    {
        let (slot, area) = (slot.clone(), area.clone());
        use_effect_with(props.jump, move |jump| {
            let Some(Jump { units, .. }) = *jump else { return };
            match (slot.borrow().as_ref(), area.cast::<browser::TextArea>()) {
                (Some(rich), _) => {
                    rich.reveal(units.0, units.1);
                    rich.focus();
                }
                (None, Some(area)) => browser::page::reveal(&area, units),
                _ => {}
            }
        });
    }
    {
        let slot = slot.clone();
        use_effect_with((props.theme, *rich), move |_| {
            if let Some(rich) = slot.borrow().as_ref() {
                rich.set_theme(browser::theme::is_dark());
            }
        });
    }

    let oninput = props.on_action.reform(|event: InputEvent| {
        let area: browser::TextArea = event.target_unchecked_into();
        Action::Edited(area.value().into())
    });
    html! {
        <div class="editor" id="editor">
            if !*rich {
                <textarea
                    ref={area}
                    class="plain"
                    aria-label="File text"
                    placeholder="FROM …"
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    wrap="off"
                    {oninput}
                />
            }
            // Yew never looks inside: the rich editor lives in this element's shadow root.
            <div ref={host} class="rich" hidden={!*rich}></div>
        </div>
    }
}
