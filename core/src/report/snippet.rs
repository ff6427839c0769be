//! A line of source with carets under a part of it, for terminals.

use crate::text::{LineIndex, Span};

/// How many columns of a line are shown.
const COLUMNS: usize = 100;
/// How many columns before the marked part are kept where a line is too long.
const LEAD: usize = 30;

/// A line to show, and the columns to mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Snippet {
    /// The line's number.
    pub line: u32,
    /// The line, its tabs widened, its control characters shown, cut where it is long.
    pub text: String,
    /// The first column marked, from 0.
    pub column: usize,
    /// How many columns are marked, at least one.
    pub width: usize,
}

/// The first line of a span.
pub(super) fn snippet(source: &str, lines: &LineIndex, span: Span) -> Snippet {
    let line = lines.line(span.start);
    let start = lines.start(line) as usize;
    let text = source[start..].split('\n').next().unwrap_or("");
    let text = text.strip_suffix('\r').unwrap_or(text).trim_start_matches('\u{feff}');
    let start = start + if source[start..].starts_with('\u{feff}') { 3 } else { 0 };
    // Cells of what is shown, each with whether it is marked.
    let mut cells: Vec<(String, usize, bool)> = Vec::new();
    let mut column = 0;
    for (at, c) in text.char_indices() {
        let byte = (start + at) as u32;
        let marked = span.start <= byte && byte < span.end;
        let (shown, wide) = match c {
            '\t' => (" ".repeat(4 - column % 4), 4 - column % 4),
            '\0'..='\u{1f}' => (char::from_u32(0x2400 + c as u32).unwrap_or('?').to_string(), 1),
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                ("\u{fffd}".to_owned(), 1)
            }
            c => (c.to_string(), width(c)),
        };
        column += wide;
        cells.push((shown, wide, marked));
    }
    let first = cells.iter().position(|cell| cell.2).unwrap_or_else(|| {
        let before = text.char_indices().filter(|(at, _)| ((start + at) as u32) < span.start);
        before.count()
    });
    let total: usize = cells.iter().map(|cell| cell.1).sum();
    let lead: usize = cells[..first].iter().map(|cell| cell.1).sum();
    let cut = if total > COLUMNS && lead > LEAD { first - first.min(LEAD) } else { 0 };
    let mut snippet = Snippet { line, text: String::new(), column: 0, width: 0 };
    if cut > 0 {
        snippet.text.push('…');
        snippet.column = 1;
    }
    let mut used = snippet.column;
    for (index, (shown, wide, marked)) in cells.iter().enumerate().skip(cut) {
        if used + wide > COLUMNS {
            snippet.text.push('…');
            break;
        }
        used += wide;
        snippet.text += shown;
        if index < first {
            snippet.column += wide;
        } else if *marked {
            snippet.width += wide;
        }
    }
    snippet.width = snippet.width.max(1);
    snippet
}

/// A text without what could steer a terminal.
pub(super) fn plain(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// How many columns a character takes on a terminal: none for marks that combine, two for East Asian wide ones and
/// pictures.
fn width(c: char) -> usize {
    match c as u32 {
        0x300..=0x36f | 0x200b..=0x200f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(source: &str, part: &str) -> (String, String) {
        let start = source.find(part).expect("the part is there") as u32;
        let span = Span::new(start, start + part.len() as u32);
        let shown = snippet(source, &LineIndex::new(source), span);
        (shown.text, format!("{}{}", " ".repeat(shown.column), "^".repeat(shown.width)))
    }

    #[test]
    fn carets_stand_under_the_part() {
        assert_eq!(marked("FROM a\nRUN\tb c\r\n", "b"), ("RUN b c".into(), "    ^".into()));
        assert_eq!(marked("RUN 日本 x", "x"), ("RUN 日本 x".into(), "         ^".into()));
        assert_eq!(marked("RUN e\u{301}x y", "y"), ("RUN e\u{301}x y".into(), "       ^".into()));
        assert_eq!(marked("\u{feff}FROM a", "FROM"), ("FROM a".into(), "^^^^".into()));
        assert_eq!(marked("RUN a \\\n b", "a \\\n b"), ("RUN a \\".into(), "    ^^^".into()));
        assert_eq!(marked("RUN \u{1b}[31m x", "x").0, "RUN ␛[31m x");
    }

    #[test]
    fn long_lines_are_cut_around_the_part() {
        let source = format!("RUN {} here {}", "a".repeat(300), "b".repeat(300));
        let (text, carets) = marked(&source, "here");
        assert!(
            text.starts_with("…a") && text.ends_with("b…") && text.chars().count() <= COLUMNS + 1
        );
        let at = carets.find('^').expect("a caret");
        assert_eq!(text.chars().skip(at).take(4).collect::<String>(), "here");
    }

    #[test]
    fn an_empty_place_is_marked_by_one_caret() {
        let shown = snippet("FROM a\n", &LineIndex::new("FROM a\n"), Span::at(6));
        assert_eq!((shown.column, shown.width), (6, 1));
    }
}
