//! What is wrong with a lesson, for its author.

use super::progress::{Progress, progress, progress_of_lines};
use super::{Condition, Kind, Lesson, condition};

/// The longest that a lesson may take to read.
const MOST_MINUTES: u32 = 7;

/// Words that belittle: what was easy for the author may not be.
const BELITTLING: [&str; 6] = ["just", "simply", "obviously", "easy", "easily", "trivial"];

/// Everything that is wrong with a lesson, one sentence each.
pub fn check(lesson: &Lesson) -> Vec<String> {
    let mut faults = form(lesson);
    faults.extend(words(lesson));
    match lesson.kind {
        Kind::Review => faults.extend(selection(lesson)),
        _ => faults.extend(answers(lesson)),
    }
    faults.extend(wrong_turns(lesson));
    faults
}

/// How long a lesson takes to read, in minutes: 200 words a minute, 20 lines of code a minute.
pub fn minutes(lesson: &Lesson) -> u32 {
    let words: usize = prose(lesson).iter().map(|text| text.split_whitespace().count()).sum();
    let lines = lesson.starter.lines().count() + lesson.solution.lines().count();
    let lines = lines + lesson.beside.lines().count();
    (words as f64 / 200.0 + lines as f64 / 20.0).ceil() as u32
}

/// All that is read in the course of a lesson: one wrong turn at most, the longest.
fn prose(lesson: &Lesson) -> Vec<&str> {
    let mut texts = vec![lesson.title.as_str(), &lesson.incident, &lesson.closing];
    for goal in &lesson.goals {
        texts.push(&goal.text);
        texts.extend(goal.hints.iter().map(String::as_str));
    }
    texts.extend(
        lesson.wrong_turns.iter().map(|turn| turn.say.as_str()).max_by_key(|say| say.len()),
    );
    texts
}

fn form(lesson: &Lesson) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |wrong: bool, sentence: String| {
        if wrong {
            faults.push(sentence);
        }
    };
    let measured = minutes(lesson);
    fault(
        measured > MOST_MINUTES,
        format!("it takes {measured} minutes to read, more than {MOST_MINUTES}"),
    );
    fault(
        lesson.minutes < measured || lesson.minutes > MOST_MINUTES,
        format!("`minutes` says {}, but reading takes {measured}", lesson.minutes),
    );
    fault(lesson.practice > 10, format!("there is no practice {}", lesson.practice));
    let goals = lesson.goals.len();
    fault(!(2..=4).contains(&goals), format!("it has {goals} goals, not two to four"));
    let turns = lesson.wrong_turns.len();
    fault(!(1..=3).contains(&turns), format!("it has {turns} wrong turns, not one to three"));
    let lines = lesson.starter.lines().count();
    fault(!(10..=25).contains(&lines), format!("the starter has {lines} lines, not 10 to 25"));
    let sentences = sentences(&lesson.incident);
    fault(sentences != 3, format!("the incident has {sentences} sentences, not three"));
    fault(lesson.sources.is_empty(), "it names no source".to_owned());
    for source in &lesson.sources {
        let good = source.url.starts_with("https://") && !source.title.trim().is_empty();
        fault(!good, format!("the source `{}` wants a title and an https address", source.url));
    }
    for goal in &lesson.goals {
        let id = &goal.id;
        fault(goal.all.is_empty(), format!("the goal `{id}` has no condition"));
        let few = if lesson.kind == Kind::Review { 1 } else { 2 };
        fault(goal.hints.len() < few, format!("the goal `{id}` has fewer than {few} hints"));
        let empty = goal.hints.iter().any(|hint| hint.trim().is_empty());
        fault(empty, format!("the goal `{id}` has an empty hint"));
        let twice = lesson.goals.iter().filter(|other| other.id == *id).count() > 1;
        fault(twice, format!("two goals are called `{id}`"));
    }
    faults
}

fn sentences(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().filter(|word| word.ends_with(['.', '?', '!'])).count()
}

/// The tone: kind, and no exclamation marks.
fn words(lesson: &Lesson) -> Vec<String> {
    let mut texts = prose(lesson);
    texts.extend(lesson.wrong_turns.iter().map(|turn| turn.say.as_str()));
    let mut faults = Vec::new();
    for text in texts {
        let shown: String = text.chars().take(40).collect();
        let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        for word in words.filter(|word| BELITTLING.contains(&word.as_str())) {
            faults.push(format!("`{word}` belittles, in `{shown}…`"));
        }
        if text
            .split_whitespace()
            .any(|word| word.ends_with('!') && word.len() > 1 && !word.starts_with('`'))
        {
            faults.push(format!("an exclamation mark stands in `{shown}…`"));
        }
        if text.trim().is_empty() {
            faults.push("a text is empty".to_owned());
        }
    }
    faults
}

/// The starter fails, the solution passes, and scores as high at least.
fn answers(lesson: &Lesson) -> Vec<String> {
    let mut faults = Vec::new();
    let starter = progress(lesson, &lesson.starter);
    if starter.goals.iter().all(|goal| goal.met) {
        faults.push("the starter meets all goals already".to_owned());
    }
    for trouble in starter.troubles {
        faults.push(format!("the starter: {}", trouble.message));
    }
    let solution = progress(lesson, &lesson.solution);
    faults.extend(not_done(lesson, &solution));
    if solution.points < lesson.baseline.points {
        faults.push(format!(
            "the solution scores {:?}, less than the starter's {:?}",
            solution.points, lesson.baseline.points
        ));
    }
    faults
}

fn not_done(lesson: &Lesson, solution: &Progress) -> Vec<String> {
    let goals = lesson.goals.iter().zip(&solution.goals).filter(|(_, state)| !state.met);
    let mut faults: Vec<String> = goals
        .map(|(goal, _)| format!("the solution does not reach the goal `{}`", goal.id))
        .collect();
    faults.extend(solution.troubles.iter().map(|t| format!("the solution: {}", t.message)));
    faults
}

/// A lesson that selects lines: each line is there, and each risky one has a finding.
fn selection(lesson: &Lesson) -> Vec<String> {
    let mut faults = Vec::new();
    let facts = super::Facts::new(lesson, &lesson.starter);
    let lines = &facts.file().tree.lines;
    for condition in lesson.goals.iter().flat_map(|goal| &goal.all) {
        let Condition::Selected(text) = condition else {
            faults.push("a lesson of kind review asks for selected lines only".to_owned());
            continue;
        };
        let Some(line) = lesson.line_of(text) else {
            faults.push(format!("the starter has no line `{text}`"));
            continue;
        };
        let on_line = |f: &&crate::finding::Finding| {
            (lines.line(f.span.start)..=lines.line(f.span.end.max(f.span.start + 1) - 1))
                .contains(&line)
        };
        if !facts.findings().any(|finding| on_line(&finding)) {
            faults.push(format!("no rule finds anything on the line `{text}`"));
        }
    }
    let all = condition::selected_lines(lesson);
    faults.extend(not_done(lesson, &progress_of_lines(lesson, &all)));
    if progress_of_lines(lesson, &[]).done {
        faults.push("nothing selected is enough".to_owned());
    }
    let solution = super::Facts::new(lesson, &lesson.solution);
    if solution.points() < lesson.baseline.points {
        faults.push("the solution scores less than the starter".to_owned());
    }
    faults
}

/// Each wrong turn can be taken, and is explained then.
fn wrong_turns(lesson: &Lesson) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, turn) in lesson.wrong_turns.iter().enumerate() {
        let number = index + 1;
        let reached = match lesson.kind {
            Kind::Review => {
                let lines: Option<Vec<u32>> =
                    turn.select.iter().map(|line| lesson.line_of(line)).collect();
                let Some(lines) = lines.filter(|lines| !lines.is_empty()) else {
                    faults.push(format!("wrong turn {number} selects no line of the starter"));
                    continue;
                };
                progress_of_lines(lesson, &lines)
            }
            _ => {
                let text = match example(lesson, index) {
                    Ok(text) => text,
                    Err(sentence) => {
                        faults.push(format!("wrong turn {number}: {sentence}"));
                        continue;
                    }
                };
                progress(lesson, &text)
            }
        };
        if reached.done {
            faults.push(format!("wrong turn {number} passes"));
        } else if reached.wrong_turn != Some(index) {
            let other = reached.wrong_turn.map_or("none".to_owned(), |i| (i + 1).to_string());
            faults.push(format!("wrong turn {number} is not reached by its example, but {other}"));
        }
    }
    faults
}

/// The answer that takes a wrong turn.
fn example(lesson: &Lesson, index: usize) -> Result<String, String> {
    let turn = &lesson.wrong_turns[index];
    let mut text = if turn.from_starter { &lesson.starter } else { &lesson.solution }.clone();
    if turn.change.is_empty() {
        return Err("it has no `change` that takes it".to_owned());
    }
    for (old, new) in &turn.change {
        if text.matches(old.as_str()).count() != 1 {
            return Err(format!("`{}` does not stand there once", old.replace('\n', "\\n")));
        }
        text = text.replacen(old.as_str(), new, 1);
    }
    Ok(text)
}
