//! The patterns of `${name#…}`, `${name%…}` and `${name/…/…}`: `*`, `?` and escapes, no brackets. BuildKit turns them
//! into regular expressions; this finds what those find, in steps bounded by the product of the lengths.

/// The largest product of pattern and text that is looked at.
const LIMIT: usize = 1 << 24;

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Char(char),
    One,
    Many,
}

/// The text without what the pattern matches at its start, or at its end.
pub fn trim(pattern: &str, text: &str, greedy: bool, at_end: bool) -> Result<String, String> {
    // A suffix is found by looking for the reversed pattern at the start of the reversed text. The builder reports
    // faults of the reversed pattern too, which are the same.
    let mut tokens = tokens(pattern)?;
    let mut chars: Vec<char> = text.chars().collect();
    if at_end {
        tokens.reverse();
        chars.reverse();
    }
    let end = Search::new(&tokens, &chars, greedy)?.match_at(0).unwrap_or(0);
    let mut rest = chars.split_off(end);
    if at_end {
        rest.reverse();
    }
    Ok(rest.into_iter().collect())
}

/// The text with the first match replaced, or all of them.
pub fn replace(pattern: &str, text: &str, replacement: &str, all: bool) -> Result<String, String> {
    let tokens = tokens(pattern)?;
    let chars: Vec<char> = text.chars().collect();
    let mut search = Search::new(&tokens, &chars, true)?;
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    let mut last_end = 0;
    while at <= chars.len() {
        let found = (at..=chars.len()).find_map(|start| Some((start, search.match_at(start)?)));
        let Some((start, end)) = found else { break };
        out.extend(&chars[copied..start]);
        // An empty match right behind another match counts for nothing, as in Go's regexp.
        if end > last_end || start == 0 {
            let matched: String = chars[start..end].iter().collect();
            match all {
                true => out.push_str(&template(replacement, &matched)),
                false => out.push_str(replacement),
            }
        }
        (copied, last_end) = (end.max(start), end);
        if !all {
            break;
        }
        if out.len() > super::LIMIT {
            return Err("the result is longer than 1 MiB".to_owned());
        }
        at = if end > at { end } else { at + 1 };
    }
    out.extend(&chars[copied.min(chars.len())..]);
    Ok(out)
}

fn tokens(pattern: &str) -> Result<Vec<Token>, String> {
    let (mut tokens, mut chars) = (Vec::new(), pattern.chars().peekable());
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '*' => Token::Many,
            '?' => Token::One,
            '\\' => match chars.peek() {
                // `}` and `/` are escaped only for the sake of `${…}`.
                Some('}' | '/') => continue,
                Some(next @ ('*' | '?' | '\\')) => {
                    let next = *next;
                    chars.next();
                    Token::Char(next)
                }
                other => {
                    let other = other.copied().unwrap_or('\u{fffd}');
                    return Err(format!(
                        "invalid pattern ({pattern}) in substitution: invalid escape '\\{other}'"
                    ));
                }
            },
            c => Token::Char(c),
        });
    }
    tokens.dedup_by(|a, b| *a == Token::Many && *b == Token::Many);
    Ok(tokens)
}

/// A backtracking search that never looks at the same token and place twice.
struct Search<'a> {
    tokens: &'a [Token],
    chars: &'a [char],
    greedy: bool,
    failed: Vec<u64>,
}

impl<'a> Search<'a> {
    fn new(tokens: &'a [Token], chars: &'a [char], greedy: bool) -> Result<Search<'a>, String> {
        let states = (tokens.len() + 1).saturating_mul(chars.len() + 1);
        if states > LIMIT {
            return Err("the pattern is too long for this text".to_owned());
        }
        Ok(Search { tokens, chars, greedy, failed: vec![0; states / 64 + 1] })
    }

    /// Where the preferred match that starts at `start` ends.
    fn match_at(&mut self, start: usize) -> Option<usize> {
        let width = self.chars.len() + 1;
        let mut stack = vec![(0, start)];
        while let Some((token, at)) = stack.pop() {
            let Some(kind) = self.tokens.get(token) else { return Some(at) };
            let state = token * width + at;
            let (cell, bit) = (state / 64, 1 << (state % 64));
            if self.failed[cell] & bit != 0 {
                continue;
            }
            self.failed[cell] |= bit;
            // `?` and `*` are `.` and `.*`, which stop at a line end.
            let any = self.chars.get(at).is_some_and(|c| *c != '\n');
            match kind {
                Token::Char(c) if self.chars.get(at) == Some(c) => stack.push((token + 1, at + 1)),
                Token::One if any => stack.push((token + 1, at + 1)),
                Token::Many => {
                    let (more, done) = (any.then_some((token, at + 1)), Some((token + 1, at)));
                    let order = if self.greedy { [done, more] } else { [more, done] };
                    stack.extend(order.into_iter().flatten());
                }
                _ => {}
            }
        }
        None
    }
}

/// What Go's `ReplaceAllString` makes of a replacement: `$0` and `${0}` are the match, other names nothing.
fn template(replacement: &str, matched: &str) -> String {
    let (mut out, mut rest) = (String::new(), replacement);
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
            continue;
        }
        let (inner, braced) = rest.strip_prefix('{').map_or((rest, false), |inner| (inner, true));
        let length = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
        let name = &inner[..length];
        let after = match braced {
            true => inner[length..].strip_prefix('}'),
            false => Some(&inner[length..]),
        };
        match after {
            Some(after) if !name.is_empty() => {
                if name.parse() == Ok(0) {
                    out.push_str(matched);
                }
                rest = after;
            }
            _ => out.push('$'),
        }
    }
    out + rest
}
