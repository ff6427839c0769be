//! `drydock lesson`: lists lessons, grades answers, and checks what authors write.

use crate::audit::choice;
use crate::lesson_pack::PACK;
use crate::{Failure, Outcome, files, help, output};
use drydock_core::lesson::{self, Lesson, Progress};
use lexopt::prelude::*;
use std::ffi::OsString;

pub fn run(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    match parser.next()? {
        Some(Short('h') | Long("help")) => {
            output::print(help::LESSON);
            Ok(Outcome::Clean)
        }
        Some(Value(command)) => match command.to_str() {
            Some("list") => list(parser),
            Some("grade") => grade(parser),
            Some("check") => check(parser),
            _ => {
                let command = command.to_string_lossy();
                Err(Failure(format!("there is no `lesson {command}`, but list, grade, check")))
            }
        },
        Some(other) => Err(other.unexpected().into()),
        None => Err(Failure("say what: lesson list, lesson grade, lesson check".to_owned())),
    }
}

/// The format and the operands of a command; nothing where help was asked for.
fn arguments(parser: &mut lexopt::Parser) -> Result<Option<(String, Vec<OsString>)>, Failure> {
    let (mut format, mut operands) = ("text".to_owned(), Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::LESSON);
                return Ok(None);
            }
            Long("format") => format = choice(parser, "format", &["text", "json"])?,
            Value(operand) => operands.push(operand),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some((format, operands)))
}

/// The texts of lesson files, or of all lessons that come with the program.
fn texts(paths: &[OsString]) -> Result<Vec<(String, String)>, Failure> {
    if paths.is_empty() {
        return Ok(PACK
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect());
    }
    paths.iter().map(text_of).collect()
}

fn text_of(path: &OsString) -> Result<(String, String), Failure> {
    let file = files::read(path)?;
    Ok((file.path, file.input.text))
}

fn list(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some((format, paths)) = arguments(&mut parser)? else { return Ok(Outcome::Clean) };
    let texts = texts(&paths)?;
    if format == "json" {
        let mut all = Vec::new();
        for (path, text) in &texts {
            all.push(lesson::to_json(text).map_err(|fault| at(path, &fault))?);
        }
        output::print(&format!("{}\n", serde_json::Value::Array(all)));
        return Ok(Outcome::Clean);
    }
    for (path, text) in &texts {
        let lesson = lesson::read(text).map_err(|fault| at(path, &fault))?;
        let practice = match lesson.practice {
            0 => "around the ten".to_owned(),
            practice => format!("practice {practice}"),
        };
        let (number, id, minutes) = (lesson.number, &lesson.id, lesson.minutes);
        output::print(&format!(
            "{number:>3}  {id:<26} {minutes} min  {practice:<14}  {}\n",
            lesson.title
        ));
    }
    Ok(Outcome::Clean)
}

fn at(path: &str, fault: &lesson::Fault) -> Failure {
    Failure(format!("{path}:{}: {}", fault.line, fault.message))
}

fn check(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some((_, paths)) = arguments(&mut parser)? else { return Ok(Outcome::Clean) };
    if paths.is_empty() {
        return Err(Failure(
            "name the lessons, such as `drydock lesson check static/lessons/*.toml`".to_owned(),
        ));
    }
    let mut outcome = Outcome::Clean;
    for (path, text) in texts(&paths)? {
        let faults = match lesson::read(&text) {
            Ok(lesson) => lesson::check(&lesson),
            Err(fault) => vec![format!("line {}: {}", fault.line, fault.message)],
        };
        if faults.is_empty() {
            output::print(&format!("{path}: good\n"));
        } else {
            outcome = Outcome::Findings;
        }
        for fault in faults {
            output::print(&format!("{path}: {fault}\n"));
        }
    }
    Ok(outcome)
}

fn grade(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some((format, operands)) = arguments(&mut parser)? else { return Ok(Outcome::Clean) };
    let [name, answer] = &operands[..] else {
        return Err(Failure(
            "name a lesson and a file, such as `drydock lesson grade first-audit Dockerfile`"
                .to_owned(),
        ));
    };
    let lesson = named(name)?;
    let (_, text) = text_of(answer)?;
    let progress = lesson::progress(&lesson, &text);
    let done = progress.done;
    output::print(&match format.as_str() {
        "json" => format!("{}\n", lesson::progress_json(&lesson, &progress)),
        _ => report(&lesson, &progress),
    });
    Ok(if done { Outcome::Clean } else { Outcome::Findings })
}

/// A lesson by its id or its file.
fn named(name: &OsString) -> Result<Lesson, Failure> {
    let word = name.to_string_lossy();
    for (path, text) in PACK {
        let lesson = lesson::read(text).map_err(|fault| at(path, &fault))?;
        if lesson.id == word || path.trim_end_matches(".toml") == word {
            return Ok(lesson);
        }
    }
    if !word.ends_with(".toml") {
        let sentence = format!(
            "there is no lesson `{word}`: `drydock lesson list` lists those that there are"
        );
        return Err(Failure(sentence));
    }
    let (path, text) = text_of(name)?;
    lesson::read(&text).map_err(|fault| at(&path, &fault))
}

fn report(lesson: &Lesson, progress: &Progress) -> String {
    let mut text = String::new();
    for (goal, state) in lesson.goals.iter().zip(&progress.goals) {
        let mark = match (state.holds, state.met) {
            (true, _) => "reached",
            (false, true) => "held up",
            _ => "open",
        };
        text += &format!("{mark:<8} {}\n", goal.text);
    }
    for trouble in &progress.troubles {
        text += &format!("trouble  {}\n", trouble.message);
    }
    if let Some(turn) = progress.wrong_turn.and_then(|index| lesson.wrong_turns.get(index)) {
        text += &format!("\n{}\n", turn.say);
    }
    if progress.done {
        text += &format!("\nDone. {}\n", lesson.closing);
    }
    text
}
