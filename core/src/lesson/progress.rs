//! How far an answer has come.

use super::condition::holds;
use super::facts::Facts;
use super::{Kind, Lesson, guard};

/// How far an answer has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The goals in order.
    pub goals: Vec<GoalState>,
    /// What the answer has lost or broken. While there is any of it no goal holds.
    pub troubles: Vec<Trouble>,
    /// The wrong turn that applies, an index into [`Lesson::wrong_turns`].
    pub wrong_turn: Option<usize>,
    /// The score, suppressed findings counted unless the lesson allows them; `None` where there is nothing to grade.
    pub points: Option<u32>,
    /// Whether the lesson is done.
    pub done: bool,
}

/// How it stands with a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalState {
    /// Whether its own conditions are met.
    pub met: bool,
    /// Whether it is reached: they are met, and nothing was lost or broken.
    pub holds: bool,
}

/// Something that an answer has lost or broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// What kind: `broken`, `lost`, `order`, `unreadable`, `hidden`, `worse`, `decoy`.
    pub kind: &'static str,
    /// One sentence, lower-case, without a full stop.
    pub message: String,
    /// The line of the answer, where there is one.
    pub line: Option<u32>,
    /// The step or path that is lost.
    pub lost: Option<String>,
    /// The rule that reports more than before.
    pub rule: Option<&'static str>,
}

impl Trouble {
    pub(super) fn new(kind: &'static str, message: String) -> Trouble {
        Trouble { kind, message, line: None, lost: None, rule: None }
    }
}

/// How far a text has come. In a lesson that selects lines the text is the lines' numbers, with blanks or commas
/// between.
pub fn progress(lesson: &Lesson, text: &str) -> Progress {
    if lesson.kind == Kind::Review {
        let numbers = text.split(|c: char| c.is_whitespace() || c == ',');
        let lines: Vec<u32> = numbers.filter_map(|number| number.parse().ok()).collect();
        return progress_of_lines(lesson, &lines);
    }
    progress_of_facts(lesson, &Facts::new(lesson, text))
}

/// How far an answer has come whose facts are known.
pub fn progress_of_facts(lesson: &Lesson, facts: &Facts) -> Progress {
    judge(lesson, facts, guard::troubles(lesson, facts))
}

/// How far a selection of lines, from 1, has come. Lines that no goal asks for are troubles.
pub fn progress_of_lines(lesson: &Lesson, lines: &[u32]) -> Progress {
    let mut facts = Facts::new(lesson, &lesson.starter);
    facts.selected = lines.to_vec();
    let wanted = super::condition::selected_lines(lesson);
    let decoys = lines.iter().filter(|line| !wanted.contains(line)).map(|line| Trouble {
        line: Some(*line),
        ..Trouble::new("decoy", format!("line {line} is not one of the risky ones"))
    });
    let troubles = decoys.collect();
    judge(lesson, &facts, troubles)
}

fn judge(lesson: &Lesson, facts: &Facts, troubles: Vec<Trouble>) -> Progress {
    let all = |conditions: &[super::Condition]| {
        conditions.iter().all(|condition| holds(condition, lesson, facts, &troubles))
    };
    // A decoy is a trouble of its own, and takes no line away that was found.
    let spoiled = lesson.kind != Kind::Review && !troubles.is_empty();
    let state = |goal: &super::Goal| {
        let met = all(&goal.all);
        GoalState { met, holds: met && !spoiled }
    };
    let goals: Vec<GoalState> = lesson.goals.iter().map(state).collect();
    let done = troubles.is_empty() && goals.iter().all(|goal| goal.holds);
    let wrong_turn = lesson.wrong_turns.iter().position(|turn| !done && all(&turn.when));
    Progress { goals, troubles, wrong_turn, points: facts.points(), done }
}

/// An answer's state as JSON: goals by id, troubles, the explanation of the wrong turn, score, done.
pub fn progress_json(lesson: &Lesson, progress: &Progress) -> serde_json::Value {
    let goals = lesson.goals.iter().zip(&progress.goals).map(
        |(goal, state)| serde_json::json!({ "id": goal.id, "met": state.met, "holds": state.holds }),
    );
    let troubles = progress.troubles.iter().map(|t| {
        serde_json::json!({
            "kind": t.kind, "message": t.message, "line": t.line, "lost": t.lost, "rule": t.rule,
        })
    });
    let turn = progress.wrong_turn.and_then(|index| lesson.wrong_turns.get(index));
    serde_json::json!({
        "lesson": lesson.id,
        "goals": goals.collect::<Vec<_>>(),
        "troubles": troubles.collect::<Vec<_>>(),
        "wrongTurn": turn.map(|turn| turn.say.as_str()),
        "points": progress.points,
        "done": progress.done,
    })
}
