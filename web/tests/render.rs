//! The page and its parts, rendered to strings without a browser.

use drydock_core::rule::Severity;
use drydock_web::app::{App, bench};
use drydock_web::beside;
use drydock_web::kind::FileKind;
use drydock_web::more::Act;
use drydock_web::state::{Action, State, Tab, Theme};
use drydock_web::texts::{Example, Text, Texts};
use std::rc::Rc;
use yew::prelude::*;
use yew::{LocalServerRenderer, Reducible};

const FAULTY: &str = "FROM node:latest\nMAINTAINER Jo <jo@example.org>\nENV A 1\nCMD npm start\n";

/// The state after some actions.
fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(Rc::new(State::default()), Reducible::reduce)
}

fn opened(text: &str) -> Action {
    Action::Opened { name: None, text: text.to_owned().into() }
}

/// The page in a state.
#[derive(Properties, PartialEq)]
struct PageProps {
    state: Still,
}

#[derive(Clone)]
struct Still(State);

impl PartialEq for Still {
    fn eq(&self, _: &Still) -> bool {
        false
    }
}

#[component]
fn Page(props: &PageProps) -> Html {
    bench(&props.state.0, &Callback::noop())
}

fn render(state: &State) -> String {
    let page = PageProps { state: Still(state.clone()) };
    pollster::block_on(LocalServerRenderer::<Page>::with_props(page).hydratable(false).render())
}

/// The page after some actions.
fn page(actions: impl IntoIterator<Item = Action>) -> String {
    render(&after(actions))
}

/// The key of the first finding of a rule.
fn key(state: &State, rule: &str) -> yew::AttrValue {
    state.study.cards.iter().find(|card| card.rule.id == rule).expect("it is found").key.clone()
}

#[test]
fn the_page_has_a_labelled_text_area_and_one_status() {
    let app = LocalServerRenderer::<App>::new().hydratable(false).render();
    let html = pollster::block_on(app);
    assert!(html.contains("<textarea") && html.contains(r#"aria-label="File text""#), "{html}");
    assert_eq!(html.matches(r#"role="status""#).count(), 1);
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn no_state_writes_a_style_attribute_or_a_handler() {
    let mut actions = vec![opened(FAULTY), Action::Harden];
    for tab in [
        Tab::Findings,
        Tab::Receipt,
        Tab::Hardened,
        Tab::Image,
        Tab::Context,
        Tab::Share,
        Tab::Settings,
    ] {
        actions.push(Action::Tab(tab));
        let state = after(actions.clone());
        let open = state.study.cards.iter().map(|card| Action::Explain(card.key.clone()));
        let html = page(actions.iter().cloned().chain(open));
        assert!(!html.contains("style="), "the page's policy drops style attributes: {html}");
        assert!(!html.contains(" onclick="), "{html}");
    }
}

fn both() -> Vec<Action> {
    let beside = Action::Beside { name: None, text: "node_modules # x\npackage.json\n".into() };
    vec![opened("FROM node:22\nCOPY package.json /a/\n"), beside]
}

#[test]
fn two_files_have_a_tab_each_and_findings_say_whose_they_are() {
    let html = page(both());
    for name in ["Dockerfile", ".dockerignore"] {
        assert!(html.contains(&format!(r#"<code class="finding-file">{name}</code>"#)), "{html}");
    }
    assert!(html.contains(r#"id="file-dockerignore" aria-selected="false""#), "{html}");
    assert!(html.contains("findings are in this file"), "{html}");
    assert!(!page([opened(FAULTY)]).contains("finding-file"));
    assert!(page([opened(FAULTY)]).contains("Add .dockerignore"));
}

#[test]
fn the_context_says_what_becomes_of_each_path() {
    let html = page(both().into_iter().chain([Action::Tab(Tab::Context)]));
    for part in ["package.json", "files are sent to the builder", "line 2 takes: COPY"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.contains(r#"role="tree""#) && html.contains(r#"aria-expanded="#), "{html}");
    assert!(html.contains("Generate a .dockerignore") && html.contains("**/.env"), "{html}");
}

#[test]
fn a_dockerignore_is_hardened_with_what_its_dockerfile_needs() {
    let turned = Action::Pair(beside::Act::Turn);
    let actions = both().into_iter().chain([turned, Action::Tab(Tab::Hardened), Action::Harden]);
    let state = after(actions);
    let made = state.hardened.clone().expect("it was made");
    assert_eq!(made.kind, FileKind::Dockerignore);
    assert!(!made.text.lines().any(|line| line == "package.json"), "{}", made.text);
    let html = render(&state);
    assert!(html.contains("copy-of-ignored-file") && html.contains("points-after"), "{html}");
    let applied = state.reduce(Action::Apply);
    assert_eq!(applied.text, made.text);
    let again = applied.reduce(Action::Harden);
    assert_eq!(again.hardened.clone().expect("it was made").count(), 0);
}

#[test]
fn an_empty_page_invites() {
    let html = page([opened("  \n")]);
    assert!(html.contains("Bring a file in") && html.contains("Not graded"), "{html}");
    assert!(html.contains("Node web service"), "{html}");
}

#[test]
fn what_is_too_long_is_refused_with_a_sentence() {
    let html = page([opened(&"# x\n".repeat(300_000))]);
    assert!(html.contains("longer than 1 MiB"), "{html}");
    assert!(page([opened("FROM a\0\n")]).contains("NUL"), "a NUL is named");
}

#[test]
fn findings_are_grouped_worst_first() {
    let state = after([opened(FAULTY)]);
    let severities: Vec<Severity> = state.study.cards.iter().map(|card| card.severity).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
    let html = render(&state);
    for severity in Severity::ALL.into_iter().filter(|s| severities.contains(s)) {
        assert!(html.contains(&format!("<h3 class=\"{0}\">{0}", severity.name())), "{html}");
    }
}

#[test]
fn an_explanation_says_what_the_texts_say_once_they_are_here() {
    let file = "FROM alpine:3.22\nMAINTAINER Ann\nUSER 1000\n";
    let state = after([opened(file)]);
    let open = state.clone().reduce(Action::Explain(key(&state, "maintainer-deprecated")));
    let html = render(&open);
    assert!(html.contains("The explanation is on its way"), "{html}");
    assert!(!html.contains("<figure") && !html.contains("could not be loaded"), "{html}");

    let missing = open.clone().reduce(Action::Texts(Texts::Missing));
    let html = render(&missing);
    assert!(html.contains("could not be loaded"), "{html}");
    assert!(html.contains("<code>maintainer-deprecated</code>"), "what is known is said: {html}");

    let text = Text {
        rule: "maintainer-deprecated".to_owned(),
        why: "It is `old`.".to_owned(),
        how: "Use a label.".to_owned(),
        links: vec!["https://example.org/label/".to_owned()],
        examples: vec![Example {
            is_bad: true,
            text: file.to_owned(),
            marks: vec![17..31, 32..36],
            fixed: Some(file.replace("MAINTAINER Ann", "LABEL authors=Ann")),
        }],
    };
    let here = missing.reduce(Action::Texts(Texts::Here([text].into())));
    let html = render(&here);
    assert!(html.contains("Also known as") && html.contains("DL4000"), "{html}");
    assert!(!html.contains("could not be loaded"), "{html}");
    assert!(html.contains("It is <code>old</code>.") && html.contains("Use a label."), "{html}");
    assert!(html.contains(">example.org/label</a>"), "{html}");
    assert!(html.contains("<mark>MAINTAINER Ann</mark>"), "{html}");
    assert!(html.contains("<mark>USER</mark> 1000"), "a mark on a kept line: {html}");
    assert!(html.contains(r#"<ins class="diff-text">LABEL authors=Ann</ins>"#), "{html}");
}

#[test]
fn filters_choose() {
    let all = after([opened(FAULTY)]);
    let worst = all.study.cards[0].severity;
    let some = after([opened(FAULTY), Action::Severity(worst)]);
    let admitted =
        |state: &State| state.study.cards.iter().filter(|card| state.filters.admits(card)).count();
    assert!(0 < admitted(&some) && admitted(&some) < admitted(&all));
    let found = after([opened(FAULTY), Action::Query(" dl4000 ".into())]);
    assert_eq!(admitted(&found), 1, "other tools' names are searched");
    assert!(render(&found).contains("1 of "), "how many are shown is said");
    let back = after([opened(FAULTY), Action::Severity(worst), Action::ShowAll]);
    assert_eq!(admitted(&back), admitted(&all));
}

#[test]
fn a_fix_is_one_step_and_can_be_taken_back() {
    let state = after([opened(FAULTY)]);
    let mended = state.clone().reduce(Action::Mend(key(&state, "maintainer-deprecated")));
    assert!(mended.text.contains("org.opencontainers.image.authors"), "{}", mended.text);
    assert_eq!(mended.replaced, state.replaced + 1);
    assert!(render(&mended).contains("Undo"));
    let back = mended.reduce(Action::Undo);
    assert_eq!(back.text, FAULTY);
    assert!(back.undo.is_none() && !back.is_stale());
}

#[test]
fn a_fix_works_on_the_text_as_it_stands() {
    let state = after([opened(FAULTY)]);
    let fix = key(&state, "maintainer-deprecated");
    let typed = state.reduce(Action::Edited(format!("# top\n{FAULTY}").into()));
    assert!(typed.is_stale());
    let mended = typed.reduce(Action::Mend(fix));
    assert!(mended.text.starts_with("# top\nFROM node:latest\nLABEL"), "{}", mended.text);
}

#[test]
fn the_same_text_again_is_the_same_state() {
    let state = after([opened(FAULTY)]);
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Edited(FAULTY.into()))));
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Settled)));
    let typed = state.clone().reduce(Action::Edited("FROM a".into()));
    assert_eq!(typed.replaced, state.replaced, "the editor never hears its own echo");
}

#[test]
fn findings_are_walked_through_around_the_ends() {
    let mut state = after([opened(FAULTY)]);
    let count = state.study.cards.len();
    let mut lines = Vec::new();
    for _ in 0..=count {
        state = state.reduce(Action::Step(1));
        let selected = state.selected.clone().expect("one is selected");
        lines.push(state.study.card(&selected).expect("it is there").line);
    }
    assert!(lines[..count].is_sorted(), "{lines:?}");
    assert_eq!(lines[0], lines[count]);
    let here = state.selected.clone();
    state = state.reduce(Action::Step(1)).reduce(Action::Step(-1));
    assert_eq!(state.selected, here);
}

#[test]
fn the_receipt_adds_up() {
    for text in
        [FAULTY, "FROM scratch\n", &format!("{FAULTY}ENV AWS_SECRET_ACCESS_KEY=AKIA1234567890\n")]
    {
        let state = after([opened(text)]);
        let score = state.study.score.clone().expect("it is graded");
        let lines = drydock_web::receipt::lines(&score);
        assert_eq!(
            lines.iter().map(|line| line.points).sum::<i32>(),
            score.points as i32,
            "{lines:?}"
        );
    }
}

#[test]
fn the_hardened_file_is_the_engine_s() {
    let text = FAULTY;
    let state = after([opened(text), Action::Tab(Tab::Hardened), Action::Harden]);
    let made = state.hardened.clone().expect("it was made");
    let engine = drydock_core::harden::harden(text, &drydock_core::harden::Options::default());
    assert_eq!(made.text, engine.text);
    assert_eq!(made.count(), engine.applied.len());
    assert!(render(&state).contains("maintainer-deprecated"));

    let off = "maintainer-deprecated@2";
    let refused = state.reduce(Action::Decide(off.into(), false));
    assert!(!refused.is_hardened(), "a decision makes it old");
    let refused = refused.reduce(Action::Harden);
    let made = refused.hardened.clone().expect("it was made");
    assert!(made.text.contains("MAINTAINER"), "{}", made.text);
    let html = render(&refused);
    assert!(html.contains("change off"), "what was refused stays in its place: {html}");

    let taken = refused.reduce(Action::Decide(off.into(), true)).reduce(Action::Harden);
    assert_eq!(taken.hardened.clone().expect("it was made").text, engine.text);
    let applied = taken.reduce(Action::Apply);
    assert_eq!(applied.text, engine.text);
    assert_eq!(applied.reduce(Action::Undo).text, text);
}

#[test]
fn accepted_risks_stand_apart() {
    let text = "FROM alpine:3.22\n# drydock allow=maintainer-deprecated: history\nMAINTAINER Jo\nUSER 1000\n";
    let state = after([opened(text)]);
    if state.study.accepted.is_empty() {
        return; // The engine reads no such suppression: its own tests judge that.
    }
    assert!(render(&state).contains("accepted risk"));
}

#[test]
fn the_kind_is_detected_and_can_be_chosen() {
    let state = after([opened("node_modules\n*.log\n!keep\n")]);
    assert!(render(&state).contains(".dockerignore (detected)"));
    let chosen = state.reduce(Action::Kind(Some(FileKind::Dockerfile)));
    assert!(render(&chosen).contains("Detect it"));
    assert_eq!(chosen.study.kind, FileKind::Dockerfile);
}

#[test]
fn content_is_only_ever_text() {
    let payload =
        "FROM \"><script>alert(1)</script>\n# <img src=x onerror=alert(2)>\nRUN echo '<b>'\n";
    for tab in [Tab::Findings, Tab::Receipt, Tab::Hardened] {
        let html = page([opened(payload), Action::Tab(tab), Action::Harden]);
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains("<b>'"),
            "{html}"
        );
    }
}

#[test]
fn a_narrow_page_begins_with_the_file() {
    let state = after([Action::Narrow(true), opened(FAULTY), Action::Theme(Theme::Dark)]);
    let html = render(&state);
    assert!(html.contains(r#"data-shown="file""#) && html.contains("small-score"), "{html}");
    let wide = state.reduce(Action::Narrow(false));
    assert!(render(&wide).contains(r#"data-shown="all""#));
}

#[test]
fn the_picture_says_in_words_what_it_shows() {
    let text = "FROM golang:1.24 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\n";
    let html = page([opened(text), Action::Tab(Tab::Image)]);
    for part in [
        "<title>Line 2: RUN go build -o /app ., as root</title>",
        "build: files are taken",
        "COPY /app /app (from build)",
        "in the image",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let html = page([opened("*.log\n!src\n"), Action::Tab(Tab::Image)]);
    assert!(html.contains("nothing to draw"), "{html}");
}

#[test]
fn settings_say_what_is_wrong_with_them() {
    let wrong = Action::More(Act::Policy("profile = \"strikt\"\n".into()));
    let html = page([opened(FAULTY), Action::Tab(Tab::Settings), wrong]);
    assert!(html.contains("did you mean `strict`?") && html.contains("aria-invalid"), "{html}");
}
