//! The report for a terminal.

use super::snippet::{plain, snippet};
use super::{FileReport, count, safety};
use crate::finding::Finding;
use crate::rule::Severity;
use std::fmt::Write;

/// The report as text, coloured where asked for.
pub fn text(files: &[FileReport], colour: bool) -> String {
    let mut out = String::new();
    for file in files {
        write_file(&mut out, file, colour).expect("strings take text");
    }
    out
}

fn write_file(out: &mut String, file: &FileReport, colour: bool) -> std::fmt::Result {
    for finding in file.active() {
        write_finding(out, file, finding, colour)?;
    }
    let suppressed: Vec<&Finding> = file.suppressed().collect();
    if !suppressed.is_empty() {
        writeln!(out, "{}", paint("Accepted by the author:", "1", colour))?;
        for finding in suppressed {
            let line = file.place(finding.span).0.line;
            let reason = finding.suppressed.as_ref().and_then(|s| s.reason.as_deref());
            let reason = reason.map_or("no reason given".to_owned(), plain);
            writeln!(out, "  line {line}: {} ({reason})", finding.rule.id)?;
        }
        writeln!(out)?;
    }
    let found = count(file.active().count(), "finding");
    let path = plain(&file.path);
    writeln!(out, "{} {}, {found}", paint(&format!("{path}:"), "1", colour), file.verdict())
}

fn write_finding(
    out: &mut String,
    file: &FileReport,
    finding: &Finding,
    colour: bool,
) -> std::fmt::Result {
    let (from, to) = file.place(finding.span);
    let severity = paint(finding.severity.name(), code(finding.severity), colour);
    let rule = paint(finding.rule.id, "1", colour);
    let place = format!("{}:{}:{}", plain(&file.path), from.line, from.column);
    writeln!(out, "{place} {severity} {rule}: {}", plain(&finding.message))?;
    let shown = snippet(&file.source, &file.lines, finding.span);
    let margin = shown.line.to_string().len();
    let more = match to.line > from.line && to.column > 1 {
        true => format!(" to line {}", to.line),
        false => String::new(),
    };
    writeln!(out, "  {} | {}", shown.line, shown.text)?;
    let carets = paint(&"^".repeat(shown.width), code(finding.severity), colour);
    writeln!(out, "  {:margin$} | {}{carets}{more}", "", " ".repeat(shown.column))?;
    for note in &finding.notes {
        let line = file.place(note.span).0.line;
        writeln!(out, "  {:margin$} = line {line}: {}", "", plain(&note.text))?;
    }
    if let Some(fix) = &finding.fix {
        let change =
            if fix.change.is_empty() { String::new() } else { format!("; {}", fix.change) };
        writeln!(
            out,
            "  {:margin$} = fix ({}): {}{}",
            "",
            safety(fix.class),
            plain(&fix.title),
            plain(&change)
        )?;
    }
    writeln!(out)
}

/// A text in a colour of the terminal, or bold.
pub(super) fn paint(text: &str, code: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// The colour of a severity.
pub(super) fn code(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "1;31",
        Severity::High => "31",
        Severity::Medium => "33",
        Severity::Low => "36",
        Severity::Info => "34",
    }
}
