//! The page: its state, and which component shows what of it.

use crate::browser::{self, clock, files, media, page, theme, timing};
use crate::components::editor::Editor;
use crate::components::empty::empty;
use crate::components::file_bar::file_bar;
use crate::components::findings::Findings;
use crate::components::masthead::masthead;
use crate::components::notice::notice;
use crate::components::score::score_panel;
use crate::components::tabs::{self, Tabs};
use crate::late::{self, Late};
use crate::route::Route;
use crate::state::{Action, State, Tab};
use crate::texts::Texts;
use drydock_core::audit::Config;
use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let on_action = {
        let dispatch = state.dispatcher();
        use_callback((), move |action: Action, ()| {
            if let Action::Theme(chosen) = action {
                theme::put_on(chosen);
            }
            dispatch.dispatch(action);
        })
    };
    {
        let on_action = on_action.clone();
        use_effect_with((), move |()| {
            on_action.emit(Action::Theme(theme::remembered()));
            let config = Config { today: clock::today(), ..Config::default() };
            on_action.emit(Action::Configure(Box::new(config)));
        });
    }
    media::use_media("(max-width: 60rem)", on_action.reform(Action::Narrow));
    browser::late::use_late(on_action.reform(Action::Late));
    page::use_steps(on_action.reform(Action::Step));
    files::use_drop(on_action.clone());
    browser::route::use_route(on_action.clone());
    browser::route::use_top(&state.route, "page-title");
    timing::use_settled(state.revision, state.text.len(), on_action.reform(|()| Action::Settled));
    use_hardening(&state, &on_action);
    use_texts(&state, &on_action);
    use_seal(&state, &on_action);
    use_keeping(&state, &on_action);
    bench(&state, &on_action)
}

/// Hardens the file whenever that is looked at.
#[hook]
fn use_hardening(state: &State, on_action: &Callback<Action>) {
    let is_shown = state.tab == Tab::Hardened && state.late == Late::Here;
    let wanted = is_shown && !state.is_stale() && !state.is_hardened();
    let what = (wanted, state.revision, state.decisions.clone());
    let harden = on_action.reform(move |()| Action::Harden);
    let harden = if wanted { harden } else { Callback::noop() };
    // At once where it is looked at first, after a rest while the text is still typed.
    timing::use_rest(what, if state.hardened.is_some() { 150 } else { 0 }, harden);
}

/// Fetches the explanations' texts once the page stands, and where that failed, once more when one is opened.
#[hook]
fn use_texts(state: &State, on_action: &Callback<Action>) {
    let are_here = matches!(state.texts, Texts::Here(_));
    let on_texts = on_action.reform(Action::Texts);
    use_effect_with(!state.open.is_empty(), move |_| {
        if !are_here {
            browser::texts::load(on_texts);
        }
    });
}

/// Keeps what is to be kept, once the page has rested.
#[hook]
fn use_keeping(state: &UseReducerHandle<State>, on_action: &Callback<Action>) {
    let is_here = state.late == Late::Here;
    // As a number: the build takes what names a type of the late `harden` for late (static/module/build.mjs).
    let level = state.decisions.level as u8;
    let what = (is_here, state.revision, state.more.clone(), level);
    let (state, on_action) = (state.clone(), on_action.clone());
    // What was kept is wanted at once.
    let rest = if state.more.is_ready { 500 } else { 0 };
    let keep = Callback::from(move |()| late::keep()(&state, &on_action));
    timing::use_rest(what, rest, if is_here { keep } else { Callback::noop() });
}

/// Shuts the network as soon as nothing is missing.
#[hook]
fn use_seal(state: &State, on_action: &Callback<Action>) {
    let has_all = matches!(state.explanations(), Texts::Here(_));
    let on_action = on_action.clone();
    use_effect_with(has_all, move |has_all| {
        if *has_all {
            browser::seal::shut(on_action.reform(|()| Action::Sealed));
        }
    });
}

/// The page as it looks in a given state; the parts compare what they are given.
pub fn bench(state: &State, on_action: &Callback<Action>) -> Html {
    let study = &state.study;
    let tab = state.report_tab();
    let on = || on_action.clone();
    let fixes = match state.late {
        Late::Here => late::fixes_here()(state, on_action),
        _ => Html::default(),
    };
    let (tabs_of_files, add) = match state.late {
        Late::Here => late::file_tabs()(state, on_action),
        _ => Default::default(),
    };
    let shown = match (state.is_narrow, state.tab) {
        (false, _) => "all",
        (true, Tab::File) => "file",
        (true, Tab::Receipt) => "score",
        (true, _) => "report",
    };
    html! {
        <>
            { masthead(state, on_action) }
            { book(state, on_action) }
            <main class="bench" data-shown={shown} hidden={state.route != Route::Bench}>
                <section class="file" id="file" aria-label="File">
                    { tabs_of_files }
                    { file_bar(state.chosen, state.kind(), state.text.lines().count(), html! { <>{ fixes }{ add }</> }, on_action) }
                    <Editor
                        text={state.text.clone()}
                        replaced={state.replaced}
                        turned={state.turned.clone()}
                        study={study.clone()}
                        jump={state.jump}
                        theme={state.theme}
                        on_action={on()}
                    />
                </section>
                <div class="report">
                    { score_panel(study, state.late) }
                    <Tabs
                        tab={if state.is_narrow { state.tab } else { tab }}
                        is_narrow={state.is_narrow}
                        findings={study.cards.len()}
                        score={study.score.as_ref().map(|score| (score.points, score.grade))}
                        on_action={on()}
                    />
                    <div class="panel" id="panel" role="tabpanel" aria-labelledby={tabs::id(tab)}>
                        { panel(state, tab, on_action) }
                    </div>
                </div>
                { notice(state.undo.as_ref(), state.problem.as_ref(), state.more.is_news, on_action) }
            </main>
            if state.late == Late::Here { { late::status()(study) } }
        </>
    }
}

/// The pages that are read: the rules and the lessons.
fn book(state: &State, on_action: &Callback<Action>) -> Html {
    let page = match &state.route {
        Route::Bench => return Html::default(),
        _ if state.late == Late::Coming => on_its_way(),
        _ if state.late == Late::Missing => not_loaded(),
        Route::Rules => late::rule_list()(&state.rule_query, on_action),
        Route::Rule(name) => late::rule_page()(name, &state.texts),
        Route::Learn(path) => late::learn()(path, state.theme),
    };
    html! { <main class="book">{ page }</main> }
}

fn on_its_way() -> Html {
    html! { <p class="aside">{ "This part of the page is on its way …" }</p> }
}

fn not_loaded() -> Html {
    html! {
        <p class="aside">{ "This part of the page could not be loaded. Copy the text, then reload the page." }</p>
    }
}

fn panel(state: &State, tab: Tab, on_action: &Callback<Action>) -> Html {
    let study = &state.study;
    if state.beside.is_none() && (!study.has_text || study.refused.is_some()) {
        return empty(study.refused.as_ref(), on_action);
    }
    match tab {
        Tab::File | Tab::Findings => html! {
            <Findings
                study={study.clone()}
                filters={state.filters.clone()}
                open={state.open.clone()}
                texts={state.explanations()}
                selected={state.selected.clone()}
                cursor={state.cursor}
                on_action={on_action.clone()}
            />
        },
        _ if state.late == Late::Coming => on_its_way(),
        _ if state.late == Late::Missing => not_loaded(),
        Tab::Receipt => late::receipt()(study.score.as_ref()),
        Tab::Image => late::image()(state, on_action),
        Tab::Settings => late::settings()(state, on_action),
        Tab::Share => late::share()(state),
        Tab::Hardened => late::hardened()(state, on_action),
        Tab::Context => late::context()(state, on_action),
    }
}
