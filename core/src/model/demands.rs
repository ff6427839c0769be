//! Files of the project that commands can't do without: lock files, and the history of the repository.

use super::{Dockerfile, Run};
use crate::shell::Command;
use crate::text::Span;

/// A command that fails where a file is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// The instruction's index.
    pub instruction: usize,
    /// The stage's index.
    pub stage: usize,
    /// The program and its verb.
    pub span: Span,
    /// The file that it needs.
    pub name: &'static str,
}

/// A command that asks Git about the history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The words that do.
    pub span: Span,
    /// Whether it asks the history of the build context, and nothing stands in for a failure.
    pub must: bool,
}

/// Program, verb, the flag that makes it strict (empty where it always is), what it needs. From the tools' manuals,
/// 2026-11.
const STRICT: &[(&str, &str, &str, &str)] = &[
    ("npm", "ci", "", "package-lock.json"),
    ("pnpm", "install", "--frozen-lockfile", "pnpm-lock.yaml"),
    ("yarn", "install", "--immutable", "yarn.lock"),
    ("cargo", "build", "--locked", "Cargo.lock"),
    ("uv", "sync", "--locked", "uv.lock"),
    ("uv", "sync", "--frozen", "uv.lock"),
    ("composer", "install", "", "composer.json"),
    ("bundle", "install", "", "Gemfile"),
    ("go", "build", "", "go.mod"),
];

impl Dockerfile {
    /// The commands that need a file of the project in the working directory.
    pub fn demands(&self) -> Vec<Demand> {
        let mut demands = Vec::new();
        for run in self.runs.iter().filter(|run| !run.onbuild && stays_put(run)) {
            for command in run.script.commands.iter().filter(|c| !c.context.conditional) {
                demands.extend(demand(run, command));
            }
        }
        demands
    }

    /// The commands that ask Git about the history.
    pub fn asks_git(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        let makes = |run: &Run| {
            run.named("git").any(|git| matches!(git.subcommand(), "clone" | "init" | "fetch"))
        };
        let made = self.runs.iter().any(makes);
        for run in self.runs.iter().filter(|run| !run.onbuild) {
            for git in run.named("git") {
                let verbs = ["describe", "rev-parse", "rev-list", "log", "show", "show-ref"];
                if !verbs.contains(&git.subcommand()) {
                    continue;
                }
                let shielded = git.context.conditional || git.context.in_condition || shielded(run);
                let must = !made && !shielded && stays_put(run) && !git.has_flag("-C");
                asked.push(Asked { span: spans(git), must });
            }
        }
        asked
    }
}

/// Whether a RUN works where WORKDIR says, as far as it shows.
fn stays_put(run: &Run) -> bool {
    run.script.is_clear() && !run.script.commands.iter().any(|c| c.is_one_of(&["cd", "pushd"]))
}

/// Whether something stands in for what fails.
fn shielded(run: &Run) -> bool {
    run.script.commands.iter().any(|command| command.context.conditional)
}

fn demand(run: &Run, command: &Command) -> Option<Demand> {
    let row = STRICT.iter().find(|(program, verb, flag, _)| {
        command.is(program)
            && command.subcommand() == *verb
            && (flag.is_empty() || command.has_flag(flag))
    });
    let (_, verb, _, name) = row?;
    let end = command.args().iter().find(|word| word.text() == *verb)?;
    Some(Demand {
        instruction: run.instruction,
        stage: run.stage,
        span: command.name_word()?.span.to(end.span),
        name,
    })
}

/// From the first word of a command to its last.
fn spans(command: &Command) -> Span {
    let first = command.name_word().map_or(Span::at(0), |word| word.span);
    command.args().last().map_or(first, |last| first.to(last.span))
}
