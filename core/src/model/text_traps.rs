//! Traps in the text itself: characters that don't show, marks of other tools.

use super::Dockerfile;
use crate::order;
use crate::syntax::{Heredoc, Keyword};
use crate::text::Span;

/// What a character hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It turns the reading direction around.
    Bidi,
    /// It has no width.
    Invisible,
    /// It looks like a blank, and is none.
    Blank,
    /// It looks like a Latin letter.
    Lookalike,
}

/// Letters of other scripts that look like Latin ones.
const LOOKALIKES: &str = "аеорсухіјѕԁһӏАВЕКМНОРСТХІЈЅοΟαΑΒΕΖΗΙΚΜΝΡΤΥΧ";

/// The characters of a file that are not what they look like. In comments only those that turn the direction count.
pub fn hidden(file: &Dockerfile) -> Vec<(Span, Hidden)> {
    let source = &file.tree.source;
    let mut found: Vec<(Span, Hidden)> = Vec::new();
    if source.is_ascii() {
        return found;
    }
    let mut comments = file.tree.comments.iter().peekable();
    let (mut before, mut word) = (' ', (false, None::<Span>));
    for (at, c) in source.char_indices() {
        let span = Span::new(at as u32, (at + c.len_utf8()) as u32);
        while comments.next_if(|comment| comment.span.end <= span.start).is_some() {}
        let comment = comments.peek().is_some_and(|comment| comment.span.contains(span));
        let kind = match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Hidden::Bidi),
            '\u{200d}' if !before.is_alphanumeric() && !before.is_ascii() => None, // Joins parts of a picture.
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}' if at > 0 => {
                Some(Hidden::Invisible)
            }
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(Hidden::Blank),
            _ => None,
        };
        if let Some(kind) = kind.filter(|kind| !comment || *kind == Hidden::Bidi) {
            match found.last_mut() {
                Some((last, same)) if last.end == span.start && *same == kind => {
                    last.end = span.end
                }
                _ => found.push((span, kind)),
            }
        }
        // A word of Latin letters with one of another script in it.
        if c.is_alphanumeric() {
            word.0 |= c.is_ascii_alphabetic();
            if LOOKALIKES.contains(c) {
                word.1 = word.1.or(Some(span));
            } else if !c.is_ascii() {
                word = (false, None); // Text in that script.
            }
            let next = source[span.end as usize..].chars().next().unwrap_or(' ');
            if let (true, Some(letter), false, false) =
                (word.0, word.1, next.is_alphanumeric(), comment)
            {
                found.push((letter, Hidden::Lookalike));
            }
        } else {
            word = (false, None);
        }
        before = c;
    }
    order::sort_by_key(&mut found, |(span, _)| span.start);
    found
}

/// The lines of a file's text that begin with one of these.
fn lines_with(source: &str, starts: &[&str]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_end();
        if starts.iter().any(|start| text.starts_with(start)) {
            found.push(Span::new(at, at + text.len() as u32));
        }
        at += line.len() as u32;
    }
    found
}

/// The marks that Git leaves where two versions meet; none where not all of them are there.
pub fn conflict_markers(source: &str) -> Vec<Span> {
    if !source.contains("<<<<<<< ") || !source.contains(">>>>>>> ") {
        return Vec::new();
    }
    lines_with(source, &["<<<<<<< ", ">>>>>>> "])
}

/// Fences of Markdown that stand where an instruction should.
pub fn fences(file: &Dockerfile) -> Vec<Span> {
    let unknown = file.tree.instructions.iter().filter(|i| i.keyword == Keyword::Unknown);
    let fence = |span: &Span| {
        let text = file.text(*span).trim_end();
        let rest = text.trim_start_matches(['`', '~']);
        text.len() - rest.len() >= 3
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b" -_".contains(&b))
    };
    unknown.map(|i| i.head).filter(fence).collect()
}

/// Blanks after a backslash at the end of a heredoc's line.
pub fn blanks_after_backslash(file: &Dockerfile, heredoc: &Heredoc) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = heredoc.body.start;
    for line in file.text(heredoc.body).split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let kept = text.trim_end_matches([' ', '\t']);
        let backslashes = kept.len() - kept.trim_end_matches('\\').len();
        if kept.len() < text.len() && backslashes % 2 == 1 && !kept.trim_start().starts_with('#') {
            found.push(Span::new(at + kept.len() as u32, at + text.len() as u32));
        }
        at += line.len() as u32;
    }
    found
}

/// The line that was meant to end a heredoc and is indented.
pub fn indented_end(file: &Dockerfile, heredoc: &Heredoc) -> Option<Span> {
    let mut at = heredoc.body.start;
    for line in file.text(heredoc.body).split_inclusive('\n') {
        let text = line.trim_end();
        let name = text.trim_start();
        if name == heredoc.name && name.len() < text.len() {
            let end = at + text.len() as u32;
            return Some(Span::new(end - name.len() as u32, end));
        }
        at += line.len() as u32;
    }
    None
}
