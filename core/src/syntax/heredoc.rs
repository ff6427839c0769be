//! Heredoc words in an instruction's line.

use super::is_space;
use std::ops::Range;

/// A heredoc announced in a line.
#[derive(Debug, PartialEq)]
pub struct Announced {
    pub range: Range<usize>,
    pub name: String,
    pub expand: bool,
    pub chomp: bool,
    pub fd: u32,
}

/// The heredocs that a line announces. A line whose quotes or `${…}` don't close announces none, as BuildKit has it.
pub fn announced(line: &str) -> Vec<Announced> {
    let Some(words) = raw_words(line) else { return Vec::new() };
    words.into_iter().filter_map(|range| heredoc(line, range)).collect()
}

/// Reads `3<<-"EOF"`: digits, `<<`, perhaps `-`, and a delimiter without `<`.
fn heredoc(line: &str, range: Range<usize>) -> Option<Announced> {
    let word = &line[range.clone()];
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = word[digits..].strip_prefix("<<")?;
    let (chomp, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    if rest.is_empty() || rest.contains('<') {
        return None;
    }
    let name = unquoted(rest);
    let blank = name.chars().any(is_space) && name == rest;
    (!name.is_empty() && !blank).then(|| Announced {
        range,
        expand: name == rest,
        name,
        chomp,
        fd: word[..digits].parse().unwrap_or(0),
    })
}

/// The delimiter without quotes and escapes.
fn unquoted(word: &str) -> String {
    let (mut out, mut quote, mut chars) = (String::new(), None, word.chars().peekable());
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '\\') => out.extend(chars.next()),
            (Some('"'), '\\') if matches!(chars.peek(), Some('"' | '$' | '\\')) => {
                out.extend(chars.next())
            }
            _ => out.push(c),
        }
    }
    out
}

/// Words at blanks outside quotes; `None` where a quote or a `${` doesn't close.
fn raw_words(line: &str) -> Option<Vec<Range<usize>>> {
    let (mut words, mut start) = (Vec::new(), None);
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_space(c) {
            words.extend(start.take().map(|from| from..at));
            continue;
        }
        start.get_or_insert(at);
        match c {
            '\\' => {
                chars.next();
            }
            '\'' => {
                chars.find(|(_, c)| *c == '\'')?;
            }
            '"' => loop {
                match chars.next()?.1 {
                    '"' => break,
                    '\\' => {
                        chars.next();
                    }
                    _ => {}
                }
            },
            '$' if chars.peek().is_some_and(|(_, c)| *c == '{') => {
                substitution(&line[at..])?;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..line.len()));
    Some(words)
}

/// Whether `${…}` at the start of `text` is one that the builder's word expansion knows.
fn substitution(text: &str) -> Option<()> {
    let inner = text.get(2..)?;
    let name =
        inner.len() - inner.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    let name =
        if name == 0 && inner.starts_with(['@', '*', '#', '?', '-', '$', '!']) { 1 } else { name };
    let rest = &inner[name..];
    match rest.chars().next()? {
        '}' => Some(()),
        ':' if name > 0 => {
            rest[1..].starts_with(['-', '+', '?']).then_some(())?;
            rest.contains('}').then_some(())
        }
        '+' | '-' | '?' | '#' | '%' | '/' => rest.contains('}').then_some(()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        let read = |line| {
            announced(line)
                .into_iter()
                .map(|h| (h.name, h.expand, h.chomp, h.fd))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("RUN <<EOF"), [("EOF".to_owned(), true, false, 0)]);
        assert_eq!(
            read("RUN 3<<-\"E F\" cat <<'X' y"),
            [("E F".to_owned(), false, true, 3), ("X".to_owned(), false, false, 0)]
        );
        assert_eq!(read("RUN cat <<<word << EOF a<<b \"<<Q\" '<<Q'"), []);
        assert_eq!(read("RUN cat <<EOF 'open"), []);
        assert_eq!(read("COPY <<a.txt <<b.txt /dst/").len(), 2);
    }
}
