//! Where stages are named: in FROM, `COPY --from=` and `RUN --mount=…,from=`.

use super::{Dockerfile, Stage};
use crate::syntax::{self, Flag, Instruction, Keyword};
use crate::text::Span;

/// A word that names a stage or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The instruction's index.
    pub at: usize,
    /// Where the name is written, without what is around it.
    pub span: Span,
    /// The name as written.
    pub name: String,
    /// FROM, COPY or RUN.
    pub keyword: Keyword,
    /// Whether it stands in an ONBUILD trigger.
    pub onbuild: bool,
}

impl Dockerfile {
    /// Every name of a stage or an image, in order. Values whose place in the text is not plain (quotes, line
    /// continuations within) are left out.
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        for (at, outer) in self.tree.instructions.iter().enumerate() {
            let inner = outer.trigger.as_deref().unwrap_or(outer);
            for (span, name) in self.named_in(inner) {
                let onbuild = outer.trigger.is_some();
                found.push(Mention { at, span, name, keyword: inner.keyword, onbuild });
            }
        }
        found
    }

    /// The mentions that mean a stage: its name in any case, in the instructions after it.
    pub fn mentions_of(&self, stage: &Stage) -> Vec<Mention> {
        let name = stage.name.as_deref();
        let means = |m: &Mention| m.at > stage.from && name == Some(&m.name.to_ascii_lowercase());
        self.mentions().into_iter().filter(means).collect()
    }

    /// The earlier stage whose name is nearest to one that no stage has.
    pub fn nearest_stage(&self, at: usize, name: &str) -> Option<&str> {
        let here = self.stage_of(at)?.index;
        let names = self.stages[..here].iter().filter_map(|stage| stage.name.as_deref());
        let distance = |other: &&str| syntax::distance(other, &name.to_ascii_lowercase());
        names.filter(|other| distance(other) <= 2).min_by_key(distance)
    }

    fn named_in(&self, i: &Instruction) -> Vec<(Span, String)> {
        match i.keyword {
            Keyword::From => {
                i.words().first().map(|word| (word.span, word.text.clone())).into_iter().collect()
            }
            Keyword::Copy => i
                .flag("from")
                .and_then(|flag| Some((self.plain(flag)?, flag.value.clone()?)))
                .into_iter()
                .collect(),
            Keyword::Run => i
                .flags
                .iter()
                .filter(|flag| flag.name == "mount")
                .filter_map(|flag| self.mounted(flag))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The place of a flag's value, where the text there is the value to the letter.
    fn plain(&self, flag: &Flag) -> Option<Span> {
        (flag.value.as_deref() == Some(self.text(flag.value_span))).then_some(flag.value_span)
    }

    fn mounted(&self, flag: &Flag) -> Option<(Span, String)> {
        let mut at = self.plain(flag)?.start;
        for part in flag.value.as_deref()?.split(',') {
            let value = part.split_once('=').filter(|(key, _)| key.eq_ignore_ascii_case("from"));
            if let Some((key, name)) = value {
                let start = at + key.len() as u32 + 1;
                return Some((Span::new(start, start + name.len() as u32), name.to_owned()));
            }
            at += part.len() as u32 + 1;
        }
        None
    }
}
