//! An open lesson: the answer as it stands, and what the engine says of it.

use super::record::Entry;
use super::statement::Happened;
use super::words;
use crate::changes::{self, Line};
use crate::kind::FileKind;
use crate::state::Jump;
use crate::study::Study;
use drydock_core::harden::{self, LineKind};
use drydock_core::ignore::Matcher;
use drydock_core::lesson::{self, Facts, Kind, Lesson, Progress};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::AttrValue;

/// An open lesson.
#[derive(Clone, Debug)]
pub struct Work {
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// The file as it stands.
    pub text: AttrValue,
    /// In a lesson that selects lines: the lines, from 1.
    pub selected: BTreeSet<u32>,
    /// Counts the answers.
    pub revision: u32,
    /// Counts the texts that were not typed.
    pub replaced: u32,
    /// What the engine says of the file that was graded last.
    pub study: Rc<Study>,
    /// How far that has come.
    pub progress: Progress,
    /// What rules that the lesson speaks of say of the file beside it.
    pub beside: Vec<String>,
    /// The paths of the folder, and whether each is kept out of the build context.
    pub tree: Vec<(String, bool)>,
    /// The place to go to.
    pub jump: Option<Jump>,
    /// The answer before it was begun again.
    pub before: Option<AttrValue>,
    /// What was told already: goals, and whether it is solved.
    told: (BTreeSet<usize>, bool),
}

impl Work {
    /// Opens a lesson, with the answer of an earlier visit where there is one.
    pub fn open(lesson: Rc<Lesson>, entry: Option<&Entry>) -> Work {
        let kept = entry.and_then(|entry| entry.answer.as_deref());
        let is_review = lesson.kind == Kind::Review;
        let selected = kept.filter(|_| is_review).map(lines).unwrap_or_default();
        let text = kept.filter(|_| !is_review).unwrap_or(&lesson.starter).to_owned().into();
        let goals = Vec::new();
        let progress =
            Progress { goals, troubles: Vec::new(), wrong_turn: None, points: None, done: false };
        let mut work = Work {
            lesson,
            text,
            selected,
            revision: 1,
            // Unlike the text area, which begins empty.
            replaced: 1,
            study: Rc::default(),
            progress,
            beside: Vec::new(),
            tree: Vec::new(),
            jump: None,
            before: None,
            told: Default::default(),
        };
        work.judge();
        work.told = (work.holding().collect(), work.progress.done);
        work
    }

    /// The file's kind.
    pub fn kind(&self) -> FileKind {
        match self.lesson.kind {
            Kind::Ignore => FileKind::Dockerignore,
            _ => FileKind::Dockerfile,
        }
    }

    /// Whether the answer has not been graded yet.
    pub fn is_stale(&self) -> bool {
        self.study.revision != self.revision
    }

    /// The answer, where it is not the broken file any more.
    pub fn answer(&self) -> Option<String> {
        match self.lesson.kind {
            Kind::Review => {
                let numbers: Vec<String> = self.selected.iter().map(u32::to_string).collect();
                (!numbers.is_empty()).then(|| numbers.join(" "))
            }
            _ => (*self.text != *self.lesson.starter).then(|| self.text.to_string()),
        }
    }

    /// Takes what was typed.
    pub fn edit(&mut self, text: AttrValue) {
        self.text = text;
        self.revision += 1;
        self.before = None;
    }

    /// Selects a line, or no longer.
    pub fn toggle(&mut self, line: u32) {
        if !self.selected.remove(&line) {
            self.selected.insert(line);
        }
        self.revision += 1;
    }

    /// Puts a text into the place of this one, which can be taken back.
    pub fn replace(&mut self, text: AttrValue) {
        self.before = Some(std::mem::replace(&mut self.text, text));
        self.replaced += 1;
        self.revision += 1;
    }

    /// Goes to a place of the file, in code units.
    pub fn go_to(&mut self, units: (u32, u32)) {
        let number = self.jump.map_or(1, |jump| jump.number + 1);
        self.jump = Some(Jump { number, units });
    }

    /// Grades the answer: what to say of it, and what happened for the first time.
    pub fn grade(&mut self) -> (Option<String>, Vec<Happened>) {
        let before = self.progress.clone();
        self.judge();
        let said = words::announce(&self.lesson, &before, &self.progress);
        let holding: Vec<usize> = self.holding().collect();
        let new = holding.iter().filter(|at| !self.told.0.contains(at));
        let happened = new.map(|at| Happened::Reached(*at, holding.len())).collect();
        self.told.0.extend(&holding);
        (said, happened)
    }

    /// Whether it was solved just now, for the first time since it was opened.
    pub fn is_newly_solved(&mut self) -> bool {
        let is_new = self.progress.done && !self.told.1;
        self.told.1 |= is_new;
        is_new
    }

    /// The explanation of the wrong turn that was taken; the broken file has taken none.
    pub fn wrong_turn(&self) -> Option<&str> {
        let turn = self.progress.wrong_turn.filter(|_| self.answer().is_some())?;
        self.lesson.wrong_turns.get(turn).map(|turn| turn.say.as_str())
    }

    /// Whether nothing is left but to see the solution: every open goal has shown all of its hints.
    pub fn has_no_hint_left(&self, entry: Option<&Entry>) -> bool {
        let states = self.lesson.goals.iter().zip(&self.progress.goals);
        let mut open = states.filter(|(_, state)| !state.holds);
        let shown = |goal: &lesson::Goal| {
            entry.and_then(|entry| entry.hints.get(&goal.id)).copied().unwrap_or(0)
        };
        open.all(|(goal, _)| shown(goal) >= goal.hints.len())
    }

    /// What it takes from the answer to the solution: all lines, or none where they are the same.
    pub fn to_solution(&self) -> Vec<Line> {
        let hunks = harden::hunks_of(&self.text, &self.lesson.solution, &[], 1 << 16);
        let Some(hunk) = hunks.first() else { return Vec::new() };
        let (mut old, mut new) = hunk.before.0.max(1).checked_sub(1).map_or((0, 0), |n| (n, n));
        let mut shown: Vec<Line> = Vec::new();
        for line in &hunk.lines {
            old += u32::from(line.kind != LineKind::Added);
            new += u32::from(line.kind != LineKind::Removed);
            let (happened, number) = match line.kind {
                LineKind::Kept => (changes::Happened::Kept, new),
                LineKind::Removed => (changes::Happened::Removed, old),
                LineKind::Added => (changes::Happened::Added, new),
            };
            shown.push(Line { happened, number, text: line.text.clone(), marks: Vec::new() });
        }
        changes::mark_words(&mut shown);
        shown
    }

    /// The goals that hold.
    fn holding(&self) -> impl Iterator<Item = usize> {
        let goals = self.progress.goals.iter().enumerate();
        goals.filter(|(_, goal)| goal.holds).map(|(at, _)| at)
    }

    fn judge(&mut self) {
        let lesson = &self.lesson;
        let facts = Facts::new(lesson, &self.text);
        self.progress = match lesson.kind {
            Kind::Review => {
                let selected: Vec<u32> = self.selected.iter().copied().collect();
                lesson::progress_of_lines(lesson, &selected)
            }
            _ => lesson::progress_of_facts(lesson, &facts),
        };
        self.beside = match &facts.ignore {
            Some(_) => said_of(&lesson.taught(), &facts),
            None => Vec::new(),
        };
        let matcher = facts.ignore.as_ref().map(|ignore| Matcher::new(&ignore.file));
        let verdict = |path: &String| {
            (path.clone(), matcher.as_ref().is_some_and(|matcher| matcher.excludes(path)))
        };
        self.tree = lesson.tree.iter().map(verdict).collect();
        self.study = Rc::new(Study::of_facts(&self.text, self.revision, facts));
    }
}

/// The numbers of lines.
fn lines(text: &str) -> BTreeSet<u32> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// What these rules say of the Dockerfile beside a `.dockerignore`.
fn said_of(rules: &[&str], facts: &Facts) -> Vec<String> {
    let findings = facts.audit.findings.iter();
    let meant = findings.filter(|finding| rules.contains(&finding.rule.id));
    meant.map(|finding| finding.message.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::shelf;
    use super::*;
    use crate::changes::Happened as Change;

    fn open(id: &str, entry: Option<&Entry>) -> Work {
        Work::open(shelf::tests::own().find(id).expect("it is there").clone(), entry)
    }

    fn answered(text: &str) -> Entry {
        Entry { answer: Some(text.to_owned()), ..Entry::default() }
    }

    #[test]
    fn a_lesson_is_graded_as_it_is_mended() {
        let mut work = open("first-audit", None);
        assert_eq!(work.answer(), None);
        assert_eq!(work.wrong_turn(), None);
        assert!(work.study.cards.iter().any(|card| card.rule.id == "from-latest-tag"));
        work.edit(work.lesson.starter.replace("node:latest", "node").into());
        assert!(work.is_stale());
        let (said, happened) = work.grade();
        assert!(work.wrong_turn().is_some_and(|say| say.starts_with("Without a tag")));
        assert!(said.is_some() && happened.is_empty());
        work.edit(work.lesson.starter.replace("node:latest", "node:24-slim").into());
        assert_eq!(work.grade().1, [Happened::Reached(0, 1)]);
        assert!(!work.is_newly_solved());
        work.edit(work.lesson.solution.clone().into());
        assert_eq!(work.grade().1, [Happened::Reached(1, 3), Happened::Reached(2, 3)]);
        assert!(work.is_newly_solved());
        assert!(!work.is_newly_solved(), "it is told once");
        assert_eq!(work.to_solution(), []);
        work.replace(work.lesson.starter.clone().into());
        assert_eq!(work.grade().1, []);
        assert_eq!(work.before.as_deref(), Some(work.lesson.solution.as_str()));
    }

    #[test]
    fn an_answer_of_an_earlier_visit_is_there_again() {
        let solution = open("labels", None).lesson.solution.clone();
        let mut work = open("labels", Some(&answered(&solution)));
        assert!(work.progress.done);
        assert_eq!(*work.text, *solution);
        assert!(work.grade().1.is_empty() && !work.is_newly_solved(), "it was told at that time");
        let work = open("review", Some(&answered("5 8")));
        assert_eq!(work.selected, BTreeSet::from([5, 8]));
        assert_eq!(*work.text, *work.lesson.starter);
    }

    #[test]
    fn lines_are_selected() {
        let mut work = open("review", None);
        for line in [5, 8, 12] {
            work.toggle(line);
            work.grade();
        }
        assert_eq!(work.answer().as_deref(), Some("5 8 12"));
        assert!(work.wrong_turn().is_some_and(|say| say.starts_with("A number without a name")));
        work.toggle(12);
        work.toggle(10);
        work.grade();
        assert!(work.is_newly_solved());
    }

    #[test]
    fn a_folder_shows_what_is_sent() {
        let mut work = open("secrets-in-context", None);
        let out = |work: &Work, path: &str| work.tree.iter().any(|(p, out)| p == path && *out);
        assert_eq!(work.kind(), FileKind::Dockerignore);
        assert!(!out(&work, ".env") && !out(&work, ".git/config"));
        work.edit(work.lesson.solution.clone().into());
        work.grade();
        assert!(out(&work, ".env") && out(&work, ".git/config") && !out(&work, "src/app.js"));
        assert!(work.progress.done);
        work.edit("*\n!src\n".into());
        work.grade();
        assert!(
            work.beside.iter().any(|said| said.contains("package-lock.json")),
            "{:?}",
            work.beside
        );
    }

    #[test]
    fn the_solution_can_be_seen_once_all_hints_were() {
        let work = open("labels", None);
        let mut entry = Entry::default();
        assert!(!work.has_no_hint_left(Some(&entry)));
        for goal in &work.lesson.goals {
            entry.hints.insert(goal.id.clone(), goal.hints.len());
        }
        assert!(work.has_no_hint_left(Some(&entry)));
        let lines = work.to_solution();
        let text = |happened: Change| -> Vec<&str> {
            let lines = lines.iter().filter(|line| line.happened != happened);
            lines.map(|line| line.text.as_str()).collect()
        };
        assert_eq!(text(Change::Added), work.lesson.starter.lines().collect::<Vec<_>>());
        assert_eq!(text(Change::Removed), work.lesson.solution.lines().collect::<Vec<_>>());
        let last = lines.iter().rev().find(|line| line.happened != Change::Removed);
        let count = work.lesson.solution.lines().count();
        assert_eq!(last.map(|line| line.number as usize), Some(count));
    }
}
