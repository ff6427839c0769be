//! Expansions: variables, substitutions, arithmetic, `$'…'`.

use super::super::script::{BashismKind, Dialect, List};
use super::super::word::{Part, Quote, Substitution, SubstitutionKind, Variable, Word};
use super::Reader;
use super::simple::name_len;
use super::word::{Builder, Mode};
use crate::text::Joined;

/// The operators after a parameter's name, longest first.
const OPERATORS: &[&str] = &[
    ":-", ":=", ":?", ":+", "##", "%%", "//", "^^", ",,", "-", "=", "?", "+", "#", "%", "/", "^",
    ",", "@", ":",
];

impl Reader<'_> {
    /// Appends an expansion that was written from `start` to the cursor.
    fn expansion(&self, builder: &mut Builder, start: usize, part: Part) {
        let from = builder.cooked.text.len();
        builder.cooked.push_part(self.text, start..self.at.clamp(start, self.end.max(start)));
        builder.holes.push(from..builder.cooked.text.len());
        builder.parts.push(part);
    }

    /// Appends what an outer shell has expanded, up to `end`.
    pub(super) fn fill_hole(&mut self, builder: &mut Builder, end: usize, quoted: bool) {
        let start = self.at;
        self.at = end.min(self.end);
        let raw = &self.text.text[start..self.at];
        let span = self.span(start..self.at);
        let part = if raw.starts_with("$(") || raw.starts_with('`') {
            let kind = if raw.starts_with('`') {
                SubstitutionKind::Backtick
            } else {
                SubstitutionKind::Dollar
            };
            Part::Substitution(Substitution { kind, body: List::default(), quoted, span })
        } else {
            let rest = raw.trim_start_matches(['$', '{', '!']);
            let len = name_len(rest.as_bytes())
                .max(usize::from(rest.is_char_boundary(1)).min(rest.len()));
            Part::Variable(Variable {
                name: rest[..len].to_owned(),
                index: None,
                operator: "",
                operand: None,
                quoted,
                braced: raw.starts_with("${"),
                span,
            })
        };
        self.expansion(builder, start, part);
    }

    /// Reads what begins with `$`.
    pub(super) fn dollar(&mut self, builder: &mut Builder, mode: Mode) {
        let start = self.at;
        let quoted = mode.quoted();
        match self.ahead(1) {
            Some(b'\'') if !quoted => self.ansi_c(builder),
            Some(b'"') if !quoted => {
                self.bashism(BashismKind::LocaleQuote, start..start + 2);
                if self.dialect == Dialect::Bash {
                    self.at += 1;
                } else {
                    self.take(builder, 1, Quote::Bare);
                }
                self.double(builder);
            }
            Some(b'(') => {
                let end =
                    if self.ahead(2) == Some(b'(') { self.arithmetic_end(start + 3) } else { None };
                let Some(end) = end else {
                    self.substitution(builder, SubstitutionKind::Dollar, quoted);
                    return;
                };
                let expression = Box::new(self.arithmetic(start + 3, end));
                let span = self.span(start..self.at.min(self.bytes.len()));
                self.expansion(builder, start, Part::Arithmetic { expression, quoted, span });
            }
            Some(b'{') => self.parameter(builder, quoted),
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' => {
                let len = name_len(&self.bytes[start + 1..self.end]);
                self.variable(builder, len, quoted);
            }
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-') => {
                self.variable(builder, 1, quoted)
            }
            _ => self.take(builder, 1, if quoted { Quote::Double } else { Quote::Bare }),
        }
    }

    /// `$NAME`, whose name is `len` bytes long.
    fn variable(&mut self, builder: &mut Builder, len: usize, quoted: bool) {
        let start = self.at;
        self.at += 1 + len;
        let name = self.text.text[start + 1..self.at].to_owned();
        let span = self.span(start..self.at);
        let part = Part::Variable(Variable {
            name,
            index: None,
            operator: "",
            operand: None,
            quoted,
            braced: false,
            span,
        });
        self.expansion(builder, start, part);
    }

    /// Reads `${…}`.
    fn parameter(&mut self, builder: &mut Builder, quoted: bool) {
        let start = self.at;
        if !self.sink(start) {
            return;
        }
        self.at += 2;
        let part = self.parameter_inside(start, quoted);
        self.rise();
        if let Some(part) = part {
            self.expansion(builder, start, part);
        }
    }

    fn parameter_inside(&mut self, start: usize, quoted: bool) -> Option<Part> {
        let mut operator = "";
        let next = self.ahead(1).unwrap_or(b'}');
        let begins_name = next.is_ascii_alphanumeric() || b"_@*".contains(&next);
        if self.peek() == Some(b'#')
            && (begins_name || b"?$!-".contains(&next) && self.ahead(2) == Some(b'}'))
        {
            operator = "length";
            self.at += 1;
        } else if self.peek() == Some(b'!') && begins_name {
            operator = "indirect";
            self.at += 1;
        }
        let rest = &self.bytes[self.at.min(self.end)..self.end];
        let len = match rest.first() {
            Some(byte) if byte.is_ascii_digit() => {
                rest.iter().take_while(|b| b.is_ascii_digit()).count()
            }
            Some(b'@' | b'*' | b'#' | b'?' | b'$' | b'!' | b'-') => 1,
            _ => name_len(rest),
        };
        let name = self.text.text[self.at.min(self.end)..][..len].to_owned();
        self.at += len;
        let index = self.index(start);
        if index.is_some() {
            self.bashism(BashismKind::Array, start..self.at.min(self.end));
        }
        let mut operand = None;
        let sign =
            if name.is_empty() { None } else { OPERATORS.iter().find(|sign| self.sees(sign)) };
        if let Some(sign) = sign {
            self.at += sign.len();
            if operator.is_empty() {
                operator = sign;
            }
            let pattern = matches!(sign.as_bytes()[0], b'#' | b'%' | b'/' | b'^' | b',');
            operand = Some(Box::new(self.pieces_of(Mode::Operand { quoted: quoted && !pattern })));
        }
        if operator == "indirect"
            || matches!(operator, "/" | "//" | "^" | "^^" | "," | ",," | "@" | ":")
        {
            self.bashism(BashismKind::Parameter, start..self.at.min(self.end));
        }
        let closed = self.peek() == Some(b'}');
        if closed && !name.is_empty() {
            self.at += 1;
        } else {
            self.bad_parameter(start)?;
            operator = "";
            operand = None;
        }
        let span = self.span(start..self.at);
        Some(Part::Variable(Variable {
            name,
            index,
            operator,
            operand,
            quoted,
            braced: true,
            span,
        }))
    }

    /// `[…]` after a name, without its brackets.
    fn index(&mut self, start: usize) -> Option<String> {
        if self.peek() != Some(b'[') {
            return None;
        }
        let mut depth = 0;
        let mut at = self.at;
        loop {
            match self.bytes[..self.end].get(at) {
                None | Some(b'\n') => {
                    self.stop(start, "`${` is never closed");
                    return None;
                }
                Some(b'[') => depth += 1,
                Some(b']') => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
        let inside = self.text.text[self.at + 1..at - 1].to_owned();
        self.at = at;
        Some(inside)
    }

    /// Skips a `${…}` that no shell knows; only that much is opaque. `None` where it is never closed.
    fn bad_parameter(&mut self, start: usize) -> Option<()> {
        let from = self.at.min(self.end);
        let Some(len) = self.bytes[from..self.end].iter().position(|b| *b == b'}') else {
            self.stop(start, "`${` is never closed");
            return None;
        };
        self.at = from + len + 1;
        let opaque = super::Opaque {
            span: self.span(start..self.at),
            why: "a substitution that no shell knows",
            text: self.text.text[start..self.at].to_owned(),
        };
        self.found.opaque.push(opaque);
        Some(())
    }

    /// Reads `$(…)`, `<(…)` or `>(…)`.
    pub(super) fn substitution(
        &mut self,
        builder: &mut Builder,
        kind: SubstitutionKind,
        quoted: bool,
    ) {
        let start = self.at;
        if !self.sink(start) {
            return;
        }
        self.at += 2;
        let body = self.list();
        self.rise();
        if self.peek() == Some(b')') {
            self.at += 1;
        } else if self.done() {
            self.stop(start, "`$(` is never closed");
        } else {
            self.stop(self.at, self.unexpected());
        }
        let span = self.span(start..self.at.min(self.bytes.len()));
        self.expansion(
            builder,
            start,
            Part::Substitution(Substitution { kind, body, quoted, span }),
        );
    }

    /// Reads a substitution in backticks.
    pub(super) fn backtick(&mut self, builder: &mut Builder, quoted: bool) {
        let start = self.at;
        let mut inside = Joined::empty(self.text.source(start + 1));
        let mut from = start + 1;
        let mut at = from;
        loop {
            match (self.bytes[..self.end].get(at), self.bytes[..self.end].get(at + 1)) {
                (None, _) => {
                    self.stop(start, "a backtick is never closed");
                    return;
                }
                (Some(b'`'), _) => break,
                (Some(b'\\'), Some(next)) => {
                    if matches!(next, b'\\' | b'`' | b'$') || quoted && *next == b'"' {
                        inside.push_part(self.text, from..at);
                        from = at + 1;
                    }
                    at += 2;
                }
                _ => at += 1,
            }
        }
        inside.push_part(self.text, from..at);
        let body = self.read_inner(&inside, &[], self.dialect);
        self.at = at + 1;
        let span = self.span(start..self.at);
        let part = Part::Substitution(Substitution {
            kind: SubstitutionKind::Backtick,
            body,
            quoted,
            span,
        });
        self.expansion(builder, start, part);
    }

    /// Where the `))` of an arithmetic expression that begins at `from` stands; `None` if it is none.
    pub(super) fn arithmetic_end(&self, from: usize) -> Option<usize> {
        let mut depth = 0usize;
        let mut at = from;
        loop {
            match self.bytes[..self.end].get(at)? {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' if depth == 0 => {
                    return (self.bytes[..self.end].get(at + 1) == Some(&b')')).then_some(at);
                }
                b')' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads an expression from `start` to `end`, and skips the `))` after it.
    pub(super) fn arithmetic(&mut self, start: usize, end: usize) -> Word {
        let outer = std::mem::replace(&mut self.end, end);
        self.at = start;
        let deep = self.sink(start);
        let word = self.pieces_of(Mode::Arithmetic);
        if deep {
            self.rise();
        }
        self.end = outer;
        self.at = if self.stopped { self.bytes.len() } else { end + 2 };
        word
    }

    /// Reads `$'…'`.
    fn ansi_c(&mut self, builder: &mut Builder) {
        let start = self.at;
        self.bashism(BashismKind::AnsiQuote, start..start + 2);
        self.at += 2;
        let cooked = builder.cooked.text.len();
        loop {
            let rest = &self.bytes[self.at.min(self.end)..self.end];
            let len = rest.iter().position(|b| matches!(b, b'\'' | b'\\')).unwrap_or(rest.len());
            if len > 0 {
                self.take(builder, len, Quote::AnsiC);
            }
            match (self.peek(), self.ahead(1)) {
                (Some(b'\''), _) => break,
                (Some(_), Some(_)) => {
                    let (text, len) = ansi_escape(&self.text.text[self.at..self.end]);
                    let range = self.at..self.at + len;
                    self.at = range.end;
                    builder.literal(text.encode_utf8(&mut [0; 4]), Quote::AnsiC, self.span(range));
                }
                _ => {
                    self.stop(start, "a quote is never closed");
                    return;
                }
            }
        }
        if cooked == builder.cooked.text.len() {
            builder.literal("", Quote::AnsiC, self.span(self.at..self.at));
        }
        self.at += 1;
    }
}

/// The character that an escape (at the start of `text`, its backslash first) stands for, and the escape's length.
fn ansi_escape(text: &str) -> (char, usize) {
    let mut chars = text.chars();
    chars.next();
    let kind = chars.next().unwrap_or('\\');
    let number = |digits: &str, base: u32, most: usize| {
        let len = digits.chars().take(most).take_while(|c| c.is_digit(base)).count();
        let value = u32::from_str_radix(&digits[..len], base).ok();
        value.map(|value| (char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER), len))
    };
    let coded = match kind {
        'x' => number(&text[2..], 16, 2).map(|(c, len)| (c, len + 2)),
        'u' => number(&text[2..], 16, 4).map(|(c, len)| (c, len + 2)),
        'U' => number(&text[2..], 16, 8).map(|(c, len)| (c, len + 2)),
        '0'..='7' => number(&text[1..], 8, 3).map(|(c, len)| (c, len + 1)),
        _ => None,
    };
    coded.unwrap_or_else(|| {
        let plain = match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\x07',
            'b' => '\x08',
            'e' | 'E' => '\x1b',
            'f' => '\x0c',
            'v' => '\x0b',
            other => other,
        };
        (plain, 1 + kind.len_utf8())
    })
}
