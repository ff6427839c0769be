//! Labels: who sets which, and what their values look like.

use super::{Dockerfile, Stage};
use crate::syntax::{Keyword, Pair};
use crate::text::Span;

/// A label that an instruction sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Label<'a> {
    /// The instruction's index.
    pub at: usize,
    /// Name and value as written.
    pub pair: &'a Pair,
    /// The name after expansion.
    pub key: String,
    /// The value after expansion; `None` where it depends on what is given to the build.
    pub value: Option<String>,
}

/// What a label's value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelFormat {
    /// Anything.
    Text,
    /// An address with scheme and host.
    Url,
    /// A time such as `2026-11-23T10:00:00Z` (RFC 3339).
    Time,
    /// A licence expression of SPDX: `Apache-2.0 OR MIT`.
    License,
    /// A Git commit: 7 or 40 hexadecimal digits.
    Hash,
    /// A semantic version.
    Version,
    /// An e-mail address.
    Email,
}

impl LabelFormat {
    /// The names in settings, as hadolint's label schema has them (its documentation, read 2026-11).
    pub const NAMES: [(&'static str, LabelFormat); 8] = [
        ("text", LabelFormat::Text),
        ("rawText", LabelFormat::Text),
        ("url", LabelFormat::Url),
        ("rfc3339", LabelFormat::Time),
        ("spdx", LabelFormat::License),
        ("hash", LabelFormat::Hash),
        ("semver", LabelFormat::Version),
        ("email", LabelFormat::Email),
    ];

    /// The format of a name in settings, whatever its case.
    pub fn of(name: &str) -> Option<LabelFormat> {
        let named = LabelFormat::NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, format)| *format)
    }

    /// What it is, with an article.
    pub fn name(self) -> &'static str {
        match self {
            LabelFormat::Text => "a text",
            LabelFormat::Url => "an address such as `https://example.org/`",
            LabelFormat::Time => "a time such as `2026-11-23T10:00:00Z`",
            LabelFormat::License => "an SPDX expression such as `Apache-2.0 OR MIT`",
            LabelFormat::Hash => "a commit of 7 or 40 hexadecimal digits",
            LabelFormat::Version => "a semantic version such as `1.4.2`",
            LabelFormat::Email => "an e-mail address",
        }
    }

    /// Whether a value has it.
    pub fn fits(self, value: &str) -> bool {
        match self {
            LabelFormat::Text => true,
            LabelFormat::Url => is_url(value),
            LabelFormat::Time => is_time(value),
            LabelFormat::License => is_license(value),
            LabelFormat::Hash => {
                matches!(value.len(), 7 | 40) && value.bytes().all(|b| b.is_ascii_hexdigit())
            }
            LabelFormat::Version => is_version(value),
            LabelFormat::Email => {
                let parts = value.split_once('@');
                parts.is_some_and(|(user, host)| {
                    let plain = |text: &str| {
                        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '@')
                    };
                    plain(user) && plain(host)
                })
            }
        }
    }
}

/// The formats that the OCI image specification gives to its own keys (annotations, 1.1).
pub fn oci_format(key: &str) -> Option<LabelFormat> {
    match key.strip_prefix("org.opencontainers.image.")? {
        "url" | "documentation" | "source" => Some(LabelFormat::Url),
        "created" => Some(LabelFormat::Time),
        "licenses" => Some(LabelFormat::License),
        _ => None,
    }
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let letters = |b: u8| b.is_ascii_alphanumeric() || b"+.-".contains(&b);
    !scheme.is_empty()
        && scheme.bytes().all(letters)
        && !rest.is_empty()
        && !rest.starts_with('/')
        && !text.contains(char::is_whitespace)
}

/// `2026-11-23T10:00:00Z`, with a fraction and an offset where there are some.
fn is_time(text: &str) -> bool {
    let shape = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(b, s)| match s {
                b'0' => b.is_ascii_digit(),
                b'T' => matches!(b, b'T' | b't' | b' '),
                s => b == s,
            })
    };
    let Some((head, rest)) = text.split_at_checked(19) else { return false };
    let fraction = rest
        .strip_prefix('.')
        .map(|digits| digits.trim_start_matches(|c: char| c.is_ascii_digit()));
    let zone = fraction.unwrap_or(rest);
    let offset = zone.strip_prefix(['+', '-']).is_some_and(|offset| shape(offset, "00:00"));
    shape(head, "0000-00-00T00:00:00") && (offset || zone == "Z" || zone == "z")
}

/// Identifiers joined by AND, OR and WITH. Which identifiers exist is not asked.
fn is_license(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let (mut depth, mut wants_name) = (0_i32, true);
    for word in spaced.split_whitespace() {
        match word {
            "(" if wants_name => depth += 1,
            ")" if !wants_name && depth > 0 => depth -= 1,
            "AND" | "OR" | "WITH" if !wants_name => wants_name = true,
            name if wants_name => {
                let letters = |b: u8| b.is_ascii_alphanumeric() || b".-+:".contains(&b);
                if !name.bytes().all(letters) {
                    return false;
                }
                wants_name = false;
            }
            _ => return false,
        }
    }
    depth == 0 && !wants_name
}

fn is_version(text: &str) -> bool {
    let core = text.split(['-', '+']).next().unwrap_or("");
    let number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    core.split('.').count() == 3
        && core.split('.').all(number)
        && text[core.len()..].bytes().all(|b| b.is_ascii_alphanumeric() || b".-+".contains(&b))
        && !text.ends_with(['-', '+', '.'])
}

/// What is wrong with a label's name, by Docker's guidelines, as one clause.
pub fn key_fault(key: &str) -> Option<&'static str> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._/-".contains(&b);
    if key.bytes().any(|b| b.is_ascii_uppercase()) {
        return Some("it has upper-case letters");
    }
    if !key.bytes().all(allowed) {
        return Some("it has other characters than letters, digits, `.`, `-`, `_` and `/`");
    }
    if !key.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some("it doesn't begin with a letter");
    }
    if !key.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()) {
        return Some("it ends with a separator");
    }
    if key.contains("..") || key.contains("--") {
        return Some("it has two separators in a row");
    }
    let reserved = ["com.docker.", "io.docker.", "org.dockerproject."];
    reserved
        .iter()
        .any(|start| key.starts_with(start))
        .then_some("its namespace is reserved for Docker's own use")
}

impl Dockerfile {
    /// The labels of a stage, in order.
    pub fn labels<'a>(&'a self, stage: &Stage) -> Vec<Label<'a>> {
        let mut found = Vec::new();
        for (at, instruction) in self.steps(stage).filter(|(_, i)| i.keyword == Keyword::Label) {
            for pair in instruction.pairs() {
                let expand = |text: &str| self.expand(stage, at, text);
                let key = expand(&pair.key.text).unwrap_or_else(|| pair.key.text.clone());
                let value = pair.value.as_ref().and_then(|value| expand(&value.text));
                found.push(Label { at, pair, key, value });
            }
        }
        found
    }

    /// What to delete to be rid of one of several pairs of an instruction: the pair with the blank beside it. `None`
    /// where a comment would go too.
    pub fn pair_cut(&self, at: usize, pair: &Pair) -> Option<Span> {
        let instruction = &self.tree.instructions[at];
        let pairs = instruction.pairs();
        let index = pairs.iter().position(|other| other.span == pair.span)?;
        let cut = match (pairs.len(), pairs.get(index + 1)) {
            (1, _) => return self.lines_of(instruction),
            (_, Some(next)) => Span::new(pair.span.start, next.span.start),
            (_, None) => Span::new(pairs[index - 1].span.end, pair.span.end),
        };
        let comment = |gap: &&crate::syntax::Gap| gap.kind == crate::syntax::GapKind::Comment;
        let kept = !instruction.gaps.iter().filter(comment).any(|gap| cut.contains(gap.span));
        kept.then_some(cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let cases: &[(LabelFormat, &[&str], &[&str])] = &[
            (
                LabelFormat::Url,
                &["https://a.b/c?d#e", "ssh://git@x/y"],
                &["a.b/c", "https://", "http://a b"],
            ),
            (
                LabelFormat::Time,
                &["2026-11-23T10:00:00Z", "2026-11-23T10:00:00.123+01:00"],
                &["2026-11-23", "23.11.2026", "2026-11-23T10:00:00"],
            ),
            (
                LabelFormat::License,
                &["MIT", "Apache-2.0 OR (MIT AND GPL-2.0-only WITH Classpath-exception-2.0)"],
                &["Apache 2.0", "", "MIT,BSD", "(MIT", "MIT OR"],
            ),
            (LabelFormat::Hash, &["1a2b3c4"], &["1a2b3c", "xyz1234"]),
            (
                LabelFormat::Version,
                &["1.4.2", "1.0.0-rc.1+5"],
                &["1.4", "v1.4.2", "01.2.3", "1.2.3-"],
            ),
            (LabelFormat::Email, &["a@b.c"], &["a", "@b", "a b@c"]),
        ];
        for (format, good, bad) in cases {
            good.iter().for_each(|text| assert!(format.fits(text), "{text}"));
            bad.iter().for_each(|text| assert!(!format.fits(text), "{text}"));
        }
    }
}
