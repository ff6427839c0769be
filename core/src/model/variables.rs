//! Where variables get their values: ENV, ARG, and the shell's own assignments.

use super::{Dockerfile, Kind, Run};
use crate::shell::{Command, Word};
use crate::syntax::Keyword;
use crate::text::Span;

/// One place that sets a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned<'a> {
    /// The instruction's index.
    pub instruction: usize,
    /// Whether it is an ONBUILD trigger.
    pub onbuild: bool,
    /// ENV or ARG; `None` for an assignment in a RUN.
    pub kind: Option<Kind>,
    /// The RUN of an assignment.
    pub run: Option<&'a Run>,
    /// The command of an assignment in a RUN.
    pub command: Option<&'a Command>,
    /// The name.
    pub name: String,
    /// The value without quotes, variables as written; empty for `ARG NAME`.
    pub value: String,
    /// Whether there is a value.
    pub has_value: bool,
    /// Where name and value are written.
    pub span: Span,
}

impl Dockerfile {
    /// Every place that sets a variable, ENV and ARG first.
    pub fn assigned(&self) -> Vec<Assigned<'_>> {
        let mut found = Vec::new();
        for (at, outer) in self.tree.instructions.iter().enumerate() {
            let inner = outer.trigger.as_deref().unwrap_or(outer);
            let kind = match inner.keyword {
                Keyword::Env => Kind::Env,
                Keyword::Arg => Kind::Arg,
                _ => continue,
            };
            for pair in inner.pairs() {
                let value =
                    pair.value.as_ref().map(|word| word.text.trim_matches(['"', '\'']).to_owned());
                found.push(Assigned {
                    instruction: at,
                    onbuild: outer.trigger.is_some(),
                    kind: Some(kind),
                    run: None,
                    command: None,
                    name: pair.key.text.clone(),
                    has_value: value.is_some(),
                    value: value.unwrap_or_default(),
                    span: pair.span,
                });
            }
        }
        for run in &self.runs {
            for command in &run.script.commands {
                let shell = |name: &str, value: &str, span| Assigned {
                    instruction: run.instruction,
                    onbuild: run.onbuild,
                    kind: None,
                    run: Some(run),
                    command: Some(command),
                    name: name.to_owned(),
                    value: value.to_owned(),
                    has_value: true,
                    span,
                };
                let sets = command.assignments.iter();
                found.extend(sets.map(|set| shell(&set.name, set.value.text(), set.span)));
                found.extend(
                    exported(command)
                        .into_iter()
                        .map(|(name, value, word)| shell(name, value, word.span)),
                );
            }
        }
        found
    }
}

/// The assignments among the words of `export NAME=value` and `env NAME=value …`.
fn exported(command: &Command) -> Vec<(&str, &str, &Word)> {
    let words = match command.name() {
        "export" | "declare" | "typeset" | "local" | "readonly" => command.args(),
        _ => command.wrappers(),
    };
    let pairs = words.iter().filter_map(|word| {
        let (name, value) = word.text().split_once('=')?;
        let plain =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        plain.then_some((name, value, word))
    });
    pairs.collect()
}

/// Whether a value switches something off.
pub fn is_off(value: &str) -> bool {
    ["0", "false", "no", "off", "n"].iter().any(|off| value.trim().eq_ignore_ascii_case(off))
}

/// Whether a value switches something on.
pub fn is_on(value: &str) -> bool {
    ["1", "true", "yes", "on", "y"].iter().any(|on| value.trim().eq_ignore_ascii_case(on))
}
