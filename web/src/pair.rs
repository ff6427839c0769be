//! What is done with a Dockerfile and its `.dockerignore` in one session; called by way of [`late`](crate::late).

use crate::beside::{Act, Beside, Turn};
use crate::kind::FileKind;
use crate::state::{State, Tab};
use crate::study::Study;
use drydock_core::audit::Config;
use std::mem::replace;
use std::rc::Rc;
use yew::AttrValue;

/// Does it.
pub fn act(state: &mut State, act: Act) {
    match act {
        Act::Turn => turn(state),
        Act::Face(kind) => face(state, kind),
        Act::Add => {
            add(state, AttrValue::default());
            if state.kind() == FileKind::Dockerignore {
                // Where one can be generated.
                state.tab = Tab::Context;
            }
        }
        Act::PutAway => {
            state.beside = None;
            state.restudy();
        }
        Act::Use(text) => {
            if state.kind() == FileKind::Dockerfile && state.beside.is_none() {
                add(state, text);
            } else {
                face(state, FileKind::Dockerignore);
                state.rewrite(text, "write the `.dockerignore`");
            }
        }
        Act::Line(kind, line) => {
            face(state, kind);
            if let Some(units) = units_of_line(&state.text, line) {
                state.go(units);
            }
        }
        Act::Try(listing) => state.listing = listing,
    }
}

/// What the engine says of both.
pub fn study(state: &State, beside: &Beside, config: Config) -> Study {
    let mut config = config;
    config.answers.extend(beside.decisions.answers.clone());
    let (dockerfile, ignore) = match state.kind() {
        FileKind::Dockerfile => (&state.text, &beside.text),
        FileKind::Dockerignore => (&beside.text, &state.text),
    };
    Study::of_pair(dockerfile, ignore, state.kind(), state.revision, &config)
}

impl State {
    /// The text of one of the two files, where there is such a file.
    pub fn text_of(&self, kind: FileKind) -> Option<&AttrValue> {
        if self.kind() == kind {
            return Some(&self.text);
        }
        self.beside.as_ref().map(|beside| &beside.text)
    }
}

fn add(state: &mut State, text: AttrValue) {
    let kind = state.kind();
    state.chosen = Some(kind);
    state.beside = Some(Rc::new(Beside { text, ..Beside::default() }));
    turn(state);
}

fn face(state: &mut State, kind: FileKind) {
    if state.kind() != kind {
        turn(state);
    }
}

/// Lets the two change places.
fn turn(state: &mut State) {
    let Some(beside) = state.beside.take() else { return };
    state.chosen = Some(state.kind().other());
    state.beside = Some(Rc::new(Beside {
        text: replace(&mut state.text, beside.text.clone()),
        name: replace(&mut state.name, beside.name.clone()),
        undo: replace(&mut state.undo, beside.undo.clone()),
        cursor: replace(&mut state.cursor, beside.cursor),
        decisions: replace(&mut state.decisions, beside.decisions.clone()),
    }));
    let number = state.turned.as_ref().map_or(0, |turn| turn.number) + 1;
    state.turned = Some(Rc::new(Turn { number, text: beside.text.clone() }));
    state.revision += 1;
    state.hardened = None;
    state.restudy();
}

/// A line of a text, from 1, in code units, without its end.
fn units_of_line(text: &str, line: u32) -> Option<(u32, u32)> {
    let count = |text: &str| text.encode_utf16().count() as u32;
    let at = (line as usize).checked_sub(1)?;
    let start = text.split_inclusive('\n').take(at).map(count).sum();
    let line = text.split('\n').nth(at)?;
    Some((start, start + count(line.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::late::Late;
    use crate::state::Action;
    use yew::Reducible;

    const DOCKERFILE: &str = "FROM node:24\nCOPY . .\n";

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        actions.into_iter().fold(Rc::new(State::default()), Reducible::reduce)
    }

    fn brought(name: &str, text: &str) -> Action {
        Action::Brought { name: Some(name.to_owned().into()), text: text.to_owned().into() }
    }

    #[test]
    fn each_file_goes_to_its_place_and_keeps_what_is_its_own() {
        let both =
            after([brought("Dockerfile", DOCKERFILE), brought(".dockerignore", "*.log # x\n")]);
        assert_eq!((both.kind(), &*both.text), (FileKind::Dockerignore, "*.log # x\n"));
        assert_eq!(both.text_of(FileKind::Dockerfile).map(|text| &**text), Some(DOCKERFILE));
        let kinds = |state: &State, kind| {
            state.study.cards.iter().filter(|card| card.file == Some(kind)).count()
        };
        for kind in FileKind::ALL {
            assert!(kinds(&both, kind) > 0, "{kind:?}");
        }
        let fix = both.study.cards.iter().find(|c| c.file == Some(FileKind::Dockerignore));
        let key = fix.map(|card| card.key.clone()).unwrap();
        let front = both.reduce(Action::Pair(Act::Turn));
        assert_eq!((front.kind(), &*front.text), (FileKind::Dockerfile, DOCKERFILE));
        assert_eq!(front.study.by_place().len(), kinds(&front, FileKind::Dockerfile));
        assert!(front.study.card(&key).is_some(), "a finding's name is the same from both sides");

        let visited = front.clone().reduce(Action::Visit(key));
        assert_eq!(visited.kind(), FileKind::Dockerignore);
        let other = brought("Dockerfile", "FROM scratch\n");
        let other = visited.reduce(other);
        assert_eq!((other.kind(), &*other.text), (FileKind::Dockerfile, "FROM scratch\n"));
        assert_eq!(other.beside.as_ref().map(|b| &*b.text), Some("*.log # x\n"));
        let emptied = other.reduce(Action::Edited("".into())).reduce(Action::Settled);
        assert_eq!(emptied.kind(), FileKind::Dockerfile);
        let alone = emptied.reduce(Action::Opened { name: None, text: DOCKERFILE.into() });
        assert!(alone.beside.is_none() && alone.study.cards.iter().all(|c| c.file.is_none()));
    }

    #[test]
    fn an_empty_file_beside_is_spoken_of_but_not_graded() {
        let both = after([brought("Dockerfile", DOCKERFILE), Action::Pair(Act::Add)]);
        assert_eq!((both.kind(), both.tab), (FileKind::Dockerignore, Tab::Context));
        assert!(both.study.score.is_none() && both.study.by_place().len() == 1);
        let graded = both.reduce(Action::Edited("*.log\n".into())).reduce(Action::Settled);
        assert!(graded.study.score.is_some());
        assert!(graded.study.beside.as_ref().is_some_and(|other| other.score.is_some()));
    }

    #[test]
    fn a_mended_line_is_taken_back_in_its_own_file() {
        let ignore = "node_modules\n!\n";
        let both = after([
            brought("Dockerfile", DOCKERFILE),
            Action::Beside { name: None, text: ignore.into() },
        ]);
        let card = both.study.cards.iter().find(|card| {
            card.file == Some(FileKind::Dockerignore) && card.rule.id.contains("pattern")
                || card.message.contains('!')
        });
        let key = card.map(|card| card.key.clone()).expect("a lone `!` is found");
        let mended = both.reduce(Action::Mend(key));
        assert_eq!(mended.kind(), FileKind::Dockerignore);
        assert_ne!(mended.text, ignore);
        let turned = mended.reduce(Action::Pair(Act::Turn));
        assert!(turned.undo.is_none());
        let back = turned.reduce(Action::Pair(Act::Turn)).reduce(Action::Undo);
        assert_eq!(back.text, ignore);
    }

    #[test]
    fn a_generated_file_is_used_and_a_line_is_gone_to() {
        let used = after([
            brought("Dockerfile", DOCKERFILE),
            Action::Pair(Act::Use("# é\n.git\n".into())),
            Action::Pair(Act::Face(FileKind::Dockerfile)),
            Action::Pair(Act::Line(FileKind::Dockerignore, 2)),
        ]);
        assert_eq!((used.kind(), used.cursor), (FileKind::Dockerignore, 4));
        assert_eq!(used.jump.map(|jump| jump.units), Some((4, 8)));
        let again = used.reduce(Action::Pair(Act::Use("*\n".into())));
        assert_eq!(again.clone().reduce(Action::Undo).text, "# é\n.git\n");
        let closed = again.reduce(Action::Pair(Act::PutAway));
        assert!(closed.beside.is_none() && closed.kind() == FileKind::Dockerignore);
    }

    #[test]
    fn before_the_later_part_is_there_the_file_is_audited_alone() {
        let state = State { late: Late::Coming, ..State::default() };
        let beside = Action::Beside { name: None, text: "x\n".into() };
        let both = Rc::new(state).reduce(brought("Dockerfile", DOCKERFILE)).reduce(beside);
        assert!(both.study.cards.iter().all(|card| card.file.is_none()));
        let here = both.reduce(Action::Pair(Act::Turn)).reduce(Action::Late(Late::Here));
        assert_eq!(here.kind(), FileKind::Dockerfile);
        assert!(here.study.cards.iter().any(|card| card.file.is_some()));
    }
}
