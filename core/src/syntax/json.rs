//! JSON arrays of strings: how the exec form is told from the shell form.

use std::ops::Range;

/// Why a text that begins with `[` is not an array of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// It doesn't begin with `[`, or is not valid JSON: the builder takes it for shell form.
    NotJson,
    /// It is a JSON array, but holds something else than strings: the builder refuses it.
    NotStrings,
}

/// Reads `text` as a JSON array of strings: the place of each (quotes included) and its decoded text.
pub fn string_array(text: &str) -> Result<Vec<(Range<usize>, String)>, JsonFault> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    reader.blanks();
    if reader.peek() != Some(b'[') {
        return Err(JsonFault::NotJson);
    }
    reader.at += 1;
    let (mut strings, mut foreign) = (Vec::new(), false);
    reader.blanks();
    if reader.peek() == Some(b']') {
        reader.at += 1;
    } else {
        loop {
            reader.blanks();
            let start = reader.at;
            match reader.value() {
                Some(Some(string)) => strings.push((start..reader.at, string)),
                Some(None) => foreign = true,
                None => return Err(JsonFault::NotJson),
            }
            reader.blanks();
            match reader.next() {
                Some(b',') => {}
                Some(b']') => break,
                _ => return Err(JsonFault::NotJson),
            }
        }
    }
    reader.blanks();
    match (reader.peek(), foreign) {
        (Some(_), _) => Err(JsonFault::NotJson),
        (None, true) => Err(JsonFault::NotStrings),
        (None, false) => Ok(strings),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> Option<Option<String>> {
        self.text[self.at..].starts_with(word).then(|| self.at += word.len())?;
        Some(None)
    }

    /// One value: `Some(Some(text))` for a string, `Some(None)` for anything else, `None` where it is not JSON.
    fn value(&mut self) -> Option<Option<String>> {
        match self.peek()? {
            b'"' => self.string().map(Some),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            b'-' | b'0'..=b'9' => self.number(),
            b'[' => self.nested(b']', false),
            b'{' => self.nested(b'}', true),
            _ => None,
        }
    }

    fn nested(&mut self, close: u8, keyed: bool) -> Option<Option<String>> {
        self.depth += 1;
        if self.depth > 64 {
            return None;
        }
        self.at += 1;
        self.blanks();
        if self.peek() == Some(close) {
            self.at += 1;
        } else {
            loop {
                self.blanks();
                if keyed {
                    self.string()?;
                    self.blanks();
                    (self.next() == Some(b':')).then_some(())?;
                    self.blanks();
                }
                self.value()?;
                self.blanks();
                match self.next()? {
                    b',' => {}
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        self.depth -= 1;
        Some(None)
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Option<String>> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(None)
    }

    fn string(&mut self) -> Option<String> {
        (self.next() == Some(b'"')).then_some(())?;
        let mut out = String::new();
        loop {
            let c = self.text[self.at..].chars().next()?;
            self.at += c.len_utf8();
            match c {
                '"' => return Some(out),
                '\\' => match self.next()? {
                    b'"' => out.push('"'),
                    b'\\' => out.push('\\'),
                    b'/' => out.push('/'),
                    b'b' => out.push('\u{8}'),
                    b'f' => out.push('\u{c}'),
                    b'n' => out.push('\n'),
                    b'r' => out.push('\r'),
                    b't' => out.push('\t'),
                    b'u' => out.push(self.escaped()?),
                    _ => return None,
                },
                c if c < ' ' => return None,
                c => out.push(c),
            }
        }
    }

    /// The character of `\uXXXX`, a surrogate pair taken together; a lone surrogate is U+FFFD, as Go has it.
    fn escaped(&mut self) -> Option<char> {
        let first = self.hex()?;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.at = back;
        }
        Some(char::from_u32(first).unwrap_or('\u{fffd}'))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Result<Vec<String>, JsonFault> {
        string_array(text).map(|strings| strings.into_iter().map(|(_, s)| s).collect())
    }

    #[test]
    fn arrays_of_strings_and_what_is_not() {
        assert_eq!(texts(r#" [ "a" , "b\u00e9\n" ] "#), Ok(vec!["a".into(), "bé\n".into()]));
        assert_eq!(texts("[]"), Ok(vec![]));
        assert_eq!(
            texts(r#"["\ud83d\udc33","\ud83d"]"#),
            Ok(vec!["\u{1f433}".into(), "\u{fffd}".into()])
        );
        for shell in [
            "['a']",
            r#"["a",]"#,
            r#"["a" "b"]"#,
            r#"["a"] x"#,
            "[",
            r#"["a"#,
            r#"["a\x"]"#,
            "[01]",
            "x",
        ] {
            assert_eq!(texts(shell), Err(JsonFault::NotJson), "{shell}");
        }
        for refused in ["[1]", r#"["a", null]"#, r#"[["a"]]"#, r#"[{"a": [1.5e3, true]}]"#] {
            assert_eq!(texts(refused), Err(JsonFault::NotStrings), "{refused}");
        }
    }
}
