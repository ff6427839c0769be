//! Instructions that a later one of their stage makes void, and how to delete an instruction.

use super::{Dockerfile, Stage};
use crate::syntax::{GapKind, Instruction, Keyword};
use crate::text::Span;

/// An instruction without effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overridden {
    /// Its index.
    pub at: usize,
    /// Where it stands.
    pub span: Span,
    /// The instruction that counts.
    pub by: Span,
}

impl Dockerfile {
    /// The instructions of a kind in a stage, but for the last.
    pub fn overridden(&self, stage: &Stage, keyword: Keyword) -> Vec<Overridden> {
        let mut found: Vec<_> = self.steps(stage).filter(|(_, i)| i.keyword == keyword).collect();
        let Some((_, last)) = found.pop() else { return Vec::new() };
        let overridden =
            |(at, i): (usize, &Instruction)| Overridden { at, span: i.head, by: last.head };
        found.into_iter().map(overridden).collect()
    }

    /// The lines that an instruction stands on, with the last line end: what to delete to be rid of it. `None` where
    /// a comment stands within.
    pub fn lines_of(&self, instruction: &Instruction) -> Option<Span> {
        let comment = instruction.gaps.iter().any(|gap| gap.kind == GapKind::Comment);
        let lines = &self.tree.lines;
        let start = lines.start(instruction.line);
        let end = match instruction.end_line < lines.count() {
            true => lines.start(instruction.end_line + 1),
            false => self.tree.source.len() as u32,
        };
        (!comment).then_some(Span::new(start, end))
    }
}
