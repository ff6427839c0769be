//! A text under edit that still knows where each of its bytes comes from.

use crate::fix::Edit;
use crate::text::Span;

/// The text as pieces of the original and of what steps inserted.
#[derive(Clone, Debug)]
pub struct Pieces {
    pieces: Vec<Piece>,
    /// What of the original was replaced, and by which step.
    pub replaced: Vec<(Span, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    length: u32,
    origin: Origin,
}

#[derive(Clone, Copy, Debug)]
enum Origin {
    /// From this byte of the original.
    Source(u32),
    /// Inserted by a step, before this byte of the original.
    Step(usize, u32),
}

impl Pieces {
    /// A text of so many bytes, unedited.
    pub fn new(length: usize) -> Pieces {
        Pieces {
            pieces: vec![Piece { length: length as u32, origin: Origin::Source(0) }],
            replaced: Vec::new(),
        }
    }

    /// Notes the edits of one step. They are sorted and don't overlap.
    pub fn apply(&mut self, edits: &[(&Edit, usize)]) {
        let mut out = Vec::with_capacity(self.pieces.len() + edits.len() * 2);
        let (mut index, mut used, mut at) = (0, 0, 0);
        for (edit, step) in edits {
            self.keep(&mut out, &mut index, &mut used, edit.span.start - at);
            let place = self.place(index, used);
            let mut left = edit.span.len();
            let mut any = false;
            while left > 0 && index < self.pieces.len() {
                let piece = self.pieces[index];
                let take = left.min(piece.length - used);
                if let Origin::Source(from) = piece.origin {
                    self.replaced.push((Span::new(from + used, from + used + take), *step));
                    any = true;
                }
                (left, used) = (left - take, used + take);
                if used == piece.length {
                    (index, used) = (index + 1, 0);
                }
            }
            if !any {
                self.replaced.push((Span::at(place), *step));
            }
            if !edit.text.is_empty() {
                out.push(Piece {
                    length: edit.text.len() as u32,
                    origin: Origin::Step(*step, place),
                });
            }
            at = edit.span.end;
        }
        self.keep(&mut out, &mut index, &mut used, u32::MAX);
        self.pieces = out;
    }

    /// Copies the next `count` bytes of pieces.
    fn keep(&self, out: &mut Vec<Piece>, index: &mut usize, used: &mut u32, mut count: u32) {
        while count > 0 && *index < self.pieces.len() {
            let piece = self.pieces[*index];
            let take = count.min(piece.length - *used);
            let origin = match piece.origin {
                Origin::Source(from) => Origin::Source(from + *used),
                step => step,
            };
            if take > 0 {
                out.push(Piece { length: take, origin });
            }
            count -= take;
            *used += take;
            if *used == piece.length {
                (*index, *used) = (*index + 1, 0);
            }
        }
    }

    /// The byte of the original that a place in a piece stands at.
    fn place(&self, index: usize, used: u32) -> u32 {
        match self.pieces.get(index).map(|piece| piece.origin) {
            Some(Origin::Source(from)) => from + used,
            Some(Origin::Step(_, place)) => place,
            None => self.end(),
        }
    }

    fn end(&self) -> u32 {
        let last = self.pieces.last().map(|piece| match piece.origin {
            Origin::Source(from) => from + piece.length,
            Origin::Step(_, place) => place,
        });
        last.unwrap_or(0).max(self.replaced.iter().map(|(span, _)| span.end).max().unwrap_or(0))
    }

    /// The byte of the original that byte `at` of the text stands at.
    pub fn original(&self, at: u32) -> u32 {
        let mut left = at;
        for (index, piece) in self.pieces.iter().enumerate() {
            if left < piece.length {
                return match piece.origin {
                    Origin::Source(from) => from + left,
                    Origin::Step(..) => self.place(index, 0),
                };
            }
            left -= piece.length;
        }
        self.end()
    }

    /// What of the text a step inserted.
    pub fn inserted(&self, step: usize) -> Vec<Span> {
        let (mut spans, mut at) = (Vec::new(), 0);
        for piece in &self.pieces {
            if matches!(piece.origin, Origin::Step(by, _) if by == step) {
                spans.push(Span::new(at, at + piece.length));
            }
            at += piece.length;
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_edits() {
        let edit =
            |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
        let mut pieces = Pieces::new(10); // 0123456789
        let (a, b) = (edit(2, 4, "XYZ"), edit(8, 8, "!"));
        pieces.apply(&[(&a, 0), (&b, 1)]); // 01XYZ4567!89
        assert_eq!(pieces.original(1), 1);
        assert_eq!(pieces.original(5), 4);
        assert_eq!(pieces.original(10), 8);
        assert_eq!(pieces.inserted(0), [Span::new(2, 5)]);
        assert_eq!(pieces.inserted(1), [Span::new(9, 10)]);
        let c = edit(0, 3, "");
        pieces.apply(&[(&c, 2)]); // YZ4567!89
        assert_eq!(pieces.inserted(0), [Span::new(0, 2)]);
        assert_eq!(pieces.original(2), 4);
        assert_eq!(
            pieces.replaced,
            [(Span::new(2, 4), 0), (Span::at(8), 1), (Span::new(0, 2), 2),]
        );
    }
}
