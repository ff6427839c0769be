//! Words: literal text, quotes, globs, braces; expansions are read in `expand`.

use super::super::script::Dialect;
use super::super::word::{Part, Quote, Word};
use super::Reader;
use crate::text::{Joined, Span};
use std::ops::Range;

/// Where a word stands, which decides what is special in it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// An argument: globs, braces, a tilde at the start, an array after `name=`.
    Argument,
    /// A value that is assigned or compared: no globs and no braces, tildes also after colons.
    Value,
    /// The target of a redirection.
    Target,
    /// A pattern of `case` or `[[`.
    Pattern,
    /// What follows `=~`: parentheses and bars are text.
    Regex,
}

/// What pieces are being read, which decides where they end and what is special in them.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mode {
    /// A bare word.
    Word(Kind),
    /// Within double quotes.
    Double,
    /// Within `${x:-…}`; quoted where that stands in double quotes and its operator is no pattern's.
    Operand { quoted: bool },
    /// The body of a heredoc.
    Body,
    /// An arithmetic expression.
    Arithmetic,
}

impl Mode {
    /// Whether expansions are safe from splitting.
    pub(super) fn quoted(self) -> bool {
        !matches!(self, Mode::Word(_) | Mode::Operand { quoted: false })
    }

    fn quote(self) -> Quote {
        match self {
            Mode::Word(_) | Mode::Operand { quoted: false } | Mode::Arithmetic => Quote::Bare,
            Mode::Double | Mode::Operand { quoted: true } => Quote::Double,
            Mode::Body => Quote::Heredoc,
        }
    }

    /// Whether a byte may be more than text.
    fn is_special(self, byte: u8) -> bool {
        const WORD: [bool; 256] = table(b"\\'\"$` \t\r\n;&|<>()*?[{,}~+@!");
        const DOUBLE: [bool; 256] = table(b"\\\"$`");
        const OPERAND: [bool; 256] = table(b"\\'\"$`}");
        const BODY: [bool; 256] = table(b"\\$`");
        let table = match self {
            Mode::Word(_) => &WORD,
            Mode::Double => &DOUBLE,
            Mode::Operand { .. } => &OPERAND,
            Mode::Body | Mode::Arithmetic => &BODY,
        };
        table[usize::from(byte)]
    }
}

/// Which bytes are among `bytes`.
const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// A word in the making.
pub(super) struct Builder {
    pub parts: Vec<Part>,
    pub cooked: Joined,
    pub holes: Vec<Range<usize>>,
    pub braces: Vec<Brace>,
    /// The next literal begins a part of its own.
    pub sealed: bool,
    /// Sealed literals may have to be merged in the end.
    pub ragged: bool,
    pub parentheses: usize,
}

/// An open brace that may become an expansion.
pub(super) struct Brace {
    pub at: usize,
    pub part: usize,
    pub cooked: usize,
    /// The commas: which part, and where in the cooked text.
    pub commas: Vec<(usize, usize)>,
}

impl Builder {
    fn new(at: u32) -> Builder {
        Builder {
            parts: Vec::new(),
            cooked: Joined::empty(at),
            holes: Vec::new(),
            braces: Vec::new(),
            sealed: false,
            ragged: false,
            parentheses: 0,
        }
    }

    /// Appends `text`, which was written at `span`.
    pub(super) fn literal(&mut self, text: &str, quote: Quote, span: Span) {
        self.cooked.push(text, span.start);
        self.literal_part(text, quote, span);
    }

    fn literal_part(&mut self, text: &str, quote: Quote, span: Span) {
        match self.parts.last_mut() {
            Some(Part::Literal { text: known, quote: same, span: place })
                if *same == quote && !self.sealed =>
            {
                known.push_str(text);
                place.end = span.end;
            }
            _ => self.parts.push(Part::Literal { text: text.to_owned(), quote, span }),
        }
        self.sealed = false;
    }

    fn finish(self, span: Span, dialect: Dialect) -> Word {
        let parts = if self.ragged { merged(self.parts) } else { self.parts };
        let known = is_known(&parts, dialect);
        Word { span, parts, cooked: self.cooked, known, holes: self.holes }
    }
}

/// Joins neighbouring literals of one kind.
pub(super) fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (joined.last_mut(), part) {
            (
                Some(Part::Literal { text, quote, span }),
                Part::Literal { text: more, quote: same, span: place },
            ) if *quote == same => {
                text.push_str(&more);
                span.end = place.end;
            }
            (_, part) => joined.push(part),
        }
    }
    joined
}

/// Whether parts are nothing but text.
pub(super) fn is_known(parts: &[Part], dialect: Dialect) -> bool {
    parts.iter().all(|part| match part {
        // dash does not know `$'…'`, busybox does.
        Part::Literal { quote, .. } => *quote != Quote::AnsiC || dialect != Dialect::Posix,
        Part::Brace { alternatives, .. } => {
            dialect == Dialect::Posix && alternatives.iter().all(|word| word.known)
        }
        _ => false,
    })
}

impl Reader<'_> {
    /// Reads a word; empty where none stands.
    pub(super) fn word(&mut self, kind: Kind) -> Word {
        self.pieces_of(Mode::Word(kind))
    }

    /// Reads pieces up to where `mode` ends, as a word.
    pub(super) fn pieces_of(&mut self, mode: Mode) -> Word {
        let start = self.at;
        let mut builder = Builder::new(self.text.source(start));
        self.pieces(&mut builder, mode);
        let end = self.at.min(self.end);
        builder.finish(self.span(start..end), self.dialect)
    }

    /// The end of the hole that begins at `at`.
    pub(super) fn hole(&self, at: usize) -> Option<usize> {
        let hole = self.holes.get(self.holes.partition_point(|hole| hole.start < at))?;
        (hole.start == at).then_some(hole.end)
    }

    pub(super) fn pieces(&mut self, builder: &mut Builder, mode: Mode) {
        let start = self.at;
        while let Some(byte) = self.peek() {
            let at = self.at;
            if !mode.is_special(byte) {
                self.plain(builder, mode);
                continue;
            }
            if let Some(end) = self.hole(at) {
                self.fill_hole(builder, end, mode.quoted());
                continue;
            }
            match (byte, mode) {
                (b'"', Mode::Double) | (b'}', Mode::Operand { .. }) => return,
                (b'\\', _) => self.escape(builder, mode),
                (b'$', _) => self.dollar(builder, mode),
                (b'`', _) => self.backtick(builder, mode.quoted()),
                (b'"', _) => self.double(builder),
                (b'\'', Mode::Operand { quoted: true }) => self.take(builder, 1, mode.quote()),
                (b'\'', _) => self.single(builder),
                (_, Mode::Word(kind)) => {
                    if !self.bare_special(builder, kind, byte, start) {
                        return;
                    }
                }
                _ => self.take(builder, 1, mode.quote()),
            }
        }
    }

    /// Takes the text up to the next special byte.
    fn plain(&mut self, builder: &mut Builder, mode: Mode) {
        let rest = &self.bytes[self.at..self.end];
        let len = rest.iter().position(|byte| mode.is_special(*byte)).unwrap_or(rest.len());
        self.take(builder, len, mode.quote());
    }

    /// Takes `len` bytes as they are.
    pub(super) fn take(&mut self, builder: &mut Builder, len: usize, quote: Quote) {
        let range = self.at..(self.at + len).min(self.end);
        self.at = range.end;
        builder.cooked.push_part(self.text, range.clone());
        builder.literal_part(&self.text.text[range.clone()], quote, self.span(range));
    }

    /// The length of the character at `at`.
    fn char_len(&self, at: usize) -> usize {
        self.text
            .text
            .get(at..self.end)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    }

    fn escape(&mut self, builder: &mut Builder, mode: Mode) {
        let at = self.at;
        if self.is_continuation(at) {
            self.at += 2;
            return;
        }
        let next = self.ahead(1);
        let escapes = match mode {
            Mode::Word(_) | Mode::Operand { quoted: false } => next.is_some(),
            Mode::Double => matches!(next, Some(b'$' | b'`' | b'"' | b'\\')),
            Mode::Operand { quoted: true } => {
                matches!(next, Some(b'$' | b'`' | b'"' | b'\\' | b'}'))
            }
            Mode::Body | Mode::Arithmetic => matches!(next, Some(b'$' | b'`' | b'\\')),
        };
        if !escapes || self.hole(at + 1).is_some() {
            self.take(builder, 1, mode.quote());
            return;
        }
        self.at += 1;
        let len = self.char_len(self.at);
        let bare = mode.quote() == Quote::Bare;
        self.take(builder, len, if bare { Quote::Escaped } else { mode.quote() });
    }

    /// Reads `"…"`.
    pub(super) fn double(&mut self, builder: &mut Builder) {
        let open = self.at;
        self.at += 1;
        let (parts, cooked) = (builder.parts.len(), builder.cooked.text.len());
        self.pieces(builder, Mode::Double);
        if self.peek() != Some(b'"') {
            self.stop(open, "a quote is never closed");
            return;
        }
        if parts == builder.parts.len() && cooked == builder.cooked.text.len() {
            builder.literal_part("", Quote::Double, self.span(self.at..self.at));
        }
        self.at += 1;
    }

    /// Reads `'…'`.
    fn single(&mut self, builder: &mut Builder) {
        let open = self.at;
        self.at += 1;
        let cooked = builder.cooked.text.len();
        let mut from = self.at;
        loop {
            let Some(byte) = self.peek() else {
                self.stop(open, "a quote is never closed");
                return;
            };
            let hole = self.hole(self.at);
            if byte != b'\'' && hole.is_none() {
                self.at += 1;
                continue;
            }
            let at = self.at;
            if at > from {
                self.at = from;
                self.take(builder, at - from, Quote::Single);
            }
            match hole {
                Some(end) => self.fill_hole(builder, end, true),
                None => break,
            }
            from = self.at;
        }
        if cooked == builder.cooked.text.len() {
            builder.literal_part("", Quote::Single, self.span(self.at..self.at));
        }
        self.at += 1;
    }
}
