//! The lines of a file as an editor shows them.

use super::Dockerfile;
use crate::text::Span;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Without its end.
    pub span: Span,
    /// Whether it belongs to a heredoc.
    pub in_heredoc: bool,
    /// Whether it belongs to an instruction.
    pub in_instruction: bool,
}

/// The lines of a file, an empty last one left out.
pub fn lines(file: &Dockerfile) -> Vec<Line> {
    let instructions = &file.tree.instructions;
    let (mut found, mut at, mut index) = (Vec::new(), 0, 0);
    for line in file.tree.source.split_inclusive('\n') {
        let length = line.trim_end_matches(['\n', '\r']).len() as u32;
        let span = Span::new(at, at + length);
        while instructions.get(index).is_some_and(|i| i.span.end < span.start) {
            index += 1;
        }
        let here = instructions
            .get(index)
            .filter(|i| i.span.start <= span.end && span.start <= i.span.end);
        let head = here.is_none_or(|i| span.start <= i.head.end || i.head == i.span);
        found.push(Line { span, in_heredoc: !head, in_instruction: here.is_some() });
        at += line.len() as u32;
    }
    found
}
