//! Reads shell text: which commands it runs, with which words, joined how, under which conditions.
//!
//! Never fails. What it cannot read it marks opaque, and keeps every command before that.

pub mod ask;
pub mod command;
mod context;
mod flags;
mod normal;
mod read;
pub mod script;
#[cfg(test)]
mod tests;
pub mod word;

pub use ask::{Argument, Flag};
pub use command::{Assignment, Command, Context, Heredoc, Inner, Options, Redirect, RedirectOp};
pub use script::{
    Arm, Bashism, BashismKind, Compound, Dialect, Joint, Kind, List, Node, Op, Opaque, Pipe,
    Pipeline, Script,
};
pub use word::{Part, Quote, Substitution, SubstitutionKind, Variable, Word};

use crate::text::{Joined, Span};
use read::{Found, Reader};

/// Reads a text whose line continuations are gone (those in heredoc bodies may remain).
pub fn parse(text: &Joined, dialect: Dialect) -> Script {
    let mut found = Found::default();
    let span = text.whole();
    let body = match dialect {
        Dialect::Posix | Dialect::Bash => Reader::new(text, dialect, 0, &mut found).top(),
        Dialect::PowerShell | Dialect::Cmd | Dialect::Unknown => {
            found.opaque.push(Opaque {
                span,
                why: "not a shell that is read here",
                text: text.text.clone(),
            });
            List::default()
        }
    };
    finish(found, body, dialect, span)
}

/// The one command of an exec (JSON) form, made of [`Word::exact`] words; `["sh", "-c", "…"]` is read inside.
pub fn parse_exec(words: Vec<Word>) -> Script {
    let mut found = Found::default();
    let span = match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    };
    let mut body = List::default();
    if !words.is_empty() {
        body = List { pipelines: vec![0], span };
        found.pipelines.push(Pipeline {
            index: 0,
            stages: vec![Node::Simple(0)],
            pipes: Vec::new(),
            negated: None,
            timed: None,
            before: None,
            after: None,
            span,
        });
        found.commands.push(Command {
            index: 0,
            assignments: Vec::new(),
            wrappers: read::count_wrappers(&words),
            words,
            redirects: Vec::new(),
            span,
            whole: span,
            inner: None,
            pipeline: 0,
            stage: 0,
            context: Context::default(),
        });
        read::inner_of_exec(&mut found);
    }
    finish(found, body, Dialect::Posix, span)
}

/// Puts the heredocs where they belong, and says of every command what surrounds it.
fn finish(found: Found, body: List, dialect: Dialect, span: Span) -> Script {
    let Found { mut commands, mut pipelines, opaque, comments, bashisms, mut heredocs, .. } = found;
    let in_commands = commands.iter_mut().flat_map(|command| &mut command.redirects);
    let in_compounds =
        pipelines.iter_mut().flat_map(|pipeline| &mut pipeline.stages).flat_map(redirects);
    for redirect in in_commands.chain(in_compounds) {
        redirect.heredoc = redirect.slot.take().and_then(|slot| heredocs.get_mut(slot)?.take());
    }
    let mut script =
        Script { dialect, span, body, commands, pipelines, opaque, comments, bashisms };
    context::fill(&mut script);
    script
}

/// The redirections of a compound command, and of the function bodies in it.
fn redirects(node: &mut Node) -> Vec<&mut Redirect> {
    match node {
        Node::Simple(_) => Vec::new(),
        Node::Compound(compound) => {
            let Compound { kind, redirects: own, .. } = &mut **compound;
            let mut all: Vec<&mut Redirect> = own.iter_mut().collect();
            if let Kind::Function { body, .. } = kind {
                all.extend(redirects(body));
            }
            all
        }
    }
}
