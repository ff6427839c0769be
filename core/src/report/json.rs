//! The JSON report. Its shape is documented in `cli/README.md` and is part of Drydock's version.

use super::{FileReport, VERSION, safety};
use crate::finding::Finding;
use crate::fix::Fix;
use crate::score::{RUBRIC, Score};
use crate::text::{Position, Units};
use serde::Serialize;

/// How a report counts places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Offsets in bytes, columns in characters: for files.
    #[default]
    Bytes,
    /// Both in UTF-16 code units: for JavaScript.
    Utf16,
}

/// The report as data.
#[derive(Serialize)]
pub struct Report<'r> {
    version: &'static str,
    rubric: &'static str,
    files: Vec<File<'r>>,
}

#[derive(Serialize)]
struct File<'r> {
    path: &'r str,
    kind: &'static str,
    score: Option<u32>,
    grade: Option<&'static str>,
    receipt: Option<Receipt>,
    findings: Vec<Item<'r>>,
}

#[derive(Serialize)]
struct Receipt {
    deductions: Vec<Deduction>,
    categories: Vec<Part>,
    cap: Option<Cap>,
}

#[derive(Serialize)]
struct Deduction {
    rule: &'static str,
    category: &'static str,
    count: u32,
    points: u32,
}

#[derive(Serialize)]
struct Part {
    category: &'static str,
    sum: u32,
    points: u32,
    score: u32,
}

#[derive(Serialize)]
struct Cap {
    points: u32,
    reason: &'static str,
}

#[derive(Serialize)]
struct Item<'r> {
    rule: &'static str,
    aliases: &'static [&'static str],
    severity: &'static str,
    category: &'static str,
    confidence: &'static str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start: u32,
    end: u32,
    message: &'r str,
    fix: Option<FixItem<'r>>,
    suppressed: Option<SuppressedItem<'r>>,
}

#[derive(Serialize)]
struct FixItem<'r> {
    title: &'r str,
    safety: &'static str,
    change: &'r str,
    edits: Vec<EditItem<'r>>,
}

#[derive(Serialize)]
struct EditItem<'r> {
    start: u32,
    end: u32,
    text: &'r str,
}

#[derive(Serialize)]
struct SuppressedItem<'r> {
    line: u32,
    reason: Option<&'r str>,
}

/// The report as JSON, with a line end.
pub fn json(files: &[FileReport]) -> String {
    let report = report(files, Counting::Bytes);
    serde_json::to_string_pretty(&report).expect("reports are plain data") + "\n"
}

/// The report as data.
pub fn report(files: &[FileReport], counting: Counting) -> Report<'_> {
    let files = files.iter().map(|report| file(report, counting)).collect();
    Report { version: VERSION, rubric: RUBRIC, files }
}

fn file(file: &FileReport, counting: Counting) -> File<'_> {
    let units = match counting {
        Counting::Bytes => None,
        Counting::Utf16 => Some(Units::new(&file.source)),
    };
    let places = Places { file, units };
    File {
        path: &file.path,
        kind: file.kind.name(),
        score: file.score.as_ref().map(|score| score.points),
        grade: file.score.as_ref().map(|score| score.grade),
        receipt: file.score.as_ref().map(receipt),
        findings: file.findings.iter().map(|finding| item(&places, finding)).collect(),
    }
}

/// The places of a file, as they are counted.
struct Places<'r> {
    file: &'r FileReport,
    /// Where code units are counted.
    units: Option<Units>,
}

impl Places<'_> {
    fn offset(&self, at: u32) -> u32 {
        self.units.as_ref().map_or(at, |units| units.unit(at))
    }

    fn position(&self, at: u32) -> Position {
        let lines = &self.file.lines;
        let Some(units) = &self.units else { return lines.position(&self.file.source, at) };
        let line = lines.line(at);
        Position { line, column: units.unit(at) - units.unit(lines.start(line)) + 1 }
    }
}

fn receipt(score: &Score) -> Receipt {
    let deduction = |d: &crate::score::Deduction| Deduction {
        rule: d.rule,
        category: d.category.name(),
        count: d.count,
        points: d.points,
    };
    let part = |part: &crate::score::Part| Part {
        category: part.category.name(),
        sum: part.sum,
        points: part.points,
        score: part.score,
    };
    Receipt {
        deductions: score.deductions.iter().map(deduction).collect(),
        categories: score.categories.iter().map(part).collect(),
        cap: score.cap.map(|cap| Cap { points: cap.points, reason: cap.reason }),
    }
}

fn item<'r>(places: &Places, finding: &'r Finding) -> Item<'r> {
    let (from, to) = (places.position(finding.span.start), places.position(finding.span.end));
    Item {
        rule: finding.rule.id,
        aliases: finding.rule.aliases,
        severity: finding.severity.name(),
        category: finding.rule.category.name(),
        confidence: finding.rule.confidence.name(),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        start: places.offset(finding.span.start),
        end: places.offset(finding.span.end),
        message: &finding.message,
        fix: finding.fix.as_ref().map(|fix| fix_item(places, fix)),
        suppressed: finding.suppressed.as_ref().map(|suppressed| SuppressedItem {
            line: places.file.lines.line(suppressed.span.start),
            reason: suppressed.reason.as_deref(),
        }),
    }
}

fn fix_item<'r>(places: &Places, fix: &'r Fix) -> FixItem<'r> {
    let edit = |edit: &'r crate::fix::Edit| EditItem {
        start: places.offset(edit.span.start),
        end: places.offset(edit.span.end),
        text: &edit.text,
    };
    FixItem {
        title: &fix.title,
        safety: safety(fix.class),
        change: &fix.change,
        edits: fix.edits.iter().map(edit).collect(),
    }
}
