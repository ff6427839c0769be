//! Small differences: which lines of an example changed, and what within a line did.

use std::ops::Range;

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It stayed.
    Kept,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// A line of a shown difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What happened to it.
    pub happened: Happened,
    /// Its number in the text it stands in: the old one where it went, else the new one.
    pub number: u32,
    /// Its text.
    pub text: String,
    /// What of it to mark, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// The lines of two short texts, what they share at both ends kept.
pub fn of_texts(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|at| old[*at] == new[*at]).count();
    let ends = |at: &usize| old[old.len() - 1 - at] == new[new.len() - 1 - at];
    let tail = (0..shorter - head).take_while(ends).count();
    let line = |happened, lines: &[&str], range: Range<usize>| {
        let made = range.map(|at| Line {
            happened,
            number: at as u32 + 1,
            text: lines[at].to_owned(),
            marks: Vec::new(),
        });
        made.collect::<Vec<_>>()
    };
    let mut lines = line(Happened::Kept, &new, 0..head);
    lines.extend(line(Happened::Removed, &old, head..old.len() - tail));
    lines.extend(line(Happened::Added, &new, head..new.len() - tail));
    lines.extend(line(Happened::Kept, &new, new.len() - tail..new.len()));
    lines
}

/// Marks what changed within lines, wherever as many lines went as came.
pub fn mark_words(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let run = |from: usize, happened| {
            lines[from..].iter().take_while(|line| line.happened == happened).count()
        };
        let gone = run(at, Happened::Removed);
        let come = run(at + gone, Happened::Added);
        if gone == come {
            for pair in 0..gone {
                let (old, new) = (&lines[at + pair].text, &lines[at + gone + pair].text);
                if let Some((old, new)) = differing(old, new) {
                    lines[at + pair].marks = vec![old];
                    lines[at + gone + pair].marks = vec![new];
                }
            }
        }
        at += (gone + come).max(1);
    }
}

/// The differing middles of two lines, at word boundaries; nothing where little is shared.
fn differing(old: &str, new: &str) -> Option<(Range<usize>, Range<usize>)> {
    let boundary = |text: &str, at: usize| {
        text.is_char_boundary(at)
            && (at == 0
                || at == text.len()
                || !text.as_bytes()[at - 1].is_ascii_alphanumeric()
                || !text.as_bytes()[at].is_ascii_alphanumeric())
    };
    let mut head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !boundary(old, head) || !boundary(new, head) {
        head -= 1;
    }
    let (rest_old, rest_new) = (&old.as_bytes()[head..], &new.as_bytes()[head..]);
    let pairs = rest_old.iter().rev().zip(rest_new.iter().rev());
    let mut tail = pairs.take_while(|(a, b)| a == b).count();
    while !boundary(old, old.len() - tail) || !boundary(new, new.len() - tail) {
        tail -= 1;
    }
    let shared = old[..head].trim().len() + tail;
    (shared >= 3).then(|| (head..old.len() - tail, head..new.len() - tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_differ_in_the_middle() {
        let lines = of_texts("FROM a\nRUN b\nCMD c\n", "FROM a\nRUN d\nRUN e\nCMD c\n");
        let shown: Vec<(Happened, u32)> = lines.iter().map(|l| (l.happened, l.number)).collect();
        assert_eq!(
            shown,
            [
                (Happened::Kept, 1),
                (Happened::Removed, 2),
                (Happened::Added, 2),
                (Happened::Added, 3),
                (Happened::Kept, 4)
            ]
        );
    }

    #[test]
    fn words_are_marked_whole() {
        let marked = |old: &str, new: &str| {
            let (a, b) = differing(old, new)?;
            Some((old[a].to_owned(), new[b].to_owned()))
        };
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(marked("FROM node:20", "FROM node:22-slim"), pair("20", "22-slim"));
        assert_eq!(marked("RUN x", "RUN x && y"), pair("", " && y"));
        assert_eq!(marked("ADD a b", "COPY a b"), pair("ADD", "COPY"));
        assert_eq!(marked("RUN é", "RUN è"), pair("é", "è"));
        assert_eq!(marked("abc", "xyz"), None);
    }
}
