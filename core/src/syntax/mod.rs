//! The Dockerfile as written: directives, comments, instructions, flags, heredocs. Parsing never fails: what is
//! wrong becomes a [`SyntaxError`] and everything else is still read.
//!
//! The grammar follows BuildKit's parser (`frontend/dockerfile/parser`, read 2026-11), whose verdicts on real files
//! are a test.

mod expand;
mod expanded;
mod flags;
mod heredoc;
mod json;
mod leaf;
mod lines;
mod mounts;
pub mod numbers;
mod parse;
mod ports;
mod signals;
mod validate;
mod words;

pub use expand::{Expansion, Lookup, Options as ExpandOptions, expand, expand_with};
pub use expanded::{Expandable, expandable};
pub use json::{JsonFault, string_array};
pub use leaf::{Leaf, LeafKind};
pub use parse::parse;
pub use ports::{Port, PortFault};
pub use signals::is_signal;
pub(crate) use validate::distance;
pub(crate) use words::quoted_words;
pub use words::split_blanks;

use crate::text::{Joined, LineIndex, Span};

/// A Dockerfile, read as far as it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The text itself. All spans are byte spans of it.
    pub source: String,
    /// Its lines.
    pub lines: LineIndex,
    /// `# syntax=`, `# escape=` and `# check=` lines at the top.
    pub directives: Vec<Directive>,
    /// Every other comment line, also those inside instructions, in order.
    pub comments: Vec<Comment>,
    /// The instructions in order, unknown ones included.
    pub instructions: Vec<Instruction>,
    /// What a builder would refuse, in order of place.
    pub errors: Vec<SyntaxError>,
    /// The character that joins lines and escapes: `\`, or a backtick by directive.
    pub escape: char,
    /// Whether most lines end in `\r\n`.
    is_windows: bool,
}

/// A parser directive.
///
/// ```text
/// # syntax = docker/dockerfile:1
///   ^^^^^^   ^^^^^^^^^^^^^^^^^^^
///   name     value
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// The whole line without its end.
    pub span: Span,
    /// Its name in lower case: `syntax`, `escape` or `check`.
    pub name: String,
    /// The text after `=`, trimmed.
    pub value: Span,
}

/// A comment line.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// From `#` to the end of the line, without the line end.
    pub span: Span,
    /// The line, from 1.
    pub line: u32,
    /// Whether it stands among the continuation lines of an instruction.
    pub inside: bool,
}

/// The instructions that there are.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    /// A word that is no instruction.
    Unknown,
}

/// The eighteen instructions by name.
pub const KEYWORDS: [(&str, Keyword); 18] = [
    ("ADD", Keyword::Add),
    ("ARG", Keyword::Arg),
    ("CMD", Keyword::Cmd),
    ("COPY", Keyword::Copy),
    ("ENTRYPOINT", Keyword::Entrypoint),
    ("ENV", Keyword::Env),
    ("EXPOSE", Keyword::Expose),
    ("FROM", Keyword::From),
    ("HEALTHCHECK", Keyword::Healthcheck),
    ("LABEL", Keyword::Label),
    ("MAINTAINER", Keyword::Maintainer),
    ("ONBUILD", Keyword::Onbuild),
    ("RUN", Keyword::Run),
    ("SHELL", Keyword::Shell),
    ("STOPSIGNAL", Keyword::Stopsignal),
    ("USER", Keyword::User),
    ("VOLUME", Keyword::Volume),
    ("WORKDIR", Keyword::Workdir),
];

impl Keyword {
    /// The keyword of a word, whatever its case.
    pub fn of(word: &str) -> Keyword {
        let known = KEYWORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        known.map_or(Keyword::Unknown, |(_, keyword)| *keyword)
    }

    /// Its name in upper case; empty for an unknown one.
    pub fn name(self) -> &'static str {
        KEYWORDS.iter().find(|(_, keyword)| *keyword == self).map_or("", |(name, _)| name)
    }
}

/// One instruction.
///
/// ```text
/// COPY --from=build /out/app \
/// ^^^^ ^^^^^^^^^^^^ ^^^^^^^^
/// word flags        value
///     # the binary           a gap: neither this line nor the `\` before it is part of `logical`
///     /usr/local/bin/
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// Which instruction.
    pub keyword: Keyword,
    /// The keyword as written.
    pub word: Span,
    /// From the keyword to the end of the last line, heredocs included, without the line end and blanks before it.
    pub span: Span,
    /// The same without heredocs: the line that a person calls the instruction.
    pub head: Span,
    /// First line, from 1.
    pub line: u32,
    /// Last line, from 1, as BuildKit counts it (heredocs and trailing continuation lines included).
    pub end_line: u32,
    /// The whole line with continuations, inner comments and blank lines taken out.
    pub logical: Joined,
    /// Flags in order, unknown ones too.
    pub flags: Vec<Flag>,
    /// What follows keyword and flags, trimmed.
    pub rest: Joined,
    /// The arguments, read as this keyword reads them.
    pub value: Value,
    /// Heredocs in order.
    pub heredocs: Vec<Heredoc>,
    /// What joins the lines and is no part of `logical`: continuation characters with their line end, comment lines
    /// and blank lines in between.
    pub gaps: Vec<Gap>,
    /// The triggered instruction of an ONBUILD.
    pub trigger: Option<Box<Instruction>>,
    /// Indices into [`Tree::comments`] of the comment lines directly above.
    pub above: std::ops::Range<usize>,
}

/// A piece between the lines of one instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Where it is, line end included.
    pub span: Span,
    /// What it is.
    pub kind: GapKind,
}

/// What a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// The continuation character, blanks after it and the line end.
    Continuation,
    /// A comment line.
    Comment,
    /// A line of blanks, which Docker warns of.
    Blank,
}

/// A flag.
///
/// ```text
/// --from=build
/// ^^^^^^^^^^^^ span
///   ^^^^ name
///        ^^^^^ value
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// All of it.
    pub span: Span,
    /// The name without dashes.
    pub name: String,
    /// The value without quotes; `None` where there is no `=`.
    pub value: Option<String>,
    /// Where the value is written, quotes included; empty where there is none.
    pub value_span: Span,
}

/// A word with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Where it is written, quotes included.
    pub span: Span,
    /// Its text: decoded in JSON form, as written elsewhere (quotes and variables are still there).
    pub text: String,
}

impl Word {
    /// The text of a JSON string with the places of its characters. Where an escape or a line continuation stands in
    /// it, the places are those of the string's start.
    pub fn joined(&self, source: &str) -> Joined {
        let inner = Span::new(
            self.span.start + 1,
            self.span.end.saturating_sub(1).max(self.span.start + 1),
        );
        if source.get(inner.start as usize..inner.end as usize) == Some(&self.text) {
            return Joined::of(source, inner);
        }
        let mut joined = Joined::empty(inner.start);
        for (at, _) in self.text.char_indices() {
            let end = self.text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            joined.push(&self.text[at..end], inner.start);
        }
        joined
    }
}

/// The arguments of an instruction, as the builder reads them.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// None at all.
    Empty,
    /// Words split at blanks, quotes meaning nothing: FROM, EXPOSE, and the shell form of ADD, COPY, VOLUME.
    Words(Vec<Word>),
    /// A JSON array of strings.
    Json(Vec<Word>),
    /// One text: the shell form of RUN, CMD, ENTRYPOINT, SHELL; USER, WORKDIR, STOPSIGNAL, MAINTAINER.
    Text(Joined),
    /// `key=value` or bare names: ENV, LABEL, ARG.
    Pairs(Vec<Pair>),
    /// HEALTHCHECK: its type and the command after it.
    Health(Word, Box<Value>),
    /// ONBUILD: see [`Instruction::trigger`].
    Trigger,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Both together.
    pub span: Span,
    /// The name as written.
    pub key: Word,
    /// The value as written; `None` for `ARG NAME`.
    pub value: Option<Word>,
    /// Whether it is the old form `ENV name value`.
    pub legacy: bool,
}

/// A heredoc.
///
/// ```text
/// RUN <<-"EOF"     word: `<<-"EOF"`
///   echo hi        body, line ends included
/// EOF              end
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Heredoc {
    /// The delimiter without quotes.
    pub name: String,
    /// The word in the instruction's line.
    pub word: Span,
    /// The lines between, line ends included.
    pub body: Span,
    /// The line with the delimiter, without its line end; empty where it is missing.
    pub end: Span,
    /// Whether variables in it are expanded (the delimiter is unquoted).
    pub expand: bool,
    /// Whether leading tabs go (`<<-`).
    pub chomp: bool,
    /// The number before `<<`; 0 where there is none.
    pub fd: u32,
}

/// Something that a builder refuses.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// What kind: the id of the rule that explains it.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// One sentence, lower-case, without a full stop.
    pub message: String,
    /// Whether BuildKit finds it while splitting the file (true) or while reading single instructions.
    pub early: bool,
}

impl Tree {
    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.source)
    }

    /// The value of a directive by its lower-case name.
    pub fn directive(&self, name: &str) -> Option<&str> {
        self.directives.iter().find(|d| d.name == name).map(|d| self.text(d.value))
    }

    /// The line end that the file uses most: `\r\n` or `\n`.
    pub fn newline(&self) -> &'static str {
        if self.is_windows { "\r\n" } else { "\n" }
    }

    /// The comments directly above an instruction, without a blank line between.
    pub fn above(&self, instruction: &Instruction) -> &[Comment] {
        &self.comments[instruction.above.clone()]
    }

    /// The source in pieces that join to it byte for byte, for colouring.
    pub fn leaves(&self) -> Vec<Leaf> {
        leaf::leaves(self)
    }
}

impl Instruction {
    /// The value of a flag.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.name == name)
    }

    /// Whether the arguments are a JSON array, that of a HEALTHCHECK's or ONBUILD's command included.
    pub fn is_json(&self) -> bool {
        match &self.value {
            Value::Json(_) => true,
            Value::Health(_, command) => matches!(**command, Value::Json(_)),
            _ => false,
        }
    }

    /// The words of a word list, in JSON form or not; empty for other forms.
    pub fn words(&self) -> &[Word] {
        match &self.value {
            Value::Words(words) | Value::Json(words) => words,
            _ => &[],
        }
    }

    /// The pairs of ENV, LABEL and ARG; empty for others.
    pub fn pairs(&self) -> &[Pair] {
        match &self.value {
            Value::Pairs(pairs) => pairs,
            _ => &[],
        }
    }
}

/// What Go's `unicode.IsSpace` calls a blank, which is what BuildKit trims.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}')
        || (c > '\u{ff}' && c.is_whitespace())
}

/// What BuildKit splits arguments at: a blank of its pattern, which knows no line end and no Unicode.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\u{b}' | '\u{c}' | '\r' | ' ')
}
