//! The command line.

mod audit;
mod context;
mod files;
mod harden;
mod help;
mod machine;
mod output;
mod pairs;
mod policy;
mod rules;
mod today;
mod write;

use std::process::ExitCode;

/// What a command comes to.
enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Findings at or above the level that fails.
    Findings,
    /// A file that could not be read, said on stderr.
    InputError,
}

/// What keeps a command from running: one sentence.
struct Failure(String);

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Failure {
        Failure(error.to_string())
    }
}

impl From<String> for Failure {
    fn from(text: String) -> Failure {
        Failure(text)
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::InputError) => ExitCode::from(2),
        Err(Failure(text)) => {
            output::complain(&text);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Outcome, Failure> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    match parser.next()? {
        None => {
            output::print(help::MAIN);
            Ok(Outcome::Clean)
        }
        Some(Short('h') | Long("help")) => {
            output::print(help::MAIN);
            Ok(Outcome::Clean)
        }
        Some(Short('V') | Long("version")) => {
            output::print(&format!("drydock {}\n", drydock_core::report::VERSION));
            Ok(Outcome::Clean)
        }
        Some(Value(command)) => match command.to_str() {
            Some("audit") => audit::run(parser),
            Some("harden") => harden::run(parser),
            Some("parse") => machine::parse(parser),
            Some("plan") => machine::plan(parser),
            Some("rules") => rules::list(parser),
            Some("explain") => rules::explain(parser),
            Some("context") => context::run(parser),
            Some("ignore") => context::ignore(parser),
            Some("help") => {
                output::print(help::MAIN);
                Ok(Outcome::Clean)
            }
            _ => {
                let command = command.to_string_lossy();
                Err(Failure(format!(
                    "there is no command `{command}`: `drydock --help` lists those that there are"
                )))
            }
        },
        Some(other) => Err(other.unexpected().into()),
    }
}
