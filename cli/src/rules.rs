//! `drydock rules` and `drydock explain`.

use crate::audit::choice;
use crate::{Failure, Outcome, help, output};
use drydock_core::{report, rules};
use lexopt::prelude::*;

pub fn list(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let mut format = "text".to_owned();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::RULES);
                return Ok(Outcome::Clean);
            }
            Long("format") => {
                format = choice(&mut parser, "format", &["text", "json", "markdown"])?
            }
            other => return Err(other.unexpected().into()),
        }
    }
    output::print(&match format.as_str() {
        "json" => report::rules_json(),
        "markdown" => report::rules_markdown(),
        _ => report::rules_text(),
    });
    Ok(Outcome::Clean)
}

pub fn explain(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let mut names = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::EXPLAIN);
                return Ok(Outcome::Clean);
            }
            Value(name) => names.push(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let [name] = &names[..] else {
        return Err(Failure("name one rule, such as `drydock explain DL3008`".to_owned()));
    };
    let found: Vec<_> = rules::find_all(name).collect();
    if found.is_empty() {
        let near = rules::nearest(name);
        let hint = match near[..] {
            [] => "`drydock rules` lists those that there are".to_owned(),
            _ => format!("did you mean {}?", near.join(", ")),
        };
        return Err(Failure(format!("there is no rule `{name}`: {hint}")));
    }
    let colour = output::colour();
    let texts: Vec<String> = found.iter().map(|rule| report::explain(rule, colour)).collect();
    output::print(&texts.join("\n"));
    Ok(Outcome::Clean)
}
