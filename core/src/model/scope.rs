//! Names and their values: which ARG or ENV a variable means at an instruction.

use super::{Base, Dockerfile, Stage};
use crate::syntax::{self, Expansion, Lookup};
use crate::text::Span;

/// ARG or ENV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Arg,
    Env,
}

/// A value, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing in the file sets the name.
    Unset,
    /// The value; an ARG's default where it has one, which `--build-arg` may replace.
    Known(String),
    /// Set, but by something that the file doesn't show.
    Unknown,
}

/// One name that an instruction sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// The instruction's index.
    pub at: usize,
    /// ARG or ENV.
    pub kind: Kind,
    /// The name.
    pub name: String,
    /// Where name and value are written.
    pub span: Span,
    /// Where the name is written.
    pub name_span: Span,
    /// The value as written; `None` for `ARG NAME`.
    pub raw: Option<syntax::Word>,
    /// The value after expansion.
    pub value: Value,
}

/// Build arguments that exist without a declaration, in FROM lines everywhere and in stages once declared
/// (Dockerfile reference, 2026-08).
pub const PLATFORM_ARGS: [&str; 11] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETOSVERSION",
    "BUILDOSVERSION",
    "TARGETSTAGE",
];

/// Proxy settings that may be given to any build without a declaration.
pub const PROXY_ARGS: [&str; 10] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
];

impl Dockerfile {
    /// What a name means just before the instruction `at` of a stage. ENV wins over ARG, a later one over an earlier.
    /// A name that nothing in the file sets is [`Value::Unset`], though the base image may set it.
    pub fn lookup(&self, stage: &Stage, at: usize, name: &str) -> Value {
        for (depth, stage) in self.lineage(stage).enumerate() {
            let before = |b: &&Binding| b.name == name && (depth > 0 || b.at < at);
            let mut found = stage.bindings.iter().rev().filter(before);
            if let Some(env) = found.clone().find(|b| b.kind == Kind::Env) {
                return env.value.clone();
            }
            if depth == 0
                && let Some(arg) = found.find(|b| b.kind == Kind::Arg)
            {
                return arg.value.clone();
            }
        }
        // An ARG is known to the stages built from its stage too, unless an ENV of theirs hides it.
        let mut bases = self.lineage(stage).skip(1).flat_map(|s| s.bindings.iter().rev());
        match bases.find(|b| b.name == name && b.kind == Kind::Arg) {
            Some(arg) => arg.value.clone(),
            None => Value::Unset,
        }
    }

    /// What a name means in a FROM line: global ARGs declared before it, and the platform arguments.
    pub fn lookup_global(&self, name: &str) -> Value {
        lookup_global(&self.globals, name)
    }

    /// A word of the stage's instruction `at` with its variables replaced; `None` where something is not known.
    pub fn expand(&self, stage: &Stage, at: usize, word: &str) -> Option<String> {
        self.expansion(stage, at, word)?.text
    }

    /// The same with the names that were used; `None` where the word's own syntax is wrong.
    pub fn expansion(&self, stage: &Stage, at: usize, word: &str) -> Option<Expansion> {
        let scratch = matches!(self.root_of(stage), Base::Scratch);
        let lookup = |name: &str| match self.lookup(stage, at, name) {
            Value::Known(value) => Lookup::Known(value),
            Value::Unset if scratch => Lookup::Unset,
            _ => Lookup::Unknown, // The base image may set it.
        };
        syntax::expand(word, self.tree.escape, &lookup).ok()
    }
}

/// See [`Dockerfile::lookup_global`].
pub(super) fn lookup_global(globals: &[Binding], name: &str) -> Value {
    match globals.iter().rev().find(|b| b.name == name) {
        Some(binding) => binding.value.clone(),
        None if PLATFORM_ARGS.contains(&name) => Value::Unknown,
        None => Value::Unset,
    }
}
