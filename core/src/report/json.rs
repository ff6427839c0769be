//! The JSON report. Its shape is documented in `cli/README.md` and is part of Drydock's version.

use super::{FileReport, VERSION, safety};
use crate::finding::Finding;
use crate::score::{RUBRIC, Score};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'r> {
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
}

#[derive(Serialize)]
struct SuppressedItem<'r> {
    line: u32,
    reason: Option<&'r str>,
}

/// The report as JSON, with a line end.
pub fn json(files: &[FileReport]) -> String {
    let report =
        Report { version: VERSION, rubric: RUBRIC, files: files.iter().map(file).collect() };
    serde_json::to_string_pretty(&report).expect("reports are plain data") + "\n"
}

fn file(file: &FileReport) -> File<'_> {
    File {
        path: &file.path,
        kind: file.kind.name(),
        score: file.score.as_ref().map(|score| score.points),
        grade: file.score.as_ref().map(|score| score.grade),
        receipt: file.score.as_ref().map(receipt),
        findings: file.findings.iter().map(|finding| item(file, finding)).collect(),
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

fn item<'r>(file: &FileReport, finding: &'r Finding) -> Item<'r> {
    let (from, to) = file.place(finding.span);
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
        start: finding.span.start,
        end: finding.span.end,
        message: &finding.message,
        fix: finding.fix.as_ref().map(|fix| FixItem { title: &fix.title, safety: safety(fix) }),
        suppressed: finding.suppressed.as_ref().map(|suppressed| SuppressedItem {
            line: file.lines.line(suppressed.span.start),
            reason: suppressed.reason.as_deref(),
        }),
    }
}
