//! Simple commands, and what rules ask of them.

use super::script::{Dialect, List};
use super::word::Word;
use crate::text::Span;

/// A simple command: assignments, words, redirections.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Where it stands in `Script::commands`.
    pub index: usize,
    /// The assignments before the first word.
    pub assignments: Vec<Assignment>,
    /// All words, wrappers such as `sudo` included. Empty where there are only assignments or redirections.
    pub words: Vec<Word>,
    /// The redirections, in order.
    pub redirects: Vec<Redirect>,
    /// The assignments and words, without redirections before and after them.
    pub span: Span,
    /// All of it.
    pub whole: Span,
    /// How many of the words are wrappers before the name.
    pub(super) wrappers: usize,
    /// The script it runs, where it is `sh -c "…"`, `su -c "…"`, `eval "…"` or `sh <<EOF`.
    pub inner: Option<Inner>,
    /// The pipeline it is a stage of, an index into `Script::pipelines`.
    pub pipeline: usize,
    /// Which stage of it, from 0.
    pub stage: usize,
    /// What surrounds it.
    pub context: Context,
}

/// A script that a command runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Inner {
    /// What reads it.
    pub dialect: Dialect,
    /// The shell options it begins with; `None` where they are those outside.
    pub options: Options,
    /// Its commands, which stand in the same `Script::commands`.
    pub body: List,
    /// Its text.
    pub span: Span,
}

/// What surrounds a command.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The command in whose word, heredoc or inner script this one stands.
    pub parent: Option<usize>,
    /// How many compound commands, substitutions and inner scripts are around it.
    pub depth: usize,
    /// It may be skipped although the script as a whole succeeds: it stands in a branch, a loop, a function or a
    /// background list, after `||`, or after an `&&` whose failure is not the failure of the whole.
    pub conditional: bool,
    /// Its failure does not fail the script (options such as `set -e` apart): a condition, before `||`, before
    /// another stage, before `;`, negated, in the background.
    pub failure_ignored: bool,
    /// In the body or condition of a loop.
    pub in_loop: bool,
    /// In a function's body.
    pub in_function: bool,
    /// In `$(…)`, backticks, `<(…)`.
    pub in_substitution: bool,
    /// In `( … )`.
    pub in_subshell: bool,
    /// In the condition of `if`, `while` or `until`.
    pub in_condition: bool,
    /// In the script of `sh -c`, `su -c`, `eval` or a shell's heredoc.
    pub in_inner: bool,
    /// In a list that ends with `&`.
    pub in_background: bool,
    /// Its input comes from a pipe, by its own pipeline or one around it.
    pub piped_in: bool,
    /// Its output goes into a pipe, by its own pipeline or one around it.
    pub piped_out: bool,
    /// The shell options when it starts.
    pub options: Options,
}

/// Shell options as far as the script itself says: `None` where it says nothing certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `-e`.
    pub errexit: Option<bool>,
    /// `-o pipefail`.
    pub pipefail: Option<bool>,
    /// `-u`.
    pub nounset: Option<bool>,
    /// `-x`.
    pub xtrace: Option<bool>,
}

/// `NAME=value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The variable.
    pub name: String,
    /// What stands in `[…]` after the name, as written.
    pub index: Option<String>,
    /// Whether it is `+=`.
    pub append: bool,
    /// The value; an empty word for `NAME=`.
    pub value: Word,
    /// All of it.
    pub span: Span,
}

/// A redirection.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirect {
    /// The number (or `{name}`) before the operator, as written.
    pub fd: Option<String>,
    /// Which way.
    pub op: RedirectOp,
    /// The file, the descriptor, the delimiter or the here-string.
    pub target: Word,
    /// The body, for `<<` and `<<-`, where the text has one.
    pub heredoc: Option<Heredoc>,
    /// Where the reader keeps the body until it has read it.
    pub(super) slot: Option<usize>,
    /// From the number to the target.
    pub span: Span,
}

/// The redirection operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RedirectOp {
    /// `<`.
    Read,
    /// `>`.
    Write,
    /// `>|`.
    Clobber,
    /// `>>`.
    Append,
    /// `<>`.
    ReadWrite,
    /// `<&`.
    DuplicateInput,
    /// `>&`.
    DuplicateOutput,
    /// `&>`.
    WriteBoth,
    /// `&>>`.
    AppendBoth,
    /// `<<`.
    Heredoc,
    /// `<<-`.
    HeredocTabs,
    /// `<<<`.
    HereString,
}

/// The body of a heredoc.
#[derive(Clone, Debug, PartialEq)]
pub struct Heredoc {
    /// The delimiter, quotes removed.
    pub delimiter: String,
    /// Whether the delimiter was quoted, so that the body is literal.
    pub quoted: bool,
    /// The body (leading tabs removed for `<<-`), its expansions as parts.
    pub body: Word,
    /// The body's lines, without the delimiter's line.
    pub span: Span,
}

impl Options {
    /// What the argument `flags` of a shell or of `set` changes: `-e`, `+x`, `-euo` with `pipefail` as `value`.
    pub(super) fn set(&mut self, flags: &str, value: &str) {
        let on = Some(flags.starts_with('-'));
        for letter in flags.chars().skip(1) {
            match letter {
                'e' => self.errexit = on,
                'u' => self.nounset = on,
                'x' => self.xtrace = on,
                'o' => {
                    if let Some(option) = self.named(value) {
                        *option = on;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the script says that the option of this long name is on.
    pub fn has(mut self, name: &str) -> bool {
        self.named(name).is_some_and(|option| *option == Some(true))
    }

    fn named(&mut self, name: &str) -> Option<&mut Option<bool>> {
        match name {
            "errexit" => Some(&mut self.errexit),
            "pipefail" => Some(&mut self.pipefail),
            "nounset" => Some(&mut self.nounset),
            "xtrace" => Some(&mut self.xtrace),
            _ => None,
        }
    }

    /// Where the two differ, nothing is certain.
    pub(super) fn or_else(self, other: Options) -> Options {
        let agreed = |a: Option<bool>, b: Option<bool>| if a == b { a } else { None };
        Options {
            errexit: agreed(self.errexit, other.errexit),
            pipefail: agreed(self.pipefail, other.pipefail),
            nounset: agreed(self.nounset, other.nounset),
            xtrace: agreed(self.xtrace, other.xtrace),
        }
    }

    /// These, and those of `outer` where these say nothing.
    pub(super) fn within(self, outer: Options) -> Options {
        Options {
            errexit: self.errexit.or(outer.errexit),
            pipefail: self.pipefail.or(outer.pipefail),
            nounset: self.nounset.or(outer.nounset),
            xtrace: self.xtrace.or(outer.xtrace),
        }
    }
}
