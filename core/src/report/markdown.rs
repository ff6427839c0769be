//! A comment for a pull request.

use super::{FileReport, count, safety};
use crate::finding::Finding;

/// The report as Markdown.
pub fn markdown(files: &[FileReport]) -> String {
    let mut out = String::new();
    for file in files {
        out += &format!("### {}: {}\n\n", code(&file.path), file.verdict());
        let active: Vec<&Finding> = file.active().collect();
        if active.is_empty() {
            out += "No findings.\n\n";
        } else {
            out += "| Severity | Line | Finding | Fix |\n|---|---:|---|---|\n";
            for finding in active {
                out += &row(file, finding);
            }
            out.push('\n');
        }
        out += &receipt(file);
        out += &accepted(file);
    }
    out
}

fn row(file: &FileReport, finding: &Finding) -> String {
    let fix = finding.fix.as_ref();
    let fix =
        fix.map_or(String::new(), |fix| format!("{} ({})", escape(&fix.title), safety(fix.class)));
    format!(
        "| {} | {} | **{}**: {} | {fix} |\n",
        finding.severity.name(),
        file.place(finding.span).0.line,
        finding.rule.id,
        escape(&finding.message),
    )
}

fn receipt(file: &FileReport) -> String {
    let Some(score) = file.score.as_ref().filter(|score| !score.deductions.is_empty()) else {
        return String::new();
    };
    let mut out =
        "<details><summary>Receipt</summary>\n\n| Rule | Findings | Points |\n|---|---:|---:|\n"
            .to_owned();
    for deduction in &score.deductions {
        out += &format!("| {} | {} | −{} |\n", deduction.rule, deduction.count, deduction.points);
    }
    if let Some(cap) = score.cap {
        out += &format!("\nCapped at {}: {}.\n", cap.points, cap.reason);
    }
    out + "\n</details>\n\n"
}

fn accepted(file: &FileReport) -> String {
    let accepted: Vec<&Finding> = file.suppressed().collect();
    if accepted.is_empty() {
        return String::new();
    }
    let summary = count(accepted.len(), "accepted risk");
    let mut out = format!("<details><summary>{summary}</summary>\n\n");
    for finding in accepted {
        let reason = finding.suppressed.as_ref().and_then(|s| s.reason.as_deref());
        let line = file.place(finding.span).0.line;
        let reason = reason.map_or("no reason given".to_owned(), escape);
        out += &format!("- line {line}, **{}**: {reason}\n", finding.rule.id);
    }
    out + "\n</details>\n\n"
}

/// Text in which only code in backticks keeps a meaning.
fn escape(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let paired = pieces.len() % 2 == 1;
    let piece = |(at, piece): (usize, &&str)| match paired && at % 2 == 1 {
        true => code(piece),
        false => prose(piece),
    };
    let joint = if paired { "" } else { "\\`" };
    pieces.iter().enumerate().map(piece).collect::<Vec<String>>().join(joint)
}

fn prose(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\r' | '\n' => out.push(' '),
            '<' => out += "&lt;",
            '&' => out += "&amp;",
            '@' => out += "&#64;",
            '\\' | '|' | '*' | '_' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A text as code; a table needs its `|` escaped even there.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = text.replace(['\r', '\n'], " ").replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_of_the_file_stays_text() {
        assert_eq!(escape("`a|b` is <b>@me</b>"), "`a\\|b` is &lt;b>&#64;me&lt;/b>");
        assert_eq!(escape("one ` [x](y)"), "one \\` \\[x\\](y)");
    }
}
