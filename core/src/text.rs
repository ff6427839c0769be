//! Places in a text: byte spans, lines and columns, and texts that were joined from several places.

/// A range of bytes in the source, end exclusive. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The empty place before byte `at`.
    pub const fn at(at: u32) -> Span {
        Span { start: at, end: at }
    }

    /// Its length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// From the start of this to the end of `other`.
    pub const fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }

    /// Whether `other` lies wholly within.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte, or are the same empty place.
    pub const fn touches(self, other: Span) -> bool {
        (self.start < other.end && other.start < self.end)
            || (self.is_empty() && other.is_empty() && self.start == other.start)
    }

    /// The text it covers. Panics where it is not a span of `source`.
    pub fn of(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }
}

/// A place as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: u32,
}

/// Finds lines and columns of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line starts of `source` (lines end with `\n`).
    pub fn new(source: &str) -> LineIndex {
        let ends = source.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        LineIndex { starts: std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect() }
    }

    /// The line (from 1) that holds byte `at`.
    pub fn line(&self, at: u32) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32
    }

    /// The first byte of `line` (from 1); past the last line, that of the last.
    pub fn start(&self, line: u32) -> u32 {
        self.starts[(line.max(1) as usize).min(self.starts.len()) - 1]
    }

    /// How many lines there are; a text that ends with a newline has an empty last line.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Line and column of byte `at`.
    pub fn position(&self, source: &str, at: u32) -> Position {
        let line = self.line(at);
        let column = source[self.start(line) as usize..at as usize].chars().count() as u32 + 1;
        Position { line, column }
    }
}

/// The UTF-16 code units before byte `at`: how a browser counts.
pub fn utf16_of(source: &str, at: u32) -> u32 {
    source[..at as usize].chars().map(|c| c.len_utf16() as u32).sum()
}

/// The byte at UTF-16 code unit `unit`; one inside a surrogate pair counts as its start, one past the end as the end.
pub fn byte_of(source: &str, unit: u32) -> u32 {
    let mut seen = 0;
    for (at, c) in source.char_indices() {
        seen += c.len_utf16() as u32;
        if seen > unit {
            return at as u32;
        }
    }
    source.len() as u32
}

/// Converts between bytes and UTF-16 code units of one text, after a single walk over it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    /// After each character that is not ASCII: its end in bytes, and by how much bytes are ahead from there on.
    steps: Vec<(u32, u32)>,
}

impl Units {
    /// Walks over a text.
    pub fn new(text: &str) -> Units {
        let (mut steps, mut ahead) = (Vec::new(), 0);
        if !text.is_ascii() {
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                ahead += (c.len_utf8() - c.len_utf16()) as u32;
                steps.push(((at + c.len_utf8()) as u32, ahead));
            }
        }
        Units { steps }
    }

    /// The code units before byte `at`.
    pub fn unit(&self, at: u32) -> u32 {
        let before = self.steps.partition_point(|(end, _)| *end <= at);
        at - before.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }

    /// The byte at code unit `unit`.
    pub fn byte(&self, unit: u32) -> u32 {
        let before = self.steps.partition_point(|(end, ahead)| end - ahead <= unit);
        unit + before.checked_sub(1).map_or(0, |step| self.steps[step].1)
    }

    /// A span in code units.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.unit(span.start), self.unit(span.end))
    }
}

/// A text put together from pieces of the source, such as an instruction without its line continuations,
/// that still knows where each byte came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// The text.
    pub text: String,
    /// For each piece: where it begins in `text`, and the source byte it begins at. Sorted; the first begins at 0.
    pieces: Vec<(u32, u32)>,
    /// Where the source of the last byte ends.
    end: u32,
}

impl Joined {
    /// Nothing yet; its empty place is source byte `at`.
    pub fn empty(at: u32) -> Joined {
        Joined { text: String::new(), pieces: Vec::new(), end: at }
    }

    /// The text of one span of the source.
    pub fn of(source: &str, span: Span) -> Joined {
        let mut joined = Joined::empty(span.start);
        joined.push(span.of(source), span.start);
        joined
    }

    /// Appends `text`, which stands at source byte `from` to the letter.
    pub fn push(&mut self, text: &str, from: u32) {
        if text.is_empty() {
            return;
        }
        self.pieces.push((self.text.len() as u32, from));
        self.text.push_str(text);
        self.end = from + text.len() as u32;
    }

    /// Appends the text of `part`, a range of bytes of another joined text.
    pub fn push_part(&mut self, other: &Joined, part: std::ops::Range<usize>) {
        let mut at = part.start;
        while at < part.end {
            let piece = other.pieces.partition_point(|(begin, _)| *begin as usize <= at);
            let stop = other
                .pieces
                .get(piece)
                .map_or(part.end, |(begin, _)| part.end.min(*begin as usize));
            self.push(&other.text[at..stop], other.source(at));
            at = stop;
        }
    }

    /// The part of this text in a range of its bytes.
    pub fn part(&self, part: std::ops::Range<usize>) -> Joined {
        let mut joined = Joined::empty(self.source(part.start));
        joined.push_part(self, part);
        joined
    }

    /// The source byte that byte `at` of the text came from; for the text's end, the end of its last piece.
    pub fn source(&self, at: usize) -> u32 {
        let piece = self.pieces.partition_point(|(begin, _)| *begin as usize <= at);
        if at >= self.text.len() || piece == 0 {
            return self.end;
        }
        let (begin, from) = self.pieces[piece - 1];
        from + (at as u32 - begin)
    }

    /// The source span of a range of bytes of the text: from its first byte to the end of its last.
    pub fn span(&self, part: std::ops::Range<usize>) -> Span {
        if part.start >= part.end {
            return Span::at(self.source(part.start));
        }
        let last = self.pieces.partition_point(|(begin, _)| (*begin as usize) < part.end);
        let (begin, from) = self.pieces[last - 1];
        Span::new(self.source(part.start), from + (part.end as u32 - begin))
    }

    /// The source span of the whole.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_text_knows_its_places() {
        let source = "RUN apt-get in\\\n  # why\nstall curl";
        let mut joined = Joined::of(source, Span::new(4, 14));
        joined.push(&source[24..], 24);
        assert_eq!(joined.text, "apt-get install curl");
        assert_eq!(joined.span(8..15), Span::new(12, 29));
        assert_eq!(joined.span(16..20).of(source), "curl");
        assert_eq!(joined.part(8..15).text, "install");
        assert_eq!(joined.part(8..15).span(0..2), Span::new(12, 14));
        assert_eq!(joined.part(8..15).span(2..7).of(source), "stall");
        assert_eq!(joined.span(20..20), Span::at(34));
    }

    #[test]
    fn columns_count_characters_and_browsers_count_units() {
        let source = "a\n\u{1F433}é x\n";
        let lines = LineIndex::new(source);
        assert_eq!(lines.position(source, 8), Position { line: 2, column: 3 });
        assert_eq!(utf16_of(source, 8), 5);
        assert_eq!(byte_of(source, 5), 8);
        assert_eq!(byte_of(source, 3), 2);
        assert_eq!(byte_of(source, 99), source.len() as u32);
    }

    #[test]
    fn units_are_counted_as_by_walking() {
        for text in ["", "FROM a\n", "# ⚓ und 𝄞\nRUN é x", "𝄞𝄞", "é"] {
            let units = Units::new(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let unit = utf16_of(text, at as u32);
                assert_eq!(units.unit(at as u32), unit, "{text:?} at {at}");
                assert_eq!(units.byte(unit), byte_of(text, unit), "{text:?} at unit {unit}");
            }
        }
    }
}
