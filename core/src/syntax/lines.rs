//! From physical lines to logical ones: what `\` joins, what comments and blank lines in between are.

use super::{Comment, Gap, GapKind, is_space};
use crate::text::{Joined, Span};

/// A physical line: its text without the line end, and where it ends with it.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub span: Span,
    pub end: u32,
}

/// The physical lines of a text, a byte-order mark left out. A trailing line end opens no further line.
pub fn physical(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let end = source[at..].find('\n').map_or(source.len(), |n| at + n + 1);
        let start = if at == 0 && source.starts_with('\u{feff}') { 3 } else { at };
        let text = source[start.min(end)..end].trim_end_matches(['\r', '\n']);
        lines.push(Line {
            span: Span::new(start as u32, (start + text.len()) as u32),
            end: end as u32,
        });
        at = end;
    }
    lines
}

/// A logical line.
pub struct Logical {
    pub text: Joined,
    pub gaps: Vec<Gap>,
    /// The index after the last physical line it takes.
    pub next: usize,
}

/// Joins the lines from `first` on. Comments inside go to `comments`.
pub fn join(
    source: &str,
    lines: &[Line],
    first: usize,
    escape: char,
    comments: &mut Vec<Comment>,
) -> Logical {
    let lead = lines[first].span;
    let text = lead.of(source);
    let start = lead.start + (text.len() - text.trim_start_matches(is_space).len()) as u32;
    let mut joined = Joined::empty(start);
    let mut gaps = Vec::new();
    let mut open =
        push(source, Span::new(start, lead.end), lines[first].end, escape, &mut joined, &mut gaps);
    let mut next = first + 1;
    while open && next < lines.len() {
        let Line { span, end } = lines[next];
        let text = span.of(source);
        let trimmed = text.trim_start_matches(is_space);
        next += 1;
        if trimmed.starts_with('#') {
            let from = span.start + (text.len() - trimmed.len()) as u32;
            comments.push(Comment {
                span: Span::new(from, span.end),
                line: next as u32,
                inside: true,
            });
            gaps.push(Gap { span: Span::new(span.start, end), kind: GapKind::Comment });
        } else if trimmed.is_empty() {
            gaps.push(Gap { span: Span::new(span.start, end), kind: GapKind::Blank });
        } else {
            open = push(source, span, end, escape, &mut joined, &mut gaps);
        }
    }
    Logical { text: joined, gaps, next }
}

/// Appends one line without its continuation character; whether it had one.
fn push(
    source: &str,
    span: Span,
    end: u32,
    escape: char,
    joined: &mut Joined,
    gaps: &mut Vec<Gap>,
) -> bool {
    let text = span.of(source);
    let kept = text.trim_end_matches([' ', '\t']);
    match kept.strip_suffix(escape).filter(|before| !before.ends_with(escape)) {
        Some(before) => {
            joined.push(before, span.start);
            let from = span.start + before.len() as u32;
            gaps.push(Gap { span: Span::new(from, end), kind: GapKind::Continuation });
            true
        }
        None => {
            joined.push(text, span.start);
            false
        }
    }
}
