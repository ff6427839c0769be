//! From `ENV name value` to `ENV name="value"`: where to put quotes so that the value stays what it is.

use crate::syntax::{self, Lookup};
use std::ops::Range;

/// A change of a value: the bytes that go, and what comes.
pub type Change = (Range<usize>, String);

/// The changes that make the value of the old form one of `name=value`; `None` where that can't be proved to mean the
/// same.
pub fn quoted(value: &str, escape: char) -> Option<Vec<Change>> {
    let candidates = [Some(Vec::new()), changes(value, escape)];
    candidates.into_iter().flatten().find(|changes| is_same(value, &apply(value, changes), escape))
}

/// The value in double quotes.
fn changes(value: &str, escape: char) -> Option<Vec<Change>> {
    let mut changes = vec![(0..0, "\"".to_owned())];
    let mut chars = value.char_indices().peekable();
    let mut quote = None;
    while let Some((at, c)) = chars.next() {
        let range = at..at + c.len_utf8();
        match quote {
            Some(open) if c == open => {
                quote = None;
                changes.push((range, String::new()));
            }
            Some('\'') if c == '"' || c == '$' || c == escape => {
                changes.push((at..at, escape.to_string()));
            }
            Some('"') if c == escape => {
                chars.next();
            }
            Some(_) => {}
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                changes.push((range, String::new()));
            }
            None if c == escape => {
                // Within double quotes an escape character stays where it escapes nothing.
                let next = chars.next().map(|(_, next)| next);
                if !matches!(next, Some(next) if next == '"' || next == '$' || next == escape) {
                    changes.push((range, String::new()));
                }
            }
            None if c == '$' && chars.peek().is_some_and(|(_, next)| *next == '{') => {
                let length = value[at..].find('}')?;
                if value[at..at + length].contains(['"', '\'', escape]) {
                    return None;
                }
                while chars.next_if(|(next, _)| *next <= at + length).is_some() {}
            }
            None => {}
        }
    }
    changes.push((value.len()..value.len(), "\"".to_owned()));
    quote.is_none().then(|| merged(value, changes))
}

/// Insertions joined with the change at their place, and without changes that change nothing.
fn merged(value: &str, changes: Vec<Change>) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    for (range, text) in changes {
        match out.last_mut() {
            Some((last, before)) if last.end == range.start && last.len().min(range.len()) == 0 => {
                last.end = range.end;
                *before += &text;
            }
            _ => out.push((range, text)),
        }
    }
    out.retain(|(range, text)| value[range.clone()] != **text);
    out
}

/// The value with the changes made.
fn apply(value: &str, changes: &[Change]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (range, text) in changes {
        out += &value[at..range.start];
        out += text;
        at = range.end;
    }
    out + &value[at..]
}

/// Whether the new value is one word and expands to what the old one does, whatever its variables hold.
fn is_same(old: &str, new: &str, escape: char) -> bool {
    let words = syntax::quoted_words(&format!("n={new}"), escape);
    if words.len() != 1 || words[0].1 != format!("n={new}") {
        return false;
    }
    let unset = |_: &str| Lookup::Unset;
    let plain = |name: &str| Lookup::Known(format!("<{name}>"));
    let hard = |name: &str| Lookup::Known(format!("a '{name}\" $b \\c` "));
    let lookups: [&dyn Fn(&str) -> Lookup; 3] = [&unset, &plain, &hard];
    lookups.into_iter().all(|lookup| {
        let text = |word: &str| syntax::expand(word, escape, lookup).ok().and_then(|e| e.text);
        text(old).is_some() && text(old) == text(new)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_what_they_are() {
        let new = |old: &str, escape| quoted(old, escape).map(|changes| apply(old, &changes));
        let cases = [
            (r"/usr/local/bin", r"/usr/local/bin"),
            (r"-Xmx512m -Dfile.encoding=UTF-8", r#""-Xmx512m -Dfile.encoding=UTF-8""#),
            (r#""a b""#, r#""a b""#),
            (r#""a" b 'c "d" $e'"#, r#""a b c \"d\" \$e""#),
            (r"a\ b c", r#""a b c""#),
            (r"a\$b c", r#""a\$b c""#),
            (r"$A:${B:-x y} z", r#""$A:${B:-x y} z""#),
            ("a   b", "\"a   b\""),
            (r"{ 'a': 1 }", r#""{ a: 1 }""#),
            (r"C:\dir x", r#""C:dir x""#),
        ];
        for (old, wanted) in cases {
            assert_eq!(new(old, '\\').as_deref(), Some(wanted), "{old}");
        }
        assert_eq!(new(r"C:\dir x", '`').as_deref(), Some(r#""C:\dir x""#));
        assert_eq!(new("it's", '\\'), None);
        assert_eq!(new(r#"${A:-"x y"} z"#, '\\'), None);
    }
}
