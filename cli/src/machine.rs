//! `drydock parse` and `drydock plan`: JSON lines for other programs.

use crate::audit::choice;
use crate::files::{self, File};
use crate::{Failure, Outcome, help, output, today};
use drydock_core::audit::{Config, audit};
use drydock_core::rule::Profile;
use drydock_core::{plan, report, syntax};
use lexopt::prelude::*;

pub fn parse(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let profile = Some(Profile::All);
    let config = Config { profile, today: today::today(), ..Config::default() };
    each_file(parser, help::PARSE, |file| {
        let audit = audit(&file.input.text, &config);
        report::parse_json(&files::stem(&file.path), &audit).to_string()
    })
}

pub fn plan(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    each_file(parser, help::PLAN, |file| {
        let tree = syntax::parse(&file.input.text);
        let id = files::stem(&file.path);
        match plan::plan(&tree, None) {
            Ok(plan) => plan::to_json(&id, &plan, &plan::targets(&tree)),
            Err(error) => serde_json::json!({"id": id, "err": error.message}).to_string(),
        }
    })
}

/// Prints a line for each file.
fn each_file(
    mut parser: lexopt::Parser,
    help: &str,
    line: impl Fn(&File) -> String,
) -> Result<Outcome, Failure> {
    let mut paths = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help);
                return Ok(Outcome::Clean);
            }
            Long("format") => {
                choice(&mut parser, "format", &["json"])?;
            }
            Value(path) => paths.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    if paths.is_empty() {
        return Err(Failure("no file is given: name one, or `-` for stdin".to_owned()));
    }
    let mut outcome = Outcome::Clean;
    for path in &paths {
        match files::read(path) {
            Ok(file) => output::print(&(line(&file).trim_end().to_owned() + "\n")),
            Err(error) => {
                output::complain(&error);
                outcome = Outcome::InputError;
            }
        }
    }
    Ok(outcome)
}
