//! What differs between two texts, in the form in which it is shown.

use crate::changes::{self, Happened, Line};
use drydock_core::harden::{self, LineKind};

/// The places that differ, each with the lines around it.
pub fn hunks(old: &str, new: &str) -> Vec<Vec<Line>> {
    harden::hunks_of(old, new, &[], 2)
        .into_iter()
        .map(|hunk| {
            let (mut at_old, mut at_new) = (hunk.before.0, hunk.after.0);
            let line = |line: &harden::HunkLine| {
                let (happened, number) = match line.kind {
                    LineKind::Kept => (Happened::Kept, at_new),
                    LineKind::Removed => (Happened::Removed, at_old),
                    LineKind::Added => (Happened::Added, at_new),
                };
                at_old += u32::from(happened != Happened::Added);
                at_new += u32::from(happened != Happened::Removed);
                Line { happened, number, text: line.text.clone(), marks: Vec::new() }
            };
            let mut lines: Vec<Line> = hunk.lines.iter().map(line).collect();
            changes::mark_words(&mut lines);
            lines
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_bear_the_numbers_of_their_texts() {
        let [hunk] = &hunks("a\nb\nc\nd\n", "a\nc\nd2\n")[..] else { panic!("one place") };
        let lines: Vec<_> = hunk.iter().map(|l| (l.happened, l.number, l.text.as_str())).collect();
        assert_eq!(
            lines,
            [
                (Happened::Kept, 1, "a"),
                (Happened::Removed, 2, "b"),
                (Happened::Kept, 2, "c"),
                (Happened::Removed, 4, "d"),
                (Happened::Added, 3, "d2"),
            ]
        );
        assert!(hunks("a\n", "a\n").is_empty());
    }
}
