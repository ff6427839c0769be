//! What comes back.

use crate::options::{AuditOptions, Fault, HardenOptions};
use drydock_core::audit::{audit, audit_ignore, audit_pair};
use drydock_core::context::harden_ignore;
use drydock_core::harden::harden;
use drydock_core::input::{Kind, LIMIT};
use drydock_core::lesson::{self, Lesson};
use drydock_core::report::{FileReport, HardenReport, VERSION, harden_json};
use drydock_core::rules;
use drydock_core::score::RUBRIC;
use drydock_core::share::Shared;
use serde_json::{Value, json};

/// The reports of a text, and of the `.dockerignore` that was given with it.
pub fn reports(text: &str, options: &AuditOptions) -> Result<Vec<FileReport>, Fault> {
    let kind = options.kind(text)?;
    let (path, config) = (options.path(kind), options.config()?);
    within_limit(text)?;
    Ok(match (kind, options.ignore_file()) {
        (Kind::Ignore, Some(_)) => {
            return Err(Fault::new("options", "`ignoreFile` goes with a Dockerfile"));
        }
        (Kind::Ignore, None) => vec![FileReport::of_ignore(path, audit_ignore(text, &config))],
        (Kind::Dockerfile, None) => vec![FileReport::of_dockerfile(path, audit(text, &config))],
        (Kind::Dockerfile, Some(ignore)) => {
            within_limit(ignore)?;
            let pair = audit_pair(text, ignore, &config);
            vec![
                FileReport::of_dockerfile(path, pair.dockerfile),
                FileReport::of_ignore(Kind::Ignore.file_name(), pair.ignore),
            ]
        }
    })
}

/// A text, hardened.
pub fn hardened(text: &str, options: &HardenOptions) -> Result<Value, Fault> {
    let kind = options.kind(text)?;
    let (path, engine) = (options.path(kind), options.options()?);
    within_limit(text)?;
    let report = match (kind, options.dockerfile()) {
        (Kind::Dockerfile, Some(_)) => {
            return Err(Fault::new("options", "`dockerfile` goes with a .dockerignore"));
        }
        (Kind::Dockerfile, None) => HardenReport::of_dockerfile(path, harden(text, &engine)),
        (Kind::Ignore, dockerfile) => {
            HardenReport::of_ignore(path, harden_ignore(text, dockerfile, &engine))
        }
    };
    Ok(harden_json(&report))
}

fn within_limit(text: &str) -> Result<(), Fault> {
    match text.len() > LIMIT {
        true => Err(Fault::new(
            "too-long",
            "the file is longer than 1 MiB, the most that Drydock reads",
        )),
        false => Ok(()),
    }
}

/// A file from a link.
pub fn shared(shared: &Shared) -> Value {
    let kind = shared.chosen.map_or("auto", Kind::name);
    let beside = shared.beside.as_ref().map(|(name, text)| json!({ "name": name, "text": text }));
    json!({
        "kind": kind,
        "name": shared.name,
        "text": shared.text,
        "beside": beside,
        "policy": shared.policy,
    })
}

/// The versions, and how many rules there are.
pub fn version() -> Value {
    json!({"core": VERSION, "rubric": RUBRIC, "rules": rules::all().count()})
}

/// Reads a lesson.
pub fn lesson(text: &str) -> Result<Lesson, Fault> {
    let fault = |fault: lesson::Fault| {
        let line = if fault.line == 0 { String::new() } else { format!("line {}: ", fault.line) };
        Fault::new("lesson", format!("{line}{}", fault.message))
    };
    if !text.trim_start().starts_with('{') {
        return lesson::read(text).map_err(fault);
    }
    let json = serde_json::from_str(text)
        .map_err(|error| Fault::new("lesson", format!("the lesson is no JSON: {error}")))?;
    lesson::of_json(&json).map_err(fault)
}

/// What a lesson's reader sees; the solution too, which a page shows once all goals are reached.
pub fn lesson_data(lesson: &Lesson) -> Value {
    let goals = lesson.goals.iter();
    let goals = goals.map(|goal| json!({"id": goal.id, "text": goal.text, "hints": goal.hints}));
    let sources = lesson.sources.iter().map(|link| json!({"title": link.title, "url": link.url}));
    let kinds = lesson::Kind::NAMES.iter().find(|(_, kind)| *kind == lesson.kind);
    json!({
        "id": lesson.id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "incident": lesson.incident,
        "kind": kinds.map(|(name, _)| *name),
        "starter": lesson.starter,
        "solution": lesson.solution,
        "beside": lesson.beside,
        "goals": goals.collect::<Vec<Value>>(),
        "closing": lesson.closing,
        "sources": sources.collect::<Vec<Value>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::read;

    #[test]
    fn a_pair_is_reported_as_two_files() {
        let options = read(json!({"ignoreFile": "*\n"})).expect("good options");
        let found = reports("FROM alpine:3.22\nCOPY a /a\n", &options).expect("two files");
        let paths: Vec<&str> = found.iter().map(|report| report.path.as_str()).collect();
        assert_eq!(paths, ["Dockerfile", ".dockerignore"]);
        let fault = reports(
            "*\n",
            &read(json!({"kind": "dockerignore", "ignoreFile": ""})).expect("options"),
        );
        assert!(fault.is_err());
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = "x".repeat(LIMIT + 1);
        assert_eq!(
            reports(&long, &AuditOptions::default()).expect_err("too long").code,
            "too-long"
        );
        assert_eq!(
            hardened(&long, &HardenOptions::default()).expect_err("too long").code,
            "too-long"
        );
    }

    #[test]
    fn lessons_come_as_toml_or_json() {
        let toml = include_str!("../../static/lessons/00-first-audit.toml");
        let first = lesson(toml).expect("a lesson");
        let json = lesson::to_json(toml).expect("a lesson").to_string();
        assert_eq!(lesson(&json).expect("the same"), first);
        assert_eq!(lesson("id = 3").expect_err("no lesson").code, "lesson");
        assert_eq!(lesson("{").expect_err("no lesson").code, "lesson");
        assert_eq!(lesson_data(&first)["goals"].as_array().map(Vec::len), Some(first.goals.len()));
    }
}
