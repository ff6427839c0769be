//! What the lessons' pages say in words.

use drydock_core::lesson::{Kind, Lesson, Progress};

/// What a practice asks for, by its number; 0 is for what stands around the ten.
pub fn practice(number: u32) -> &'static str {
    match number {
        1 => "Start from a small base image",
        2 => "Run with few rights",
        3 => "Verify what is fetched, sign what is made",
        4 => "Find, fix and watch known flaws",
        5 => "Keep secrets out of images",
        6 => "Use tags that stay",
        7 => "COPY rather than ADD",
        8 => "Label the image",
        9 => "Build in stages",
        10 => "Check every change with a linter",
        _ => "Around the ten practices",
    }
}

/// A practice with its number.
pub fn numbered_practice(number: u32) -> String {
    match number {
        1..=10 => format!("Practice {number}: {}", practice(number)),
        _ => practice(number).to_owned(),
    }
}

/// What there is to do in a lesson.
pub fn task(kind: Kind) -> &'static str {
    match kind {
        Kind::Dockerfile => "mend a Dockerfile",
        Kind::Ignore => "mend a .dockerignore",
        Kind::Review => "find the risky lines",
    }
}

/// A number of things, as people write it.
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

/// What a screen reader is told once an answer was graded: what has changed since.
pub fn announce(lesson: &Lesson, before: &Progress, after: &Progress) -> Option<String> {
    let holding = after.goals.iter().filter(|goal| goal.holds).count();
    let total = format!("{holding} of {} goals.", lesson.goals.len());
    if after.done {
        return (!before.done).then(|| format!("Solved. {total}"));
    }
    let mut said = Vec::new();
    let states = lesson.goals.iter().zip(before.goals.iter().zip(&after.goals));
    for (goal, (old, new)) in states {
        match (old.holds, new.holds) {
            (false, true) => said.push(format!("Reached: {}.", goal.text)),
            (true, false) => said.push(format!("Open again: {}.", goal.text)),
            _ => {}
        }
    }
    for trouble in after.troubles.iter().filter(|trouble| !before.troubles.contains(trouble)) {
        said.push(format!("Held up: {}.", trouble.message));
    }
    let turn = after.wrong_turn.filter(|turn| before.wrong_turn != Some(*turn));
    if let Some(turn) = turn.and_then(|turn| lesson.wrong_turns.get(turn)) {
        said.push(turn.say.clone());
    }
    (!said.is_empty()).then(|| format!("{} {total}", said.join(" ")).replace('`', ""))
}

#[cfg(test)]
mod tests {
    use super::super::shelf;
    use super::*;
    use drydock_core::lesson::progress;

    #[test]
    fn changes_are_announced_and_nothing_else() {
        let shelf = shelf::tests::own();
        let lesson = shelf.find("first-audit").expect("it is there");
        let start = progress(lesson, &lesson.starter);
        assert_eq!(announce(lesson, &start, &start), None);
        let tagged = lesson.starter.replace("node:latest", "node:24-slim");
        let tagged = progress(lesson, &tagged);
        assert_eq!(
            announce(lesson, &start, &tagged).as_deref(),
            Some("Reached: The base image names a release. 1 of 3 goals.")
        );
        let lost = progress(lesson, &lesson.starter.replace("COPY src ./src\n", ""));
        let said = announce(lesson, &start, &lost).expect("something is lost");
        assert!(said.starts_with("Held up: the application needs COPY src"), "{said}");
        assert!(said.ends_with("0 of 3 goals."), "{said}");
        let again = announce(lesson, &tagged, &start).expect("a goal is open again");
        assert!(again.starts_with("Open again: The base image names a release."), "{again}");
        let solved = progress(lesson, &lesson.solution);
        assert_eq!(announce(lesson, &tagged, &solved).as_deref(), Some("Solved. 3 of 3 goals."));
        assert_eq!(announce(lesson, &solved, &solved), None);
    }

    #[test]
    fn every_practice_has_a_name() {
        let names: Vec<&str> = (0..=10).map(practice).collect();
        for (at, name) in names.iter().enumerate() {
            assert_eq!(names.iter().position(|other| other == name), Some(at));
        }
        assert_eq!(count(1, "hint", "hints"), "1 hint");
    }
}
