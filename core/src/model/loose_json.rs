//! Texts that were meant as a JSON array and are none: the builder reads them as shell form without a word.

/// What keeps a text from being an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as a clause.
    pub what: &'static str,
    /// The words that were meant, and what follows the array; `None` where that can't be told.
    pub meant: Option<(Vec<String>, String)>,
}

const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '’', '`'];

/// The fault of a text that looks like an array of words; `None` where it looks like something else, such as the
/// shell's test `[ -f x ]`, or where it is one.
pub fn fault(text: &str) -> Option<Fault> {
    let text = text.trim();
    let opens = text.starts_with('[');
    let inner = text.strip_prefix('[').unwrap_or(text);
    let quoted = inner.trim_start().starts_with(QUOTES);
    let listed = QUOTES.iter().any(|quote| {
        inner.match_indices(*quote).any(|(at, q)| {
            let rest = inner[at + q.len()..].trim_start();
            rest.starts_with(',') && (opens || rest[1..].trim_start().starts_with(QUOTES))
        })
    });
    // A shell's test has a blank after its bracket, and no commas between quotes.
    let glued = inner.starts_with(QUOTES);
    let bare = opens
        && text.ends_with(']')
        && inner.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == '.');
    let array = match opens {
        true => (quoted && (glued || listed)) || bare,
        false => glued && listed && text.ends_with(']') && !text.contains("[["),
    };
    if !array || crate::syntax::string_array(text).is_ok() {
        return None;
    }
    let (meant, what) = match Reader::default().read(text) {
        Some(reader) => {
            let what = if !opens {
                "the `[` before it is missing"
            } else if reader.smart {
                "its quotes are typographic ones"
            } else if reader.single {
                "JSON takes double quotes only"
            } else if reader.bare {
                "every word takes double quotes"
            } else if reader.nested {
                "an array stands within it"
            } else if !reader.closed {
                "the `]` at its end is missing"
            } else if !reader.rest.is_empty() {
                "something follows after the `]`"
            } else if reader.trailing {
                "a comma stands before the `]`"
            } else if reader.glued {
                "a comma is missing between two words"
            } else {
                "a backslash in it is none of JSON's escapes"
            };
            let sure = !reader.nested && !reader.words.iter().any(String::is_empty);
            (sure.then_some((reader.words, reader.rest)), what)
        }
        None => (None, "its quotes or commas don't fit"),
    };
    Some(Fault { what, meant })
}

#[derive(Default)]
struct Reader {
    words: Vec<String>,
    rest: String,
    smart: bool,
    single: bool,
    bare: bool,
    nested: bool,
    trailing: bool,
    glued: bool,
    closed: bool,
}

impl Reader {
    /// Reads what can be told for certain; `None` where a quote is never closed.
    fn read(mut self, text: &str) -> Option<Reader> {
        let mut rest = text.strip_prefix('[').unwrap_or(text).trim_start();
        let mut comma = true;
        loop {
            rest = rest.trim_start();
            let Some(first) = rest.chars().next() else { return Some(self) };
            match first {
                ']' => {
                    self.closed = true;
                    self.trailing = comma && !self.words.is_empty();
                    self.rest = rest[1..].trim().to_owned();
                    return Some(self);
                }
                ',' if comma => return None,
                ',' => {
                    comma = true;
                    rest = &rest[1..];
                    continue;
                }
                '[' => {
                    self.nested = true;
                    rest = &rest[1..];
                    continue;
                }
                _ => {}
            }
            self.glued |= !comma;
            comma = false;
            rest =
                if QUOTES.contains(&first) { self.quoted(first, rest)? } else { self.plain(rest) };
        }
    }

    fn quoted<'t>(&mut self, first: char, rest: &'t str) -> Option<&'t str> {
        let ends: &[char] = match first {
            '"' => &['"'],
            '\'' => &['\''],
            '`' => &['`', '\''],
            '“' | '”' | '„' => &['”', '“'],
            _ => &['’', '‘'],
        };
        self.smart |= !matches!(first, '"' | '\'');
        self.single |= first == '\'';
        let body = &rest[first.len_utf8()..];
        let mut word = String::new();
        let mut chars = body.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if ends.contains(&c) {
                self.words.push(word);
                return Some(&body[at + c.len_utf8()..]);
            }
            if c == '\\' && first == '"' {
                // What JSON can't read stands for itself: a path of Windows.
                match chars.peek().map(|(_, next)| *next) {
                    Some(next @ ('"' | '\\' | '/')) => {
                        chars.next();
                        word.push(next);
                    }
                    _ => word.push('\\'),
                }
            } else {
                word.push(c);
            }
        }
        None
    }

    fn plain<'t>(&mut self, rest: &'t str) -> &'t str {
        self.bare = true;
        let end = rest.find([',', ']']).unwrap_or(rest.len());
        self.words.push(rest[..end].trim_end().to_owned());
        &rest[end..]
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn arrays_that_are_none() {
        let meant =
            |text: &str| fault(text).and_then(|f| f.meant).map(|(words, _)| words.join("|"));
        for (text, wanted) in [
            ("['node', 'a.js']", "node|a.js"),
            ("[“node”, “a.js”]", "node|a.js"),
            (r#"["node", "a.js",]"#, "node|a.js"),
            (r#"["node", "a.js""#, "node|a.js"),
            (r#""node", "a.js"]"#, "node|a.js"),
            (r#"["node" "a.js"]"#, "node|a.js"),
            ("[nginx, -g, daemon off;]", "nginx|-g|daemon off;"),
            (r#"["C:\app\run.exe"]"#, r"C:\app\run.exe"),
            (r#"["node"] # it"#, "node"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            r#"["node"]"#,
            "[ -f x ] && y",
            r#"[ "$a" = "b" ]"#,
            "[[ -f x ]]",
            "node a.js",
            r#""node" "a.js""#,
            r#"[ "a" -o "b" ]"#,
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
        assert_eq!(fault(r#"["a", ["b"]]"#).expect("it is none").meant, None);
        assert_eq!(fault(r#"["a"#).expect("it is none").meant, None);
    }
}
