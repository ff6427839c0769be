//! The difference between a file and its hardened form, in hunks that name their steps.

use super::{Hardened, Step};
use crate::order;
use crate::text::{LineIndex, Span};
use imara_diff::{Algorithm, Diff, InternedInput};

/// Some lines that changed, with lines around them.
#[derive(Clone, Debug, PartialEq)]
pub struct Hunk {
    /// The first line in the original, from 1, and how many lines of it are shown.
    pub before: (u32, u32),
    /// The same in the hardened text.
    pub after: (u32, u32),
    /// The lines.
    pub lines: Vec<HunkLine>,
    /// The steps that made it, as indices into [`Hardened::applied`].
    pub steps: Vec<usize>,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq)]
pub struct HunkLine {
    /// Whether it went, came or stayed.
    pub kind: LineKind,
    /// Its text without the line end.
    pub text: String,
}

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// It is in both.
    Kept,
    /// It is only in the original.
    Removed,
    /// It is only in the hardened text.
    Added,
}

/// A run of changed lines: line ranges from 0, end exclusive.
struct Change {
    before: std::ops::Range<u32>,
    after: std::ops::Range<u32>,
    steps: Vec<usize>,
}

/// The hunks of a hardened file, with up to `around` unchanged lines around each.
pub fn hunks(hardened: &Hardened, around: u32) -> Vec<Hunk> {
    hunks_of(&hardened.before.file.tree.source, &hardened.text, &hardened.applied, around)
}

/// The hunks between two texts, the steps from one to the other being known.
pub fn hunks_of(old: &str, new: &str, steps: &[Step], around: u32) -> Vec<Hunk> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (lines(old), lines(new));
    let mut hunks: Vec<Hunk> = Vec::new();
    let changes = changes(old, new, steps);
    let mut group: Vec<Change> = Vec::new();
    let total = old_lines.len() as u32;
    for change in changes {
        let apart = group
            .last()
            .is_some_and(|last: &Change| change.before.start > last.before.end + 2 * around);
        if apart {
            hunks.push(hunk(&group, &old_lines, &new_lines, around, total));
            group.clear();
        }
        group.push(change);
    }
    if !group.is_empty() {
        hunks.push(hunk(&group, &old_lines, &new_lines, around, total));
    }
    hunks
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn hunk(group: &[Change], old: &[&str], new: &[&str], around: u32, total: u32) -> Hunk {
    let (first, last) = (&group[0], &group[group.len() - 1]);
    let lead = around.min(first.before.start);
    let tail = around.min(total - last.before.end);
    let mut shown = Vec::new();
    let mut at = first.before.start - lead;
    let push = |shown: &mut Vec<HunkLine>, kind, text: &str| {
        shown.push(HunkLine { kind, text: text.trim_end_matches(['\n', '\r']).to_owned() });
    };
    for change in group {
        for line in at..change.before.start {
            push(&mut shown, LineKind::Kept, old[line as usize]);
        }
        for line in change.before.clone() {
            push(&mut shown, LineKind::Removed, old[line as usize]);
        }
        for line in change.after.clone() {
            push(&mut shown, LineKind::Added, new[line as usize]);
        }
        at = change.before.end;
    }
    for line in at..at + tail {
        push(&mut shown, LineKind::Kept, old[line as usize]);
    }
    let mut steps: Vec<usize> =
        group.iter().flat_map(|change| change.steps.iter().copied()).collect();
    order::sort(&mut steps);
    steps.dedup();
    let count = |kind| {
        shown.iter().filter(|line| line.kind == kind || line.kind == LineKind::Kept).count() as u32
    };
    Hunk {
        before: (first.before.start - lead + 1, count(LineKind::Removed)),
        after: (first.after.start - lead + 1, count(LineKind::Added)),
        lines: shown,
        steps,
    }
}

/// The changed line ranges. Both texts are walked along the steps' places: between them the lines are equal.
fn changes(old: &str, new: &str, applied: &[Step]) -> Vec<Change> {
    let (old_index, new_index) = (LineIndex::new(old), LineIndex::new(new));
    let touched = |index: &LineIndex, span: &Span| {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        index.line(span.start) - 1..index.line(last)
    };
    let mut out = Vec::new();
    for (before, after) in line_diff(old, new) {
        // A step belongs to the change that holds its place.
        let steps = (0..applied.len()).filter(|number| {
            let step = &applied[*number];
            let meets = |range: &std::ops::Range<u32>, lines: std::ops::Range<u32>| {
                lines.start < range.end.max(range.start + 1)
                    && range.start < lines.end.max(lines.start + 1)
            };
            (!before.is_empty()
                && step.before.iter().any(|span| meets(&before, touched(&old_index, span))))
                || (!after.is_empty()
                    && step.after.iter().any(|span| meets(&after, touched(&new_index, span))))
        });
        let steps = steps.collect();
        out.push(Change { before, after, steps });
    }
    out
}

/// The line ranges in which two texts differ.
fn line_diff(old: &str, new: &str) -> Vec<(std::ops::Range<u32>, std::ops::Range<u32>)> {
    let input = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    diff.hunks().map(|hunk| (hunk.before, hunk.after)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ() {
        let diff = line_diff;
        assert_eq!(diff("a\nb\nc\n", "a\nx\nc\nd\n"), [(1..2, 1..2), (3..3, 3..4)]);
        assert_eq!(diff("a\n", "a\n"), []);
        assert_eq!(diff("", "a\n"), [(0..0, 0..1)]);
        assert_eq!(diff("a\nb\n", ""), [(0..2, 0..0)]);
    }
}
