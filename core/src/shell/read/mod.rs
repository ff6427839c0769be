//! The reader: recursive descent over the bytes of one text. Errors do not travel: the first one in a text stops
//! its reader at the end of that text, and everything above finishes with what it has.

mod bare;
mod compound;
mod expand;
mod heredoc;
mod inner;
mod list;
mod simple;
mod word;
mod wrappers;

use super::command::{Command, Heredoc};
use super::script::{Bashism, BashismKind, Dialect, List, Opaque, Pipeline};
use crate::text::{Joined, Span};
use std::ops::Range;

pub(super) use inner::inner_of_exec;
pub(super) use wrappers::count as count_wrappers;

/// How deep compound commands, substitutions, operands and inner scripts may nest.
const DEPTH: usize = 64;

/// What has been read so far, over all texts of a script.
#[derive(Default)]
pub(super) struct Found {
    pub commands: Vec<Command>,
    pub pipelines: Vec<Pipeline>,
    pub opaque: Vec<Opaque>,
    pub comments: Vec<Span>,
    pub bashisms: Vec<Bashism>,
    /// Bodies of heredocs by `Redirect::slot`.
    pub heredocs: Vec<Option<Heredoc>>,
    /// How many bodies have been read.
    pub bodies: usize,
}

/// A heredoc whose body begins after the next line break.
struct Pending {
    slot: usize,
    command: Option<usize>,
    delimiter: String,
    quoted: bool,
    tabs: bool,
}

/// Reads one text.
pub(super) struct Reader<'a> {
    text: &'a Joined,
    bytes: &'a [u8],
    /// Ranges that an outer shell has already expanded, sorted: their value is not known here.
    holes: &'a [Range<usize>],
    at: usize,
    end: usize,
    depth: usize,
    stopped: bool,
    dialect: Dialect,
    pending: Vec<Pending>,
    /// No `]` stands unquoted between here and that byte of a word.
    unclosed_bracket: usize,
    found: &'a mut Found,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    pub(super) fn new(
        text: &'a Joined,
        dialect: Dialect,
        depth: usize,
        found: &'a mut Found,
    ) -> Reader<'a> {
        Reader {
            text,
            bytes: text.text.as_bytes(),
            holes: &[],
            at: 0,
            end: text.text.len(),
            depth,
            stopped: false,
            dialect,
            pending: Vec::new(),
            unclosed_bracket: 0,
            found,
        }
    }

    /// Reads all of the text as a list.
    pub(super) fn top(&mut self) -> List {
        let list = self.list();
        if !self.done() {
            self.stop(self.at, self.unexpected());
        }
        list
    }

    /// Reads another text, found within this one, as a list.
    fn read_inner(&mut self, text: &Joined, holes: &[Range<usize>], dialect: Dialect) -> List {
        if self.depth >= DEPTH {
            let opaque =
                Opaque { span: text.whole(), why: "nested too deeply", text: text.text.clone() };
            self.found.opaque.push(opaque);
            return List::default();
        }
        let mut reader = Reader::new(text, dialect, self.depth + 1, self.found);
        reader.holes = holes;
        reader.top()
    }

    /// The byte at the cursor.
    fn peek(&self) -> Option<u8> {
        self.bytes[..self.end].get(self.at).copied()
    }

    /// The byte `ahead` of the cursor.
    fn ahead(&self, ahead: usize) -> Option<u8> {
        self.bytes[..self.end].get(self.at + ahead).copied()
    }

    /// Whether `text` stands at the cursor.
    fn sees(&self, text: &str) -> bool {
        self.bytes[..self.end].get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Whether nothing is left.
    fn done(&self) -> bool {
        self.at >= self.end
    }

    /// The source span of a range of the text.
    fn span(&self, range: Range<usize>) -> Span {
        self.text.span(range)
    }

    /// Gives up on the text from byte `from` on.
    fn stop(&mut self, from: usize, why: &'static str) {
        if !self.stopped {
            self.stopped = true;
            let range = from.min(self.bytes.len())..self.bytes.len();
            let text = self.text.text.get(range.clone()).unwrap_or_default().to_owned();
            self.found.opaque.push(Opaque { span: self.span(range), why, text });
        }
        self.at = self.bytes.len();
    }

    /// Goes one level deeper, or gives up; leave with `rise`.
    fn sink(&mut self, from: usize) -> bool {
        if self.depth >= DEPTH {
            self.stop(from, "nested too deeply");
            return false;
        }
        self.depth += 1;
        true
    }

    fn rise(&mut self) {
        self.depth -= 1;
    }

    /// Notes syntax beyond POSIX.
    fn bashism(&mut self, kind: BashismKind, range: Range<usize>) {
        let span = self.span(range);
        self.found.bashisms.push(Bashism { kind, span });
    }

    /// Whether byte `at` is a blank. A carriage return that ends a line counts as one.
    fn is_blank(&self, at: usize) -> bool {
        match self.bytes[..self.end].get(at) {
            Some(b' ' | b'\t') => true,
            Some(b'\r') => matches!(self.bytes[..self.end].get(at + 1), None | Some(b'\n')),
            _ => false,
        }
    }

    /// Whether a word that has come to byte `at` ends there.
    fn is_delimiter(&self, at: usize) -> bool {
        match self.bytes[..self.end].get(at) {
            None | Some(b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')') => true,
            _ => self.is_blank(at),
        }
    }

    /// Whether a backslash and a line break stand at `at`.
    fn is_continuation(&self, at: usize) -> bool {
        self.bytes[..self.end].get(at..at + 2) == Some(b"\\\n")
    }

    /// Skips blanks and line continuations.
    fn blanks(&mut self) {
        loop {
            if self.is_blank(self.at) {
                self.at += 1;
            } else if self.is_continuation(self.at) {
                self.at += 2;
            } else {
                return;
            }
        }
    }

    /// Skips a comment, if one stands here.
    fn comment(&mut self) {
        if self.peek() == Some(b'#') {
            let rest = &self.bytes[self.at..self.end];
            let len = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            let span = self.span(self.at..self.at + len);
            self.found.comments.push(span);
            self.at += len;
        }
    }

    /// Skips blanks, comments and line breaks, and reads the heredocs that begin after one.
    fn gap(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                Some(b'#') => self.comment(),
                Some(b'\n') => self.newline(),
                _ => return,
            }
        }
    }

    /// The reserved word at the cursor, if one stands there.
    fn keyword(&self) -> Option<&'static str> {
        const WORDS: &[&str] = &[
            "{", "}", "!", "if", "then", "elif", "else", "fi", "while", "until", "do", "done",
            "for", "select", "case", "esac", "function", "time", "[[",
        ];
        let mut end = self.at;
        while end < self.end
            && end - self.at <= 8
            && matches!(self.bytes[end], b'a'..=b'z' | b'{' | b'}' | b'!' | b'[')
        {
            end += 1;
        }
        let word = &self.bytes[self.at.min(end)..end];
        let mut next = end;
        while self.is_continuation(next) {
            next += 2;
        }
        let known = WORDS.iter().find(|known| known.as_bytes() == word)?;
        self.is_delimiter(next).then_some(*known)
    }

    /// Skips the reserved word if it stands here.
    fn takes(&mut self, word: &str) -> bool {
        if !self.done() && self.keyword() == Some(word) {
            self.at += word.len();
            return true;
        }
        false
    }

    /// Whether a list ends here: at a closing word or operator.
    fn ends_list(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => matches!(self.ahead(1), Some(b';' | b'&')),
            _ => matches!(
                self.keyword(),
                Some("}" | "then" | "elif" | "else" | "fi" | "do" | "done" | "esac")
            ),
        }
    }

    /// Why what stands at the cursor cannot stand there.
    fn unexpected(&self) -> &'static str {
        match self.peek() {
            None => "the text ends too early",
            Some(b')') => "`)` without `(`",
            Some(b'(') => "`(` where none can stand",
            Some(b';') => "`;` where a command should stand",
            Some(b'&') => "`&` where a command should stand",
            Some(b'|') => "`|` where a command should stand",
            _ => match self.keyword() {
                Some("}") => "`}` without `{`",
                Some("then" | "elif" | "else" | "fi") => {
                    "`then`, `elif`, `else` or `fi` out of place"
                }
                Some("do" | "done") => "`do` or `done` out of place",
                Some("esac") => "`esac` without `case`",
                _ => "a word out of place",
            },
        }
    }
}
