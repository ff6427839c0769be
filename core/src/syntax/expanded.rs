//! Which words of an instruction the builder expands before it acts (`Expand` of each command in BuildKit's
//! `frontend/dockerfile/instructions/commands.go`, and what its converter expands besides; read 2026-11).

use super::{ExpandOptions, Instruction, Keyword, Pair};
use crate::text::Span;

/// A word that the builder expands.
#[derive(Clone, Debug, PartialEq)]
pub struct Expandable {
    /// Where it is written.
    pub span: Span,
    /// Its text before expansion.
    pub text: String,
    /// How it is read.
    pub options: ExpandOptions,
}

/// The words of an instruction that the builder expands, in its order. Triggers of ONBUILD are not expanded.
pub fn expandable(source: &str, escape: char, i: &Instruction) -> Vec<Expandable> {
    let options = ExpandOptions::word(escape);
    let word = |span, text: &str| Expandable { span, text: text.to_owned(), options };
    let flag = |name: &'static str| {
        let flags = i.flags.iter().filter(move |flag| flag.name == name);
        flags.filter_map(|flag| Some((flag.value_span, flag.value.as_deref()?)))
    };
    let flags = |names: &[&'static str]| -> Vec<Expandable> {
        names.iter().flat_map(|name| flag(name)).map(|(span, text)| word(span, text)).collect()
    };
    match i.keyword {
        Keyword::From => {
            let base = i.words().first().map(|base| word(base.span, &base.text));
            base.into_iter().chain(flags(&["platform"])).collect()
        }
        Keyword::Add | Keyword::Copy => {
            let heredoc = |span| i.heredocs.iter().find(|heredoc| heredoc.word == span);
            let plain = i.words().iter().filter(|source| heredoc(source.span).is_none());
            let bodies = i.heredocs.iter().filter(|heredoc| heredoc.expand);
            let raw = ExpandOptions { plain_quotes: true, ..ExpandOptions::word('\\') };
            flags(&["chown", "chmod", "checksum", "exclude"])
                .into_iter()
                .chain(plain.map(|path| word(path.span, &path.text)))
                .chain(bodies.map(|heredoc| Expandable {
                    span: heredoc.body,
                    text: heredoc.body.of(source).to_owned(),
                    options: raw,
                }))
                .collect()
        }
        Keyword::Run => mounts(i).map(|(span, text)| word(span, text)).collect(),
        Keyword::Env | Keyword::Label => {
            let pair = |pair: &Pair| {
                let key = word(pair.key.span, &pair.key.text);
                let value = pair.value.as_ref().map(|value| word(value.span, &value.text));
                std::iter::once(key).chain(value)
            };
            i.pairs().iter().flat_map(pair).collect()
        }
        Keyword::Arg => i
            .pairs()
            .iter()
            .filter_map(|pair| pair.value.as_ref())
            .map(|value| word(value.span, &value.text))
            .collect(),
        Keyword::Expose | Keyword::Volume => {
            i.words().iter().map(|item| word(item.span, &item.text)).collect()
        }
        Keyword::User | Keyword::Workdir | Keyword::Stopsignal => match i.rest.text.is_empty() {
            true => Vec::new(),
            false => vec![word(i.rest.whole(), &i.rest.text)],
        },
        _ => Vec::new(),
    }
}

/// The values within `--mount` flags, each with the flag's place.
fn mounts(i: &Instruction) -> impl Iterator<Item = (Span, &str)> {
    let flags = i.flags.iter().filter(|flag| flag.name == "mount");
    flags
        .filter_map(|flag| Some((flag.value_span, flag.value.as_deref()?)))
        .flat_map(|(span, text)| text.split(',').map(move |part| (span, part)))
        .filter_map(|(span, part)| Some((span, part.split_once('=')?.1)))
}
