//! Flags before the arguments.

use super::{Flag, is_space};
use crate::text::Joined;

/// The flags at the start of `text` and where the rest begins. Quotes and backslashes (whatever the file's escape
/// character is) hide blanks; a bare `--` ends the flags.
pub fn flags(text: &Joined) -> (Vec<Flag>, usize) {
    let bytes = text.text.as_bytes();
    let space = |at: usize| is_space(bytes[at] as char);
    let (mut flags, mut at) = (Vec::new(), 0);
    loop {
        while at < bytes.len() && space(at) {
            at += 1;
        }
        if !text.text[at..].starts_with("--") {
            return (flags, at);
        }
        let start = at;
        let (mut cooked, mut quote, mut cut) = (Vec::new(), None, None);
        while at < bytes.len() && (quote.is_some() || !space(at)) {
            let mut byte = bytes[at];
            at += 1;
            match quote {
                Some(open) if open == byte => quote = None,
                None if byte == b'"' || byte == b'\'' => quote = Some(byte),
                _ => {
                    if byte == b'\\' {
                        let Some(next) = bytes.get(at) else { break };
                        (byte, at) = (*next, at + 1);
                    }
                    if byte == b'=' && cut.is_none() {
                        cut = Some((at, cooked.len()));
                    }
                    cooked.push(byte);
                }
            }
        }
        let cooked = String::from_utf8_lossy(&cooked).into_owned();
        if cooked == "--" {
            return (flags, at);
        }
        let span = text.span(start..at);
        flags.push(match cut {
            None => {
                let end = crate::text::Span::at(span.end);
                Flag {
                    span,
                    name: cooked[2.min(cooked.len())..].to_owned(),
                    value: None,
                    value_span: end,
                }
            }
            Some((from, equals)) => Flag {
                span,
                name: cooked[2.min(equals)..equals].to_owned(),
                value: Some(cooked[equals + 1..].to_owned()),
                value_span: text.span(from..at),
            },
        });
    }
}
