//! What is special in a bare word: globs, braces, tildes, arrays, and where it ends.

use super::super::script::BashismKind;
use super::super::word::{Part, Quote, SubstitutionKind, Word};
use super::Reader;
use super::simple::name_len;
use super::word::{Brace, Builder, Kind, is_known, merged};

/// How deep braces may nest before they count as text.
const BRACES: usize = 8;

impl Reader<'_> {
    /// Reads a byte that may be special in a bare word. Says whether the word goes on.
    pub(super) fn bare_special(
        &mut self,
        builder: &mut Builder,
        kind: Kind,
        byte: u8,
        start: usize,
    ) -> bool {
        let at = self.at;
        let next = self.ahead(1);
        let globs = !matches!(kind, Kind::Value);
        match byte {
            b'(' | b')' | b'|' | b'<' | b'>' | b';' | b'&' if kind == Kind::Regex => {
                match byte {
                    b'(' => builder.parentheses += 1,
                    b')' => builder.parentheses = builder.parentheses.saturating_sub(1),
                    _ => {}
                }
                self.take(builder, 1, Quote::Bare);
            }
            b'<' | b'>' if next == Some(b'(') => {
                let kind =
                    if byte == b'<' { SubstitutionKind::Input } else { SubstitutionKind::Output };
                self.bashism(BashismKind::ProcessSubstitution, at..at + 2);
                self.substitution(builder, kind, false);
            }
            b'(' if kind == Kind::Argument && is_assignment_head(&builder.parts) => {
                let array = self.array();
                builder.cooked.push_part(self.text, at..self.at.min(self.end));
                builder.parts.extend(array.parts);
            }
            b' ' | b'\t' if kind == Kind::Regex && builder.parentheses > 0 => {
                self.take(builder, 1, Quote::Bare)
            }
            _ if self.is_delimiter(at) => return false,
            b'?' | b'*' | b'+' | b'@' | b'!' if next == Some(b'(') && globs => {
                self.extended_glob(builder)
            }
            b'?' | b'*' if globs => self.glob(builder, at + 1),
            b'[' if globs => {
                if let Some(end) = self.bracket_end() {
                    self.glob(builder, end);
                } else {
                    self.take(builder, 1, Quote::Bare);
                }
            }
            b'~' if at == start || kind == Kind::Value && self.bytes[at - 1] == b':' => {
                self.tilde(builder, kind)
            }
            b'{' | b',' | b'}' if matches!(kind, Kind::Argument | Kind::Target) => {
                self.brace(builder, byte)
            }
            _ => self.take(builder, 1, Quote::Bare),
        }
        true
    }

    fn glob(&mut self, builder: &mut Builder, end: usize) {
        let range = self.at..end;
        self.at = end;
        builder.cooked.push_part(self.text, range.clone());
        let text = self.text.text[range.clone()].to_owned();
        builder.parts.push(Part::Glob { text, span: self.span(range) });
    }

    /// Where `[…]` at the cursor ends, if it is a glob: at its bracket where only plain text is within, else after `[`.
    fn bracket_end(&mut self) -> Option<usize> {
        if self.at < self.unclosed_bracket {
            return None;
        }
        let mut plain = true;
        let mut at = self.at + 1;
        if matches!(self.ahead(1), Some(b'!' | b'^')) {
            at += 1;
        }
        let first = at;
        loop {
            if self.is_delimiter(at) {
                self.unclosed_bracket = at;
                return None;
            }
            match self.bytes[at] {
                b']' if at > first => return Some(if plain { at + 1 } else { self.at + 1 }),
                b'[' if matches!(self.bytes[..self.end].get(at + 1), Some(b':')) => {
                    let rest = &self.bytes[at + 2..self.end];
                    let name = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
                    if rest[name..].starts_with(b":]") {
                        at += name + 3;
                    }
                }
                b'\\' | b'\'' | b'"' | b'$' | b'`' => plain = false,
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads `@(a|b)`.
    fn extended_glob(&mut self, builder: &mut Builder) {
        let mut depth = 0;
        let mut at = self.at + 1;
        loop {
            match self.bytes[..self.end].get(at) {
                None | Some(b'\n') => {
                    self.stop(self.at, "`(` is never closed");
                    return;
                }
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                break;
            }
        }
        self.bashism(BashismKind::ExtendedGlob, self.at..at);
        self.glob(builder, at);
    }

    fn tilde(&mut self, builder: &mut Builder, kind: Kind) {
        let rest = &self.bytes[self.at + 1..self.end];
        let len =
            rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"_-.+".contains(b)).count();
        let end = self.at + 1 + len;
        let ends = self.is_delimiter(end)
            || self.bytes[end] == b'/'
            || kind == Kind::Value && self.bytes[end] == b':';
        if !ends {
            self.take(builder, 1, Quote::Bare);
            return;
        }
        let range = self.at..end;
        self.at = end;
        builder.cooked.push_part(self.text, range.clone());
        let text = self.text.text[range.clone()].to_owned();
        builder.parts.push(Part::Tilde { text, span: self.span(range) });
    }

    /// Reads `{`, `,` or `}`.
    fn brace(&mut self, builder: &mut Builder, byte: u8) {
        let at = self.at;
        builder.ragged = true;
        match byte {
            b'{' if builder.braces.len() < BRACES => {
                builder.sealed = true;
                let open = Brace {
                    at,
                    part: builder.parts.len(),
                    cooked: builder.cooked.text.len(),
                    commas: Vec::new(),
                };
                builder.braces.push(open);
                self.take(builder, 1, Quote::Bare);
                builder.sealed = true;
            }
            b',' if !builder.braces.is_empty() => {
                builder.sealed = true;
                let comma = (builder.parts.len(), builder.cooked.text.len());
                if let Some(open) = builder.braces.last_mut() {
                    open.commas.push(comma);
                }
                self.take(builder, 1, Quote::Bare);
                builder.sealed = true;
            }
            b'}' => match builder.braces.pop() {
                Some(open) => self.close_brace(builder, open),
                None => self.take(builder, 1, Quote::Bare),
            },
            _ => self.take(builder, 1, Quote::Bare),
        }
    }

    /// Folds what stands between `{` and `}` into an expansion, where it is one.
    fn close_brace(&mut self, builder: &mut Builder, open: Brace) {
        let inside = open.cooked + 1;
        let end = builder.cooked.text.len();
        self.take(builder, 1, Quote::Bare);
        builder.sealed = true;
        if open.commas.is_empty() && !is_range(&builder.cooked.text[inside..end]) {
            return;
        }
        let range = open.at..self.at;
        self.bashism(BashismKind::BraceExpansion, range.clone());
        let mut parts = builder.parts.split_off(open.part);
        // The closing brace went into a literal part of its own or onto the end of the last bare literal.
        if let Some(Part::Literal { text, span, .. }) = parts.last_mut() {
            text.pop();
            span.end -= 1;
            if text.is_empty() {
                parts.pop();
            }
        }
        let mut alternatives = Vec::new();
        if !open.commas.is_empty() {
            let mut rest = parts.split_off(1.min(parts.len()));
            let mut taken = open.part + 1;
            let mut from = inside;
            for (part, cooked) in open.commas.iter().copied().chain([(usize::MAX, end)]) {
                let count = part.saturating_sub(taken).min(rest.len());
                let mut after = rest.split_off(count);
                let own = merged(std::mem::take(&mut rest));
                if !after.is_empty() && part != usize::MAX {
                    after.remove(0);
                }
                rest = after;
                taken = part.saturating_add(1);
                let known = is_known(&own, self.dialect);
                let text = builder.cooked.part(from..cooked);
                let span = builder.cooked.span(from..cooked);
                alternatives.push(Word {
                    span,
                    parts: own,
                    cooked: text,
                    known,
                    holes: Vec::new(),
                });
                from = cooked + 1;
            }
        }
        builder.parts.push(Part::Brace { alternatives, span: self.span(range) });
        builder.sealed = true;
    }
}

/// Whether the parts so far are `name=` or `name+=`, bare.
fn is_assignment_head(parts: &[Part]) -> bool {
    let [Part::Literal { text, quote: Quote::Bare, .. }] = parts else { return false };
    let name = text.strip_suffix('=').unwrap_or_default();
    let name = name.strip_suffix('+').unwrap_or(name);
    !name.is_empty() && name_len(name.as_bytes()) == name.len()
}

/// Whether text is the inside of `{1..3}` or `{a..z}`.
fn is_range(text: &str) -> bool {
    let is_number = |end: &str| {
        let digits = end.strip_prefix(['-', '+']).unwrap_or(end);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let is_letter = |end: &str| matches!(end.as_bytes(), [b] if b.is_ascii_alphabetic());
    let mut ends = text.split("..");
    match (ends.next(), ends.next(), ends.next(), ends.next()) {
        (Some(from), Some(to), step, None) => {
            (is_number(from) && is_number(to) || is_letter(from) && is_letter(to))
                && step.is_none_or(is_number)
        }
        _ => false,
    }
}
