//! How arguments are split: at blanks, or at blanks outside quotes.

use super::{Pair, Word, is_blank, is_space};
use crate::text::Joined;
use std::ops::Range;

/// The pieces of `text` between runs of blanks. A text that begins with a blank has an empty first piece.
pub fn split_blanks(text: &str) -> Vec<Range<usize>> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if is_blank(bytes[at] as char) {
            pieces.push(start..at);
            while at < bytes.len() && is_blank(bytes[at] as char) {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
    }
    pieces.push(start..bytes.len());
    pieces
}

/// The words of a word list.
pub fn word_list(rest: &Joined) -> Vec<Word> {
    split_blanks(&rest.text).into_iter().map(|range| word(rest, range)).collect()
}

/// The word at a range of a joined text.
pub fn word(text: &Joined, range: Range<usize>) -> Word {
    Word { span: text.span(range.clone()), text: text.text[range].to_owned() }
}

/// Words at blanks outside quotes, which stay. An escape character keeps the next character from meaning anything,
/// except within single quotes; one at the very end is dropped.
pub fn quoted_words(text: &str, escape: char) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if is_space(c) {
            chars.next();
            continue;
        }
        let (mut word, mut end, mut quote) = (String::new(), start, None);
        while let Some(&(at, c)) = chars.peek() {
            if quote.is_none() && is_space(c) {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
            if c == escape && quote != Some('\'') {
                let Some((at, next)) = chars.next() else { break };
                end = at + next.len_utf8();
                word.extend([c, next]);
                continue;
            }
            match quote {
                Some(open) if open == c => quote = None,
                None if c == '"' || c == '\'' => quote = Some(c),
                _ => {}
            }
            word.push(c);
        }
        if !word.is_empty() {
            words.push((start..end, word));
        }
    }
    words
}

/// The pairs of ENV and LABEL, or the message why there are none.
pub fn pairs(
    rest: &Joined,
    escape: char,
    keyword: &str,
) -> Result<Vec<Pair>, (Range<usize>, String)> {
    let words = quoted_words(&rest.text, escape);
    let Some((first, text)) = words.first() else { return Ok(Vec::new()) };
    if !text.contains('=') {
        let mut parts = split_blanks(&rest.text);
        if parts.len() < 2 {
            return Err((
                first.clone(),
                format!("`{keyword} {text}` has no value: write `{text}=value`"),
            ));
        }
        let key = word(rest, parts.remove(0));
        let value = word(rest, parts[0].start..rest.text.len());
        return Ok(vec![Pair {
            span: key.span.to(value.span),
            key,
            value: Some(value),
            legacy: true,
        }]);
    }
    words
        .into_iter()
        .map(|(range, text)| match text.find('=') {
            None => Err((
                range,
                format!("`{text}` is not of the form `name=value`: quote a value that has blanks"),
            )),
            Some(_) => Ok(pair(rest, range, &text)),
        })
        .collect()
}

/// The names and pairs of ARG.
pub fn arguments(rest: &Joined, escape: char) -> Vec<Pair> {
    quoted_words(&rest.text, escape)
        .into_iter()
        .map(|(range, text)| pair(rest, range, &text))
        .collect()
}

fn pair(rest: &Joined, range: Range<usize>, text: &str) -> Pair {
    let span = rest.span(range.clone());
    let Some(cut) = text.find('=') else {
        return Pair {
            span,
            key: Word { span, text: text.to_owned() },
            value: None,
            legacy: false,
        };
    };
    let key =
        Word { span: rest.span(range.start..range.start + cut), text: text[..cut].to_owned() };
    let value = Word {
        span: rest.span(range.start + cut + 1..range.end),
        text: text[cut + 1..].to_owned(),
    };
    Pair { span, key, value: Some(value), legacy: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_quotes() {
        let texts =
            |s, escape| quoted_words(s, escape).into_iter().map(|(_, w)| w).collect::<Vec<_>>();
        assert_eq!(texts(r#"a="b c" d='e "f' g\ h"#, '\\'), [r#"a="b c""#, r#"d='e "f'"#, r"g\ h"]);
        assert_eq!(texts(r#"a="b\" c" d"#, '\\'), [r#"a="b\" c""#, "d"]);
        assert_eq!(texts(r"p=C:\a b", '`'), [r"p=C:\a", "b"]);
        assert_eq!(texts("a\\", '\\'), ["a"]);
        assert_eq!(texts("a=\"open b", '\\'), ["a=\"open b"]);
    }
}
