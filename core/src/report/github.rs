//! Annotations of GitHub Actions: `::error file=…,line=…::message`.

use super::FileReport;
use crate::rule::Severity;

/// The findings that count, a workflow command each.
pub fn github(files: &[FileReport]) -> String {
    let mut out = String::new();
    for file in files {
        for finding in file.active() {
            let level = match finding.severity {
                Severity::Critical | Severity::High => "error",
                Severity::Medium => "warning",
                Severity::Low | Severity::Info => "notice",
            };
            let (from, to) = file.place(finding.span);
            // Columns count only where both ends are on one line.
            let columns = match from.line == to.line {
                true => format!(",col={},endColumn={}", from.column, to.column),
                false => String::new(),
            };
            out += &format!(
                "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
                property(&file.path),
                from.line,
                to.line,
                property(finding.rule.id),
                data(&finding.message)
            );
        }
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(data("50% of\n::error::x"), "50%25 of%0A::error::x");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
