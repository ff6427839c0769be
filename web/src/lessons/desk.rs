//! What the lessons' pages know, and the only ways to change it.

use super::address::Address;
use super::record::{Entry, Record};
use super::shelf::Shelf;
use super::statement::{Happened, Milestone};
use super::work::Work;
use drydock_core::lesson::Kind;
use std::rc::Rc;
use yew::{AttrValue, Reducible};

/// The state of the lessons' pages.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The lessons, once they are here.
    pub lessons: Lessons,
    /// How far somebody has come.
    pub record: Record,
    /// Whether the browser keeps that.
    pub is_kept: bool,
    /// The day, as it is written down.
    pub today: String,
    /// The page.
    pub address: Address,
    /// The lesson that is open.
    pub work: Option<Work>,
    /// What was last done to the record, and the record before.
    pub undo: Option<(AttrValue, Record)>,
    /// What went wrong last, as one sentence.
    pub problem: Option<AttrValue>,
    /// What a screen reader is told.
    pub said: AttrValue,
    /// What happened since the page was opened.
    pub milestones: Vec<Milestone>,
    /// Counts how often other packs were to be kept than before.
    pub packs: u32,
}

/// The lessons, as far as they are here.
#[derive(Clone, Debug, Default)]
pub enum Lessons {
    /// They are on their way.
    #[default]
    Awaited,
    /// They could not be had.
    Missing,
    /// These.
    Here(Rc<Shelf>),
}

/// Where a pack of lessons comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody opened it.
    Opened,
    /// The browser has kept it.
    Kept,
    /// It stands in the page.
    Page,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Act {
    /// The lessons have come, or could not be had.
    Lessons(Lessons),
    /// Another page is shown.
    Go(Address),
    /// The file was typed into, and is now this one.
    Edited(AttrValue),
    /// The typing rests: grade what stands there.
    Grade,
    /// A line is to be selected, or no longer.
    Toggle(u32),
    /// A place of the file is to be gone to, in code units.
    Visit((u32, u32)),
    /// The next hint of a goal is wanted, by the goal's number.
    Hint(usize),
    /// The solution is wanted.
    Show,
    /// The lesson is to be begun again.
    Restart,
    /// The answer before that is to come back.
    TakeBack,
    /// A pack of lessons has come: from where, its name, and its text, or why it could not be read.
    Pack(Origin, String, Result<String, String>),
    /// A pack is to go: its place on the shelf.
    Unpack(usize),
    /// A record was opened, likewise.
    Import(String, Result<String, String>),
    /// The record is to be forgotten.
    Reset,
    /// What was last done to the record is to be taken back.
    Undo,
    /// Something went wrong.
    Problem(AttrValue),
    /// What was said is read.
    Dismiss,
    /// Whether the browser has kept the record.
    Kept(bool),
}

impl Desk {
    /// The lessons, where they are here.
    pub fn shelf(&self) -> Option<&Rc<Shelf>> {
        match &self.lessons {
            Lessons::Here(shelf) => Some(shelf),
            _ => None,
        }
    }

    /// What is known of the open lesson.
    pub fn entry(&self) -> Option<&Entry> {
        self.record.get(&self.work.as_ref()?.lesson.id)
    }

    /// Opens the lesson of the address, unless it is open already.
    fn open(&mut self) {
        let Some(shelf) = self.shelf() else { return };
        let wanted = self.address.lesson().and_then(|id| shelf.find(id)).cloned();
        match (wanted, &self.work) {
            (Some(wanted), Some(work)) if wanted.id == work.lesson.id => {}
            (Some(wanted), _) => {
                let entry = self.record.get(&wanted.id);
                self.work = Some(Work::open(wanted.clone(), entry));
            }
            (None, _) => self.work = None,
        }
    }

    /// What is known of the open lesson, to be changed: whoever changes it has begun.
    fn begun(&mut self) -> Option<&mut Entry> {
        let lesson = self.work.as_ref()?.lesson.clone();
        if self.record.get(&lesson.id).is_none() {
            self.milestones.push(Milestone { lesson: lesson.clone(), happened: Happened::Begun });
        }
        Some(self.record.entry(&lesson.id))
    }

    /// Grades the answer, where that was not done yet.
    fn grade(&mut self) {
        let Some(work) = self.work.as_mut().filter(|work| work.is_stale()) else { return };
        let (said, happened) = work.grade();
        let (answer, points) = (work.answer(), work.progress.points);
        let (is_done, is_new) = (work.progress.done, work.is_newly_solved());
        let (lesson, is_review) = (work.lesson.clone(), work.lesson.kind == Kind::Review);
        if let Some(said) = said {
            self.said = said.into();
        }
        let today = self.today.clone();
        let Some(entry) = self.begun() else { return };
        entry.answer = answer;
        // Where lines are selected the file stays what it was, and so does its score.
        let points = points.filter(|_| !is_review);
        if is_done {
            entry.solved.get_or_insert(today);
            entry.points = entry.points.max(points);
        }
        let hints = entry.hints.values().sum();
        let solved = is_new.then_some(Happened::Solved(points, hints));
        let events = happened.into_iter().chain(solved);
        self.milestones
            .extend(events.map(|happened| Milestone { lesson: lesson.clone(), happened }));
    }

    /// Changes the record, and offers to take that back.
    fn change(&mut self, done: String, record: Record) {
        let before = std::mem::replace(&mut self.record, record);
        self.undo = Some((done.into(), before));
        self.problem = None;
    }

    fn apply(&mut self, act: Act) {
        match act {
            Act::Lessons(lessons) => {
                self.lessons = lessons;
                self.open();
            }
            Act::Go(address) => {
                // What was typed last shall not be lost.
                self.grade();
                (self.undo, self.problem) = (None, None);
                self.address = address;
                self.open();
            }
            Act::Edited(text) => {
                if let Some(work) = self.work.as_mut().filter(|work| work.text != text) {
                    work.edit(text);
                }
            }
            Act::Grade => self.grade(),
            Act::Toggle(line) => {
                if let Some(work) = &mut self.work {
                    work.toggle(line);
                    self.grade();
                }
            }
            Act::Visit(units) => {
                if let Some(work) = &mut self.work {
                    work.go_to(units);
                }
            }
            Act::Hint(goal) => {
                let lesson = self.work.as_ref().map(|work| work.lesson.clone());
                let goal = lesson.as_ref().and_then(|lesson| lesson.goals.get(goal));
                if let (Some(goal), Some(entry)) = (goal, self.begun()) {
                    let shown = entry.hints.entry(goal.id.clone()).or_default();
                    *shown = (*shown + 1).min(goal.hints.len());
                    let hint = goal.hints.get(*shown - 1).cloned().unwrap_or_default();
                    self.said = format!("Hint: {}", hint.replace('`', "")).into();
                }
            }
            Act::Show => {
                if let Some(entry) = self.begun() {
                    entry.was_shown = true;
                }
            }
            Act::Restart => {
                if let Some(work) = &mut self.work {
                    work.replace(work.lesson.starter.clone().into());
                    work.selected.clear();
                    self.grade();
                }
            }
            Act::TakeBack => {
                if let Some(work) = &mut self.work
                    && let Some(before) = work.before.take()
                {
                    work.replace(before);
                    work.before = None;
                    self.grade();
                }
            }
            Act::Pack(origin, name, text) => {
                let shelf = self.shelf().cloned().unwrap_or_default();
                match text.and_then(|text| shelf.with(&name, &text)) {
                    Ok(mut shelf) => {
                        if let Some(pack) = shelf.courses.last_mut() {
                            pack.is_kept = origin != Origin::Page;
                        }
                        if origin == Origin::Opened {
                            self.said = format!("{name} is loaded.").into();
                            self.problem = None;
                            self.packs += 1;
                        }
                        self.lessons = Lessons::Here(Rc::new(shelf));
                        self.open();
                    }
                    Err(why) => {
                        self.problem = Some(format!("{name} was not loaded: {why}.").into())
                    }
                }
            }
            Act::Unpack(at) => {
                let Some(shelf) = self.shelf().filter(|shelf| at < shelf.courses.len()) else {
                    return;
                };
                let mut shelf = (**shelf).clone();
                let pack = shelf.courses.remove(at);
                self.said = format!("{} is gone.", pack.title).into();
                self.packs += 1;
                self.lessons = Lessons::Here(Rc::new(shelf));
                self.open();
            }
            Act::Import(name, text) => match text.and_then(|text| Record::read(&text)) {
                Ok(record) => {
                    let joined = self.record.joined(&record);
                    self.change(format!("import the progress in `{name}`"), joined);
                }
                Err(why) => self.problem = Some(format!("{name} was not imported: {why}.").into()),
            },
            Act::Reset => self.change("forget all progress".to_owned(), Record::default()),
            Act::Undo => {
                if let Some((_, record)) = self.undo.take() {
                    self.record = record;
                }
            }
            Act::Problem(problem) => self.problem = Some(problem),
            Act::Dismiss => (self.undo, self.problem) = (None, None),
            Act::Kept(is_kept) => self.is_kept = is_kept,
        }
    }
}

impl Reducible for Desk {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(act);
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::Standing;
    use super::super::shelf;
    use super::*;

    fn after(start: Rc<Desk>, acts: impl IntoIterator<Item = Act>) -> Rc<Desk> {
        acts.into_iter().fold(start, Reducible::reduce)
    }

    fn at(rest: &str) -> Rc<Desk> {
        let today = "2026-11-25".to_owned();
        let desk = Rc::new(Desk { today, is_kept: true, ..Desk::default() });
        let lessons = Lessons::Here(Rc::new(shelf::tests::own()));
        after(desk, [Act::Lessons(lessons), Act::Go(Address::of(rest))])
    }

    fn solution(desk: &Desk) -> Act {
        Act::Edited(desk.work.as_ref().expect("a lesson is open").lesson.solution.clone().into())
    }

    fn happened(desk: &Desk) -> Vec<Happened> {
        desk.milestones.iter().map(|one| one.happened.clone()).collect()
    }

    #[test]
    fn a_solved_lesson_is_written_down() {
        let desk = at("/first-audit");
        assert!(desk.record.is_empty(), "to look is not to begin");
        let desk = after(desk, [Act::Hint(0), Act::Hint(0), Act::Hint(0)]);
        assert!(desk.said.starts_with("Hint: A tag such as 24-slim"), "{}", desk.said);
        assert_eq!(desk.record.standing("first-audit"), Standing::Started);
        let act = solution(&desk);
        let desk = after(desk, [act, Act::Grade]);
        let entry = desk.entry().expect("it is known");
        assert_eq!(entry.solved.as_deref(), Some("2026-11-25"));
        assert_eq!(entry.hints["fixed-release"], 2, "there are no more");
        assert!(entry.points.is_some_and(|points| points > 80));
        assert_eq!(*desk.said, *"Solved. 3 of 3 goals.");
        let happened = happened(&desk);
        assert_eq!(happened[0], Happened::Begun);
        assert_eq!(happened.len(), 5);
        assert!(matches!(happened[4], Happened::Solved(Some(_), 2)));
    }

    #[test]
    fn what_was_typed_last_is_kept_when_leaving() {
        let typed = "FROM node:24-slim\n";
        let go = |rest: &str| Act::Go(Address::of(rest));
        let desk = after(at("/labels"), [Act::Edited(typed.into()), go("")]);
        assert!(desk.work.is_none());
        assert_eq!(desk.record.get("labels").and_then(|e| e.answer.as_deref()), Some(typed));
        let desk = after(desk, [go("/labels")]);
        assert_eq!(desk.work.as_ref().map(|work| work.text.to_string()).as_deref(), Some(typed));
        let desk = after(desk, [Act::Restart]);
        assert_eq!(desk.entry().and_then(|entry| entry.answer.clone()), None);
        let desk = after(desk, [Act::TakeBack]);
        assert_eq!(desk.entry().and_then(|entry| entry.answer.as_deref()), Some(typed));
        let desk = after(desk, [go("/labels/source"), go("/nowhere")]);
        assert!(desk.work.is_none());
    }

    #[test]
    fn reset_and_import_can_be_taken_back() {
        let desk = at("/review");
        let lines = [5, 8, 10].map(Act::Toggle);
        let desk = after(desk, lines);
        assert_eq!(desk.record.standing("review"), Standing::Solved);
        assert_eq!(desk.entry().and_then(|entry| entry.points), None, "the file was not mended");
        let kept = desk.record.clone();
        let desk = after(desk, [Act::Reset]);
        assert!(desk.record.is_empty());
        let desk = after(desk, [Act::Undo]);
        assert_eq!(desk.record, kept);
        let import = |text: &str| Act::Import("p.json".to_owned(), Ok(text.to_owned()));
        let desk = after(desk, [Act::Reset, import(&kept.written())]);
        assert_eq!(desk.record, kept);
        let desk = after(desk, [Act::Undo]);
        assert!(desk.record.is_empty());
        let desk = after(desk, [import("[]")]);
        assert_eq!(desk.problem.as_deref(), Some("p.json was not imported: it holds no progress."));
    }

    #[test]
    fn a_pack_opens_the_lesson_that_waits_for_it() {
        let json = include_str!("../../../static/lessons/09-labels.toml");
        let mut json = drydock_core::lesson::to_json(json).expect("it is a lesson");
        json["id"] = "ours".into();
        let text = serde_json::Value::from(vec![json]).to_string();
        let desk = at("/ours");
        assert!(desk.work.is_none());
        let pack = |origin| Act::Pack(origin, "ours.json".to_owned(), Ok(text.clone()));
        let kept = |desk: &Desk| desk.shelf().and_then(|shelf| shelf.kept());
        for (origin, is_kept, count) in
            [(Origin::Opened, true, 1), (Origin::Kept, true, 0), (Origin::Page, false, 0)]
        {
            let desk = after(desk.clone(), [pack(origin)]);
            assert!(desk.work.is_some());
            assert_eq!((kept(&desk).is_some(), desk.packs), (is_kept, count), "{origin:?}");
        }
        let desk = after(desk, [pack(Origin::Opened), pack(Origin::Opened)]);
        let said = "ours.json was not loaded: there is a lesson `ours` already.";
        assert_eq!(desk.problem.as_deref(), Some(said));
        let desk = after(desk, [Act::Unpack(1)]);
        assert_eq!((kept(&desk), desk.packs), (None, 2));
        assert!(desk.work.is_none());
    }
}
