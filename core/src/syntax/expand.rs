//! What the builder makes of `$name` and `${name…}`: BuildKit's word expansion
//! (`frontend/dockerfile/shell/lex.go`, read 2026-11).

use super::is_space;

mod pattern;

/// The longest text that an expansion may grow to. The builder has no limit; doubling a variable in every line would
/// fill any memory.
const LIMIT: usize = 1 << 20;

/// How deep `${a:-${b:-…}}` may nest.
const DEPTH: u32 = 64;

/// What is known of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is not set.
    Unset,
    /// It is set to this.
    Known(String),
    /// It may be set, to what is not known.
    Unknown,
}

/// How to read a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The escape character.
    pub escape: char,
    /// Whether quotes are ordinary characters, as in heredocs.
    pub plain_quotes: bool,
    /// Whether quotes stay in the result.
    pub keep_quotes: bool,
    /// Whether a variable that is not set stays as written.
    pub keep_unset: bool,
}

impl Options {
    /// How arguments of instructions are read.
    pub const fn word(escape: char) -> Options {
        Options { escape, plain_quotes: false, keep_quotes: false, keep_unset: false }
    }
}

/// A word after expansion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// The text; `None` where it depends on a variable whose value is not known.
    pub text: Option<String>,
    /// The text split at blanks that were not quoted; empty where it is not known.
    pub words: Vec<String>,
    /// The variables that were looked up and are or may be set, each once.
    pub used: Vec<String>,
    /// The variables that were looked up and are not set, each once.
    pub unset: Vec<String>,
    /// Those of them that are used without a fallback such as `${name:-…}` or `${name:+…}`.
    pub needed: Vec<String>,
}

/// Expands a word as the arguments of instructions are; the builder's message where it refuses the word.
pub fn expand(
    word: &str,
    escape: char,
    lookup: &dyn Fn(&str) -> Lookup,
) -> Result<Expansion, String> {
    expand_with(word, Options::word(escape), lookup)
}

/// The same with options.
pub fn expand_with(
    word: &str,
    options: Options,
    lookup: &dyn Fn(&str) -> Lookup,
) -> Result<Expansion, String> {
    let text = word.strip_prefix('\u{feff}').unwrap_or(word);
    let mut reader =
        Reader { rest: text, options, lookup, depth: 0, out: Expansion::default(), unknown: false };
    match reader.until(None, false) {
        Ok(Part { text, words }) => {
            let known = !reader.unknown;
            reader.out.text = known.then_some(text);
            reader.out.words = if known { words } else { Vec::new() };
            Ok(reader.out)
        }
        Err(message) => Err(format!("failed to process {word:?}: {message}")),
    }
}

/// Text with its split, while it grows.
#[derive(Default)]
struct Part {
    text: String,
    words: Vec<String>,
}

/// Splits at blanks while characters arrive. Quoted and escaped ones never split.
#[derive(Default)]
struct Splitter {
    words: Vec<String>,
    word: String,
}

impl Splitter {
    fn push(&mut self, c: char) {
        if !is_space(c) {
            self.word.push(c);
        } else if !self.word.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn finish(mut self) -> Vec<String> {
        if !self.word.is_empty() {
            self.words.push(self.word);
        }
        self.words
    }
}

struct Reader<'a> {
    rest: &'a str,
    options: Options,
    lookup: &'a dyn Fn(&str) -> Lookup,
    depth: u32,
    out: Expansion,
    /// Whether a value that is not known has gone into the text.
    unknown: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Reads up to `stop`, or to the end. `raw` keeps escape characters.
    fn until(&mut self, stop: Option<char>, raw: bool) -> Result<Part, String> {
        let (mut text, mut split) = (String::new(), Splitter::default());
        while let Some(c) = self.peek() {
            if text.len() > LIMIT {
                return Err("the result is longer than 1 MiB".to_owned());
            }
            if stop == Some(c) {
                self.next();
                return Ok(Part { text, words: split.finish() });
            }
            match c {
                '$' => {
                    let value = self.dollar()?;
                    value.chars().for_each(|c| split.push(c));
                    text.push_str(&value);
                }
                '\'' | '"' if !self.options.plain_quotes => {
                    let value =
                        if c == '\'' { self.single_quoted() } else { self.double_quoted(raw) }?;
                    split.word.push_str(&value);
                    text.push_str(&value);
                }
                _ => {
                    self.next();
                    if c != self.options.escape {
                        split.push(c);
                        text.push(c);
                        continue;
                    }
                    if raw {
                        split.word.push(c);
                        text.push(c);
                    }
                    if let Some(escaped) = self.next() {
                        split.word.push(escaped);
                        text.push(escaped);
                    }
                }
            }
        }
        match stop {
            Some(c) => Err(format!("unexpected end of statement while looking for matching {c}")),
            None => Ok(Part { text, words: split.finish() }),
        }
    }

    fn single_quoted(&mut self) -> Result<String, String> {
        let inner = &self.rest[1..];
        let Some(end) = inner.find('\'') else {
            self.rest = "";
            return Err(
                "unexpected end of statement while looking for matching single-quote".to_owned()
            );
        };
        let quoted = if self.options.keep_quotes { &self.rest[..end + 2] } else { &inner[..end] };
        let quoted = quoted.to_owned();
        self.rest = &inner[end + 1..];
        Ok(quoted)
    }

    fn double_quoted(&mut self, raw: bool) -> Result<String, String> {
        let mut text = String::new();
        self.next();
        if self.options.keep_quotes {
            text.push('"');
        }
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    self.next();
                    if self.options.keep_quotes {
                        text.push('"');
                    }
                    return Ok(text);
                }
                '$' => text.push_str(&self.dollar()?),
                _ => {
                    self.next();
                    if c != self.options.escape {
                        text.push(c);
                        continue;
                    }
                    if raw {
                        text.push(c);
                    }
                    match self.peek() {
                        None => {} // An escape character at the very end is dropped.
                        Some(next) if next == '"' || next == '$' || next == c => {
                            self.next();
                            text.push(next);
                        }
                        Some(_) => text.push(c),
                    }
                }
            }
            if text.len() > LIMIT {
                return Err("the result is longer than 1 MiB".to_owned());
            }
        }
        Err("unexpected end of statement while looking for matching double-quote".to_owned())
    }

    /// Reads a substitution, the `$` included.
    fn dollar(&mut self) -> Result<String, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err("substitutions are nested too deeply".to_owned());
        }
        self.next();
        let value = if self.peek() == Some('{') { self.braced() } else { Ok(self.bare()) };
        self.depth -= 1;
        value
    }

    fn bare(&mut self) -> String {
        let name = self.name();
        if name.is_empty() {
            return "$".to_owned();
        }
        match self.look_up(&name, true) {
            Lookup::Unset if self.options.keep_unset => format!("${name}"),
            value => self.text_of(value),
        }
    }

    fn braced(&mut self) -> Result<String, String> {
        let missing = || "syntax error: missing '}'".to_owned();
        self.next();
        match self.peek() {
            None => return Err(missing()),
            Some('{' | '}' | ':') => return Err("syntax error: bad substitution".to_owned()),
            _ => {}
        }
        let name = self.name();
        let mut modifier = self.next().unwrap_or('\u{fffd}');
        let mut written = modifier.to_string();
        if modifier == '/' {
            return self.replaced(&name);
        }
        if modifier == '}' {
            return Ok(match self.look_up(&name, true) {
                Lookup::Unset if self.options.keep_unset => format!("${{{name}}}"),
                value => self.text_of(value),
            });
        }
        let blank_is_unset = modifier == ':';
        if blank_is_unset {
            modifier = self.next().unwrap_or('\u{fffd}');
            written.push(modifier);
        } else if !matches!(modifier, '+' | '-' | '?' | '#' | '%') {
            return Err(format!("unsupported modifier ({written}) in substitution"));
        }
        // What stands behind the modifier is read, and its variables noted, whether it is used or not; whether its
        // value is known matters only where it is used.
        let unknown_before = std::mem::take(&mut self.unknown);
        let needed_before = self.out.needed.len();
        let inner = self.until(Some('}'), matches!(modifier, '#' | '%'));
        let word_unknown = std::mem::replace(&mut self.unknown, unknown_before);
        let word = inner.map_err(|m| if self.rest.is_empty() { missing() } else { m })?.text;
        let value = self.look_up(&name, matches!(modifier, '#' | '%'));
        if value == Lookup::Unset && self.options.keep_unset {
            self.unknown |= word_unknown;
            return Ok(format!("${{{name}{written}{word}}}"));
        }
        let absent = match &value {
            Lookup::Unset => Some(true),
            Lookup::Known(text) => Some(blank_is_unset && text.is_empty()),
            Lookup::Unknown => None,
        };
        if matches!((modifier, absent), ('-' | '?', Some(false)) | ('+', Some(true))) {
            self.out.needed.truncate(needed_before); // What stands behind the modifier is not used.
        }
        match (modifier, absent) {
            ('-' | '+' | '?', None) => {
                self.unknown = true;
                Ok(String::new())
            }
            ('-', Some(true)) | ('+', Some(false)) => {
                self.unknown |= word_unknown;
                Ok(word)
            }
            ('+', Some(true)) => Ok(String::new()),
            ('?', Some(true)) => Err(match (word.is_empty(), value) {
                (false, _) => format!("{name}: {word}"),
                (true, Lookup::Unset) => format!("{name}: is not allowed to be unset"),
                (true, _) => format!("{name}: is not allowed to be empty"),
            }),
            ('-' | '?', Some(false)) => Ok(self.text_of(value)),
            ('#' | '%', _) => {
                self.unknown |= word_unknown;
                let text = self.text_of(value);
                let greedy = word.starts_with(modifier);
                let pattern = if greedy { &word[1..] } else { &word };
                pattern::trim(pattern, &text, greedy, modifier == '%')
            }
            _ => Err(format!("unsupported modifier ({written}) in substitution")),
        }
    }

    /// The rest of `${name/pattern/replacement}` and `${name//pattern/replacement}`.
    fn replaced(&mut self, name: &str) -> Result<String, String> {
        let all = self.peek() == Some('/');
        if all {
            self.next();
        }
        let pattern = match self.until(Some('/'), true) {
            Err(_) if self.rest.is_empty() => {
                return Err("syntax error: missing '/' in ${}".to_owned());
            }
            part => part?.text,
        };
        let replacement = match self.until(Some('}'), true) {
            Err(_) if self.rest.is_empty() => return Err("syntax error: missing '}'".to_owned()),
            part => part?.text,
        };
        match self.look_up(name, true) {
            Lookup::Unset if self.options.keep_unset => {
                Ok(format!("${{{name}/{pattern}/{replacement}}}"))
            }
            value => pattern::replace(&pattern, &self.text_of(value), &replacement, all),
        }
    }

    /// A name: letters, digits and `_`; digits alone; or one special character.
    fn name(&mut self) -> String {
        let Some(first) = self.peek() else { return String::new() };
        if matches!(first, '@' | '*' | '#' | '?' | '-' | '$' | '!') {
            self.next();
            return first.to_string();
        }
        let end =
            |stays: &dyn Fn(char) -> bool| self.rest.find(|c| !stays(c)).unwrap_or(self.rest.len());
        let length = match first.is_numeric() {
            true => end(&char::is_numeric),
            false => end(&|c| c.is_alphanumeric() || c == '_'),
        };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        name.to_owned()
    }

    fn look_up(&mut self, name: &str, needed: bool) -> Lookup {
        let value = (self.lookup)(name);
        let out = &mut self.out;
        let note = |list: &mut Vec<String>| {
            if !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        };
        match value {
            Lookup::Unset => {
                note(&mut out.unset);
                if needed {
                    note(&mut out.needed);
                }
            }
            _ => note(&mut out.used),
        }
        value
    }

    fn text_of(&mut self, value: Lookup) -> String {
        match value {
            Lookup::Known(text) => text,
            Lookup::Unset => String::new(),
            Lookup::Unknown => {
                self.unknown = true;
                String::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str, options: Options) -> Result<Expansion, String> {
        expand_with(word, options, &|name| match name {
            "a" => Lookup::Known("x y".to_owned()),
            "p" => Lookup::Known("/usr/local/bin".to_owned()),
            "e" => Lookup::Known(String::new()),
            "u" => Lookup::Unknown,
            _ => Lookup::Unset,
        })
    }

    fn text(word: &str) -> Option<String> {
        read(word, Options::word('\\')).unwrap().text
    }

    #[test]
    fn unknown_values_make_unknown_texts_only_where_they_are_used() {
        assert_eq!(text("$u"), None);
        assert_eq!(text("${a:-$u}"), Some("x y".to_owned()));
        assert_eq!(text("${b:-$u}"), None);
        assert_eq!(text("${u:+1}${u:-2}"), None);
        assert_eq!(text("${b:+$u}."), Some(".".to_owned()));
        let used = read("${b:-$u}", Options::word('\\')).unwrap();
        assert_eq!((used.used, used.unset), (vec!["u".to_owned()], vec!["b".to_owned()]));
    }

    #[test]
    fn words_split_after_expansion_but_not_in_quotes() {
        let words = |word| read(word, Options::word('\\')).unwrap().words;
        assert_eq!(words(r#" $a "$a"c d\ e "#), ["x", "y", "x yc", "d e"]);
        assert_eq!(words("80 $e 443"), ["80", "443"]);
    }

    #[test]
    fn patterns() {
        assert_eq!(text("${p#*/}").as_deref(), Some("usr/local/bin"));
        assert_eq!(text("${p##*/}").as_deref(), Some("bin"));
        assert_eq!(text("${p%/*}").as_deref(), Some("/usr/local"));
        assert_eq!(text("${p%%/*}").as_deref(), Some(""));
        assert_eq!(text(r"${p//\//-}").as_deref(), Some("-usr-local-bin"));
        assert_eq!(text("${p/l?c/L}").as_deref(), Some("/usr/Lal/bin"));
        assert_eq!(text("${p//*/all}").as_deref(), Some("all"));
        assert_eq!(text("${p//n/$e}").as_deref(), Some("/usr/local/bi"));
    }

    #[test]
    fn options_keep_quotes_and_what_is_not_set() {
        let heredoc = Options { plain_quotes: true, ..Options::word('\\') };
        assert_eq!(read(r#"it's "$a" \$a"#, heredoc).unwrap().text.unwrap(), r#"it's "x y" $a"#);
        let shown = Options { keep_quotes: true, keep_unset: true, ..Options::word('\\') };
        assert_eq!(
            read(r#"'$a' "$b" ${c:-d} ${p%/*}"#, shown).unwrap().text.unwrap(),
            r#"'$a' "$b" ${c:-d} /usr/local"#
        );
    }

    #[test]
    fn hostile_words_are_refused_not_followed() {
        assert!(read(&"${a:-".repeat(10_000), Options::word('\\')).is_err());
        assert!(read(&"$p".repeat(200_000), Options::word('\\')).is_err());
        assert!(read(&format!("${{p#{}}}", "*a".repeat(100_000)), Options::word('\\')).is_ok());
    }
}
