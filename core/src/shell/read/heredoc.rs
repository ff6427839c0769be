//! Line breaks, and the heredocs whose bodies begin after them.

use super::super::command::Heredoc;
use super::super::word::{Part, Quote, Word};
use super::word::Mode;
use super::{Pending, Reader};
use crate::text::Joined;

impl Reader<'_> {
    /// Skips a line break and reads the bodies of the heredocs announced on the line before it.
    pub(super) fn newline(&mut self) {
        self.at += 1;
        for pending in std::mem::take(&mut self.pending) {
            self.heredoc(pending);
        }
    }

    fn heredoc(&mut self, pending: Pending) {
        let start = self.at.min(self.end);
        let mut body = Joined::empty(self.text.source(start));
        let mut at = start;
        let mut end = start;
        while at < self.end {
            let rest = &self.bytes[at..self.end];
            let len = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |len| len + 1);
            let tabs =
                if pending.tabs { rest.iter().take_while(|b| **b == b'\t').count() } else { 0 };
            let line = &self.text.text[at + tabs..at + len];
            at += len;
            if line.trim_end_matches(['\n', '\r']) == pending.delimiter {
                break;
            }
            body.push_part(self.text, at - line.len()..at);
            end = at;
        }
        self.at = at;
        self.found.bodies += 1;
        let span = self.span(start..end);
        let body = self.heredoc_body(body, pending.quoted);
        if let Some(command) = pending.command {
            self.inner_heredoc(command, &body);
        }
        let heredoc = Heredoc { delimiter: pending.delimiter, quoted: pending.quoted, body, span };
        if let Some(slot) = self.found.heredocs.get_mut(pending.slot) {
            *slot = Some(heredoc);
        }
    }

    /// The body as a word.
    fn heredoc_body(&mut self, body: Joined, quoted: bool) -> Word {
        if quoted || !body.text.bytes().any(|b| matches!(b, b'$' | b'`' | b'\\')) {
            let span = body.whole();
            let part = Part::Literal { text: body.text.clone(), quote: Quote::Heredoc, span };
            let parts = if body.text.is_empty() { Vec::new() } else { vec![part] };
            return Word { span, parts, cooked: body, known: true, holes: Vec::new() };
        }
        let mut reader = Reader::new(&body, self.dialect, self.depth, self.found);
        reader.pieces_of(Mode::Body)
    }
}
