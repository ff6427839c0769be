//! `drydock harden`.

use crate::audit::choice;
use crate::policy::Policies;
use crate::{Failure, Outcome, files, help, output, write};
use drydock_core::context::harden_ignore;
use drydock_core::harden::{Level, Options, harden};
use drydock_core::input::{Kind, detect_kind};
use drydock_core::report::{HardenReport, harden_json};
use drydock_core::rule::Profile;
use drydock_core::rules;
use lexopt::prelude::*;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

struct Asked {
    file: OsString,
    /// Whether it is a `.dockerignore` whatever its name.
    is_ignore: bool,
    /// The Dockerfile of a `.dockerignore`.
    dockerfile: Option<OsString>,
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
    let done = if asked.is_ignore || detect_kind(file.name.as_deref(), text) == Kind::Ignore {
        of_ignore(&file.path, text, &asked)?
    } else if asked.dockerfile.is_some() {
        return Err(Failure("`--dockerfile` goes with a .dockerignore file".to_owned()));
    } else {
        HardenReport::of_dockerfile(&file.path, harden(text, &asked.options))
    };
    if asked.write && done.text != *text {
        write::replace(Path::new(&asked.file), &done.text)
            .map_err(|error| format!("{} can't be written: {error}", file.path))?;
    }
    let diff = || unified_diff(&file.path, text, &done.text);
    if asked.json {
        let mut report = harden_json(&done);
        report["diff"] = asked.diff.then(diff).into();
        output::print(&format!("{report:#}\n"));
        return Ok(Outcome::Clean);
    }
    if asked.diff {
        output::print(&diff());
    } else if !asked.write {
        output::print(&done.text);
    }
    output::say(&summary(&done));
    Ok(Outcome::Clean)
}

fn of_ignore(path: &str, text: &str, asked: &Asked) -> Result<HardenReport, Failure> {
    let dockerfile = match &asked.dockerfile {
        Some(path) => Some(files::read(path)?.input.text),
        None => None,
    };
    let hardened = harden_ignore(text, dockerfile.as_deref(), &asked.options);
    Ok(HardenReport::of_ignore(path, hardened))
}

/// Reads the arguments; `None` where help was asked for and given.
fn asked(mut parser: lexopt::Parser) -> Result<Option<Asked>, Failure> {
    let mut options = Options::default();
    let (mut policies, mut given_profile, mut answers) =
        (Policies::default(), None, BTreeMap::new());
    let (mut is_ignore, mut dockerfile) = (false, None);
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
            Long("profile") => match &*choice(&mut parser, "profile", &PROFILES)? {
                "minimal" => options.level = Level::Safe,
                "hardened" => options.level = Level::Hardened,
                "small" => options.level = Level::Small,
                name => given_profile = Profile::of(name),
            },
            Long("without") => match named(&mut parser, "without")? {
                Named::Key(key) => _ = options.off.insert(key),
                Named::Rules(ids) => options.without.extend(ids),
            },
            Long("with") => match named(&mut parser, "with")? {
                Named::Key(key) => _ = options.on.insert(key),
                Named::Rules(ids) => options.with.extend(ids),
            },
            Long("only") => match named(&mut parser, "only")? {
                Named::Key(key) => {
                    return Err(Failure(format!("`--only` takes a rule, not `{key}`")));
                }
                Named::Rules(ids) => options.only.extend(ids),
            },
            Long("config") => policies.given = Some(parser.value()?.into()),
            Long("ignore-file") => {
                is_ignore = true;
                paths.push(parser.value()?);
            }
            Long("dockerfile") => dockerfile = Some(parser.value()?),
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
        return Err(Failure("name one file, or `-` for stdin".to_owned()));
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
    Ok(Some(Asked { file, is_ignore, dockerfile, options, diff, write, json }))
}

/// How far to go, and beside that, which rules are on.
const PROFILES: [&str; 6] = ["minimal", "hardened", "small", "default", "strict", "all"];

/// What an option names.
enum Named {
    /// One fix, by its key: `rule@line`.
    Key(String),
    /// The fixes of rules, by their ids.
    Rules(BTreeSet<String>),
}

/// The value of an option that names fixes: a key, or a rule by its id or by its name elsewhere.
fn named(parser: &mut lexopt::Parser, option: &str) -> Result<Named, Failure> {
    let name = parser.value()?.to_string_lossy().into_owned();
    if name.contains('@') {
        return Ok(Named::Key(name));
    }
    let ids: BTreeSet<String> = rules::find_all(&name).map(|rule| rule.id.to_owned()).collect();
    if ids.is_empty() {
        let meant = rules::nearest(&name);
        let hint = meant.first().map_or(String::new(), |id| format!("; did you mean `{id}`?"));
        return Err(Failure(format!("`--{option}`: there is no rule `{name}`{hint}")));
    }
    Ok(Named::Rules(ids))
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

fn summary(hardened: &HardenReport) -> String {
    let (before, after) = (hardened.before.words(), hardened.after.words());
    let mut out = format!("{}: {before} → {after}\n", hardened.path);
    for step in &hardened.applied {
        let change =
            if step.change.is_empty() { String::new() } else { format!("; {}", step.change) };
        out += &format!("  line {}: {} ({}){change}\n", step.line, step.title, step.rule.id);
    }
    for argument in &hardened.build_arguments {
        out += &format!("  build with {argument}\n");
    }
    for property in &hardened.image {
        let show =
            |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
        let (before, after) = (show(&property.before), show(&property.after));
        out += &match before == after {
            true => format!("  {}: {after}\n", property.name),
            false => format!("  {}: {before} → {after}\n", property.name),
        };
    }
    if !hardened.offered.is_empty() {
        out += "On offer, not applied; the lines are those of the hardened file:\n";
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
