//! From shell form to exec form, where a command means the same in both.

use super::{Dockerfile, Launch};
use crate::shell::{Command, Word};

/// Commands that only a shell has.
const BUILTINS: &[&str] = &[
    ".", ":", "alias", "bg", "break", "cd", "command", "continue", "declare", "eval", "exec",
    "exit", "export", "fg", "getopts", "hash", "jobs", "let", "local", "read", "readonly",
    "return", "set", "shift", "shopt", "source", "time", "times", "trap", "type", "typeset",
    "ulimit", "umask", "unalias", "unset", "wait", "if", "while", "for", "case",
];

/// The words that exec form would hold: one simple command of known words, without a leading `exec`.
pub fn plain_words(file: &Dockerfile, launch: &Launch) -> Option<Vec<String>> {
    let words = program_words(only_command(file, launch)?)?;
    let literal = |word: &Word| word.literal().map(str::to_owned);
    words.iter().map(literal).collect::<Option<Vec<_>>>().filter(|words| !words[0].is_empty())
}

/// The text for `sh -c` that makes way for a command whose words hold variables: `exec program $ARGUMENTS`.
pub fn with_variables(file: &Dockerfile, launch: &Launch) -> Option<String> {
    let command = only_command(file, launch)?;
    let words = program_words(command)?;
    let plain = |word: &Word| word.substitutions().is_empty() && !word.has_glob();
    if !words.iter().all(plain) || launch.command != command.whole {
        return None;
    }
    let text = file.text(launch.command);
    let text = match command.words.first().and_then(Word::literal) {
        Some("exec") => text.to_owned(),
        _ => format!("exec {text}"),
    };
    (!text.contains('\n')).then_some(text)
}

/// A JSON array of strings.
pub fn array(words: &[String]) -> String {
    let mut out = String::from("[");
    for (index, word) in words.iter().enumerate() {
        out += if index > 0 { ", \"" } else { "\"" };
        for c in word.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out += "\\n",
                '\t' => out += "\\t",
                c if c < ' ' => out += &format!("\\u{:04x}", u32::from(c)),
                c => out.push(c),
            }
        }
        out.push('"');
    }
    out + "]"
}

/// The command of a launch in shell form that is nothing else, and stands on one line.
fn only_command<'a>(file: &Dockerfile, launch: &'a Launch) -> Option<&'a Command> {
    let script = &launch.script;
    let command = script.single()?;
    let pipeline = script.pipeline_of(command);
    let alone = script.is_clear()
        && script.commands.len() == 1
        && script.comments.is_empty()
        && command.redirects.is_empty()
        && command.assignments.is_empty()
        && pipeline.negated.is_none()
        && pipeline.timed.is_none()
        && pipeline.after.is_none()
        && !file.text(launch.command).contains('\n')
        && !file.is_windows(&file.stages[launch.stage]);
    alone.then_some(command)
}

/// The words of a program with its arguments; `None` for what only a shell can run.
fn program_words(command: &Command) -> Option<&[Word]> {
    let leading = usize::from(command.words.first()?.literal() == Some("exec"));
    let words = command.words.get(leading..).filter(|words| !words.is_empty())?;
    // What a shell is to `exec` is a program, whatever its name.
    let Some(name) = words[0].literal() else { return (leading > 0).then_some(words) };
    (!BUILTINS.contains(&name) && !name.starts_with('-')).then_some(words)
}
