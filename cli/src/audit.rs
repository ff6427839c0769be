//! `drydock audit`.

use crate::files::{self, File};
use crate::policy::Policies;
use crate::{Failure, Outcome, help, output};
use drydock_core::audit::{Config, FailLevel, audit, audit_ignore};
use drydock_core::input::{Kind, detect_kind};
use drydock_core::report::{self, FileReport};
use drydock_core::rule::{Profile, Severity};
use lexopt::prelude::*;
use std::ffi::OsString;

struct Options {
    files: Vec<OsString>,
    ignore_files: Vec<OsString>,
    format: String,
    policies: Policies,
    /// What wins over the settings of a file.
    fail_level: Option<FailLevel>,
    profile: Option<Profile>,
}

const FORMATS: [&str; 5] = ["text", "json", "sarif", "markdown", "github"];

pub fn run(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some(mut options) = options(parser)? else { return Ok(Outcome::Clean) };
    let mut reports = Vec::new();
    let (mut unreadable, mut fails) = (false, false);
    let forced = |kind| move |path| (path, kind);
    let files = options.files.iter().map(forced(None));
    for (path, kind) in files.chain(options.ignore_files.iter().map(forced(Some(Kind::Ignore)))) {
        let file = match files::read(path) {
            Ok(file) => file,
            Err(error) => {
                output::complain(&error);
                unreadable = true;
                continue;
            }
        };
        let mut config = options.policies.of(path)?;
        config.profile = options.profile.or(config.profile);
        config.fail_level = options.fail_level.or(config.fail_level);
        let report = report(file, kind, &config);
        fails |= report.worst().is_some_and(|worst| config.fails(worst));
        reports.push(report);
    }
    output::print(&match options.format.as_str() {
        "json" => report::json(&reports),
        "sarif" => report::sarif(&reports),
        "markdown" => report::markdown(&reports),
        "github" => report::github(&reports),
        _ => report::text(&reports, output::colour()),
    });
    Ok(match (unreadable, fails) {
        (true, _) => Outcome::InputError,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

fn report(file: File, kind: Option<Kind>, config: &Config) -> FileReport {
    let text = &file.input.text;
    for note in &file.input.notes {
        output::complain(&format!(
            "{}:{}: {} (offset {})",
            file.path, note.line, note.message, note.byte
        ));
    }
    match kind.unwrap_or_else(|| detect_kind(file.name.as_deref(), text)) {
        Kind::Dockerfile => FileReport::of_dockerfile(&file.path, audit(text, config)),
        Kind::Ignore => FileReport::of_ignore(&file.path, audit_ignore(text, config)),
    }
}

/// Reads the arguments; `None` where help was asked for and given.
fn options(mut parser: lexopt::Parser) -> Result<Option<Options>, Failure> {
    let mut options = Options {
        files: Vec::new(),
        ignore_files: Vec::new(),
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
