//! `drydock audit`.

use crate::files::{self, File};
use crate::policy::Policies;
use crate::{Failure, Outcome, help, output, pairs};
use drydock_core::audit::{Audit, Config, FailLevel, IgnoreAudit, audit, audit_ignore, audit_pair};
use drydock_core::input::{Kind, detect_kind};
use drydock_core::report::{self, FileReport};
use drydock_core::rule::{Profile, Severity};
use lexopt::prelude::*;
use std::ffi::OsString;

struct Options {
    files: Vec<OsString>,
    ignore_files: Vec<OsString>,
    /// Whether to look for a `.dockerignore` beside each Dockerfile.
    look: bool,
    format: String,
    policies: Policies,
    /// What wins over the settings of a file.
    fail_level: Option<FailLevel>,
    profile: Option<Profile>,
}

const FORMATS: [&str; 6] = ["text", "json", "sarif", "markdown", "html", "github"];

pub fn run(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some(mut options) = options(parser)? else { return Ok(Outcome::Clean) };
    let (inputs, unreadable) = inputs(&mut options)?;
    let reports = reports(&inputs);
    let fails = inputs
        .iter()
        .zip(&reports)
        .any(|(input, report)| report.worst().is_some_and(|worst| input.config.fails(worst)));
    output::print(&match options.format.as_str() {
        "json" => report::json(&reports),
        "sarif" => report::sarif(&reports),
        "markdown" => report::markdown(&reports),
        "html" => report::html(&reports),
        "github" => report::github(&reports),
        _ => report::text(&reports, output::colour()),
    });
    Ok(match (unreadable, fails) {
        (true, _) => Outcome::InputError,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// A file to report, and for a Dockerfile which of the inputs is its `.dockerignore`.
struct Input {
    path: OsString,
    file: File,
    kind: Kind,
    config: Config,
    ignore: Option<usize>,
}

/// The files in the order of their reports, and whether one could not be read.
fn inputs(options: &mut Options) -> Result<(Vec<Input>, bool), Failure> {
    let mut wanted: Vec<(OsString, Option<Kind>)> =
        options.files.iter().map(|path| (path.clone(), None)).collect();
    wanted.extend(options.ignore_files.iter().map(|path| (path.clone(), Some(Kind::Ignore))));
    let (mut inputs, mut unreadable) = (Vec::new(), false);
    for (path, kind) in wanted {
        match input(path, kind, options)? {
            Ok(input) => inputs.push(input),
            Err(error) => {
                output::complain(&error);
                unreadable = true;
            }
        }
    }
    let given = options.ignore_files.first().cloned();
    let mut at = 0;
    while at < inputs.len() {
        let is_dockerfile = inputs[at].kind == Kind::Dockerfile;
        let found = || options.look.then(|| pairs::found_beside(&inputs[at].path)).flatten();
        if let Some(path) = given.clone().or_else(found).filter(|_| is_dockerfile) {
            let known = inputs.iter().position(|input| pairs::is_same(&input.path, &path));
            match (known, input(path, Some(Kind::Ignore), options)?) {
                (Some(known), _) => inputs[at].ignore = Some(known),
                (None, Ok(input)) => {
                    // Behind the Dockerfile; what was paired before with a later file moves on.
                    for other in inputs.iter_mut().filter_map(|input| input.ignore.as_mut()) {
                        *other += usize::from(*other > at);
                    }
                    inputs[at].ignore = Some(at + 1);
                    inputs.insert(at + 1, input);
                }
                // One that was given has been complained of.
                (None, Err(_)) if given.is_some() => {}
                (None, Err(error)) => {
                    output::complain(&error);
                    unreadable = true;
                }
            }
        }
        at += 1;
    }
    Ok((inputs, unreadable))
}

/// A file with its settings. Where it can't be read the others are still audited; where the settings can't, none is.
fn input(
    path: OsString,
    kind: Option<Kind>,
    options: &mut Options,
) -> Result<Result<Input, String>, Failure> {
    let file = match files::read(&path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let kind = kind.unwrap_or_else(|| detect_kind(file.name.as_deref(), &file.input.text));
    let mut config = options.policies.of(&path)?;
    config.profile = options.profile.or(config.profile);
    config.fail_level = options.fail_level.or(config.fail_level);
    Ok(Ok(Input { path, file, kind, config, ignore: None }))
}

fn reports(inputs: &[Input]) -> Vec<FileReport> {
    let mut dockerfiles = Vec::new();
    let mut ignores: Vec<Option<IgnoreAudit>> = inputs.iter().map(|_| None).collect();
    for input in inputs {
        let config = &input.config;
        for note in &input.file.input.notes {
            let (path, line, byte) = (&input.file.path, note.line, note.byte);
            output::complain(&format!("{path}:{line}: {} (offset {byte})", note.message));
        }
        let text = &input.file.input.text;
        dockerfiles.push(match (input.kind, input.ignore) {
            (Kind::Ignore, _) => None,
            (Kind::Dockerfile, None) => Some(audit(text, config)),
            (Kind::Dockerfile, Some(at)) => {
                let pair = audit_pair(text, &inputs[at].file.input.text, config);
                match &mut ignores[at] {
                    // Several Dockerfiles share it: what any of them brings up is said once.
                    Some(known) => known.merge(pair.ignore),
                    unknown => *unknown = Some(pair.ignore),
                }
                Some(pair.dockerfile)
            }
        });
    }
    let audits = inputs.iter().zip(dockerfiles).zip(ignores);
    let report = |((input, dockerfile), ignore): ((&Input, Option<Audit>), Option<IgnoreAudit>)| {
        let path = &input.file.path;
        match dockerfile {
            Some(audit) => FileReport::of_dockerfile(path, audit),
            None => {
                let alone = || audit_ignore(&input.file.input.text, &input.config);
                FileReport::of_ignore(path, ignore.unwrap_or_else(alone))
            }
        }
    };
    audits.map(report).collect()
}

/// Reads the arguments; `None` where help was asked for and given.
fn options(mut parser: lexopt::Parser) -> Result<Option<Options>, Failure> {
    let mut options = Options {
        files: Vec::new(),
        ignore_files: Vec::new(),
        look: true,
        format: "text".to_owned(),
        policies: Policies::default(),
        fail_level: None,
        profile: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::AUDIT);
                return Ok(None);
            }
            Long("format") => options.format = choice(&mut parser, "format", &FORMATS)?,
            Long("ignore-file") => options.ignore_files.push(parser.value()?),
            Long("no-ignore-file") => options.look = false,
            Long("profile") => options.profile = Some(profile(&mut parser)?),
            Long("config") => options.policies.given = Some(parser.value()?.into()),
            Long("fail-level") => {
                let levels = ["critical", "high", "medium", "low", "info", "none"];
                let level = Severity::of(&choice(&mut parser, "fail-level", &levels)?);
                options.fail_level = Some(level.map_or(FailLevel::Never, FailLevel::From));
            }
            Value(path) => options.files.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.files.is_empty() && options.ignore_files.is_empty() {
        return Err(Failure("no file is given: name one, or `-` for stdin".to_owned()));
    }
    Ok(Some(options))
}

/// The value of an option that takes one of a few words.
pub fn choice(
    parser: &mut lexopt::Parser,
    option: &str,
    choices: &[&str],
) -> Result<String, Failure> {
    let value = parser.value()?.to_string_lossy().into_owned();
    if choices.contains(&value.as_str()) {
        return Ok(value);
    }
    Err(Failure(format!("`--{option}` takes {}, not `{value}`", choices.join(", "))))
}

/// The value of `--profile`.
pub fn profile(parser: &mut lexopt::Parser) -> Result<Profile, Failure> {
    let name = choice(parser, "profile", &["default", "strict", "all"])?;
    Ok(Profile::of(&name).unwrap_or(Profile::Default))
}
