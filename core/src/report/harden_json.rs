//! What there is to report of a hardened file of either kind, and that as JSON.

use super::{VERSION, safety};
use crate::context::HardenedIgnore;
use crate::harden::{
    Hardened, Hunk, LineKind, Offer, Property, Refused, Step, hunks_of, image_changes,
};
use crate::score::{self, Score};
use crate::text::{LineIndex, Span};
use serde_json::{Value, json};

/// How many unchanged lines stand around a change.
const AROUND: u32 = 2;

/// What there is to report of a hardened file.
#[derive(Clone, Debug)]
pub struct HardenReport {
    /// Its path as given.
    pub path: String,
    /// Its text as given.
    pub source: String,
    /// The hardened text.
    pub text: String,
    /// How good it was.
    pub before: Standing,
    /// How good it is.
    pub after: Standing,
    /// What was applied, in the order of the file.
    pub applied: Vec<Step>,
    /// What can be had too.
    pub offered: Vec<Offer>,
    /// What was tried and taken back.
    pub refused: Vec<Refused>,
    /// What must be added to the build command.
    pub build_arguments: Vec<String>,
    /// What differs between the images.
    pub image: Vec<Property>,
    /// Whether the engine stopped before it ran out of fixes.
    pub exhausted: bool,
}

/// How good a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Points and grade.
    Graded(u32, &'static str),
    /// There is nothing to grade.
    Ungraded,
}

impl Standing {
    fn of(score: Option<Score>) -> Standing {
        match score {
            Some(score) => Standing::Graded(score.points, score.grade),
            None => Standing::Ungraded,
        }
    }

    /// In words: `91 (A)`.
    pub fn words(self) -> String {
        match self {
            Standing::Graded(points, grade) => format!("{points} ({grade})"),
            Standing::Ungraded => "not graded".to_owned(),
        }
    }

    fn json(self) -> Value {
        match self {
            Standing::Graded(points, grade) => json!({"score": points, "grade": grade}),
            Standing::Ungraded => Value::Null,
        }
    }
}

impl HardenReport {
    /// The report of a Dockerfile.
    pub fn of_dockerfile(path: &str, hardened: Hardened) -> HardenReport {
        HardenReport {
            path: path.to_owned(),
            source: hardened.before.file.tree.source.clone(),
            before: Standing::of(score::score(&hardened.before)),
            after: Standing::of(score::score(&hardened.after)),
            image: image_changes(&hardened.before, &hardened.after),
            build_arguments: hardened.build_arguments().into_iter().map(str::to_owned).collect(),
            text: hardened.text,
            applied: hardened.applied,
            offered: hardened.offered,
            refused: hardened.refused,
            exhausted: hardened.exhausted,
        }
    }

    /// The report of a `.dockerignore` file.
    pub fn of_ignore(path: &str, hardened: HardenedIgnore) -> HardenReport {
        HardenReport {
            path: path.to_owned(),
            before: Standing::of(score::score_of_ignore(&hardened.before)),
            after: Standing::of(score::score_of_ignore(&hardened.after)),
            source: hardened.before.file.source,
            image: Vec::new(),
            build_arguments: Vec::new(),
            text: hardened.text,
            applied: hardened.applied,
            offered: hardened.offered,
            refused: hardened.refused,
            exhausted: hardened.exhausted,
        }
    }
}

/// The report as JSON.
pub fn harden_json(report: &HardenReport) -> Value {
    let (old, new) = (LineIndex::new(&report.source), LineIndex::new(&report.text));
    let applied = report.applied.iter().map(|step| {
        json!({
            "key": step.key, "rule": step.rule.id, "line": step.line, "message": step.message, "title": step.title,
            "safety": safety(step.class), "change": step.change, "build_argument": step.build_argument,
            "lines_before": ranges(&old, &step.before), "lines_after": ranges(&new, &step.after),
        })
    });
    let image = report.image.iter().map(|property| {
        json!({"name": property.name, "before": property.before, "after": property.after})
    });
    let offered = report.offered.iter().map(|offer| {
        let question = offer.question.as_ref().map(|question| {
            json!({"key": question.key, "text": question.text, "suggestion": question.suggestion})
        });
        json!({
            "key": offer.key, "rule": offer.rule.id, "line": offer.line, "message": offer.message,
            "title": offer.title, "safety": safety(offer.class), "change": offer.change, "question": question,
        })
    });
    let refused = report.refused.iter().map(|refused| {
        json!({
            "key": refused.key, "rule": refused.rule.id, "line": refused.line, "message": refused.message,
            "title": refused.title, "safety": safety(refused.class), "reason": refused.reason,
        })
    });
    let hunks = hunks_of(&report.source, &report.text, &report.applied, AROUND);
    json!({
        "version": VERSION,
        "path": report.path,
        "before": report.before.json(),
        "after": report.after.json(),
        "text": report.text,
        "applied": applied.collect::<Vec<Value>>(),
        "offered": offered.collect::<Vec<Value>>(),
        "refused": refused.collect::<Vec<Value>>(),
        "hunks": hunks.iter().map(|hunk| hunk_json(hunk, &report.applied)).collect::<Vec<Value>>(),
        "image": image.collect::<Vec<Value>>(),
        "build_arguments": report.build_arguments,
        "exhausted": report.exhausted,
    })
}

/// First and last line of each span.
fn ranges(lines: &LineIndex, spans: &[Span]) -> Vec<[u32; 2]> {
    let range = |span: &Span| {
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        [lines.line(span.start), lines.line(last)]
    };
    spans.iter().map(range).collect()
}

/// Some lines that changed, each with its sign: blank, `-` or `+`.
fn hunk_json(hunk: &Hunk, applied: &[Step]) -> Value {
    let line = |line: &crate::harden::HunkLine| {
        let sign = match line.kind {
            LineKind::Kept => " ",
            LineKind::Removed => "-",
            LineKind::Added => "+",
        };
        json!({"sign": sign, "text": line.text})
    };
    let steps = hunk.steps.iter().filter_map(|at| applied.get(*at));
    json!({
        "before": hunk.before,
        "after": hunk.after,
        "lines": hunk.lines.iter().map(line).collect::<Vec<Value>>(),
        "steps": steps.map(|step| step.key.as_str()).collect::<Vec<_>>(),
    })
}
