//! `drydock harden`.

use crate::audit::{choice, profile};
use crate::policy::Policies;
use crate::{Failure, Outcome, files, help, output, write};
use drydock_core::fix::Class;
use drydock_core::harden::{Hardened, Level, Options, harden};
use drydock_core::input::{Kind, detect_kind};
use drydock_core::score::score;
use lexopt::prelude::*;
use serde_json::{Value as Json, json};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

struct Asked {
    file: OsString,
    options: Options,
    diff: bool,
    write: bool,
    json: bool,
}

pub fn run(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some(asked) = asked(parser)? else { return Ok(Outcome::Clean) };
    let file = files::read(&asked.file)?;
    if let Some(note) = file.input.notes.first() {
        let (path, line, message) = (&file.path, note.line, &note.message);
        return Err(Failure(format!(
            "{path}:{line}: {message}: save the file as UTF-8 first, so that nothing of it is lost"
        )));
    }
    let text = &file.input.text;
    if detect_kind(file.name.as_deref(), text) == Kind::Ignore {
        return Err(Failure(format!(
            "{} is a .dockerignore file: only Dockerfiles are hardened",
            file.path
        )));
    }
    let hardened = harden(text, &asked.options);
    if asked.write && hardened.text != *text {
        write::replace(Path::new(&asked.file), &hardened.text)
            .map_err(|error| format!("{} can't be written: {error}", file.path))?;
    }
    let diff = || unified_diff(&file.path, text, &hardened.text);
    if asked.json {
        let report = report(&file.path, &hardened, asked.diff.then(diff));
        output::print(&format!("{report:#}\n"));
        return Ok(Outcome::Clean);
    }
    if asked.diff {
        output::print(&diff());
    } else if !asked.write {
        output::print(&hardened.text);
    }
    output::say(&summary(&file.path, &hardened));
    Ok(Outcome::Clean)
}

/// Reads the arguments; `None` where help was asked for and given.
fn asked(mut parser: lexopt::Parser) -> Result<Option<Asked>, Failure> {
    let mut options = Options::default();
    let (mut policies, mut given_profile, mut answers) =
        (Policies::default(), None, BTreeMap::new());
    let (mut paths, mut diff, mut write, mut json) = (Vec::new(), false, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::HARDEN);
                return Ok(None);
            }
            Long("safe") => options.level = Level::Safe,
            Long("diff") => diff = true,
            Long("write") => write = true,
            Long("format") => json = choice(&mut parser, "format", &["text", "json"])? == "json",
            Long("profile") => given_profile = Some(profile(&mut parser)?),
            Long("config") => policies.given = Some(parser.value()?.into()),
            Long("answer") => {
                let answer = parser.value()?.to_string_lossy().into_owned();
                let Some((key, value)) = answer.split_once('=') else {
                    return Err(Failure(format!("`--answer` takes KEY=VALUE, not `{answer}`")));
                };
                answers.insert(key.to_owned(), value.to_owned());
            }
            Value(path) => paths.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    if paths.len() != 1 {
        return Err(Failure("name one Dockerfile, or `-` for stdin".to_owned()));
    }
    let file = paths.remove(0);
    if write && file == "-" {
        return Err(Failure("`--write` needs a file: stdin can't be written".to_owned()));
    }
    if write && diff && !json {
        return Err(Failure("`--diff` and `--write` exclude each other: choose one".to_owned()));
    }
    options.config = policies.of(&file)?;
    options.config.profile = given_profile.or(options.config.profile);
    options.config.answers.extend(answers);
    Ok(Some(Asked { file, options, diff, write, json }))
}

/// A diff that `git apply` takes; empty where nothing changed.
fn unified_diff(path: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let path = path.strip_prefix("./").unwrap_or(path).trim_start_matches('/');
    let path = if path == "<stdin>" { "Dockerfile" } else { path };
    // A tab ends a name with blanks in it.
    let end = if path.contains(' ') { "\t" } else { "" };
    let (a, b) = (format!("a/{path}{end}"), format!("b/{path}{end}"));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    diff.unified_diff().header(&a, &b).to_string()
}

fn summary(path: &str, hardened: &Hardened) -> String {
    let points = |audit| {
        score(audit).map_or("not graded".to_owned(), |s| format!("{} ({})", s.points, s.grade))
    };
    let mut out = format!("{path}: {} → {}\n", points(&hardened.before), points(&hardened.after));
    for step in &hardened.applied {
        let change =
            if step.change.is_empty() { String::new() } else { format!("; {}", step.change) };
        out += &format!("  line {}: {} ({}){change}\n", step.line, step.title, step.rule.id);
    }
    for argument in hardened.build_arguments() {
        out += &format!("  build with {argument}\n");
    }
    if !hardened.offered.is_empty() {
        out += "On offer, not applied:\n";
    }
    for offer in &hardened.offered {
        out += &format!("  line {}: {} ({})\n", offer.line, offer.title, offer.rule.id);
        if let Some(question) = &offer.question {
            out += &format!(
                "    {} --answer {}={}\n",
                question.text, question.key, question.suggestion
            );
        }
    }
    for refused in &hardened.refused {
        out +=
            &format!("Taken back: {} ({}): {}\n", refused.title, refused.rule.id, refused.reason);
    }
    if hardened.exhausted {
        out += "Stopped before all fixes were tried: run it again on the result\n";
    }
    out
}

fn report(path: &str, hardened: &Hardened, diff: Option<String>) -> Json {
    let points =
        |audit| score(audit).map(|score| json!({"score": score.points, "grade": score.grade}));
    let applied = hardened.applied.iter().map(|step| {
        json!({
            "key": step.key, "rule": step.rule.id, "line": step.line, "message": step.message, "title": step.title,
            "safety": safety(step.class), "change": step.change, "build_argument": step.build_argument,
        })
    });
    let offered = hardened.offered.iter().map(|offer| {
        let question = offer.question.as_ref().map(|question| {
            json!({"key": question.key, "text": question.text, "suggestion": question.suggestion})
        });
        json!({
            "key": offer.key, "rule": offer.rule.id, "line": offer.line, "message": offer.message,
            "title": offer.title, "safety": safety(offer.class), "change": offer.change, "question": question,
        })
    });
    let refused = hardened.refused.iter().map(|refused| {
        json!({
            "key": refused.key, "rule": refused.rule.id, "line": refused.line, "message": refused.message,
            "title": refused.title, "reason": refused.reason,
        })
    });
    json!({
        "version": drydock_core::report::VERSION,
        "path": path,
        "before": points(&hardened.before),
        "after": points(&hardened.after),
        "text": hardened.text,
        "diff": diff,
        "applied": applied.collect::<Vec<Json>>(),
        "offered": offered.collect::<Vec<Json>>(),
        "refused": refused.collect::<Vec<Json>>(),
        "build_arguments": hardened.build_arguments(),
        "exhausted": hardened.exhausted,
    })
}

fn safety(class: Class) -> &'static str {
    match class {
        Class::Safe(_) => "safe",
        Class::Review { recommended: true } => "recommended",
        Class::Review { recommended: false } => "review",
        Class::Ask => "ask",
    }
}
