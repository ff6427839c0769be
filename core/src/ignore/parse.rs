//! Lines to patterns.

use super::{Fault, IgnoreFile, Pattern};
use super::{glob, traps};
use crate::syntax::is_space;
use crate::text::{LineIndex, Span};

/// The longest line that the builder reads, in bytes without its `\n`.
const LINE_LIMIT: usize = 65_535;

/// Reads a `.dockerignore` file. Every input gives a file.
pub fn parse(source: &str) -> IgnoreFile {
    let mut file = IgnoreFile {
        source: source.to_owned(),
        lines: LineIndex::new(source),
        comments: Vec::new(),
        patterns: Vec::new(),
        too_long: Vec::new(),
    };
    let mut start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    for (number, line) in source[start..].split('\n').enumerate() {
        let span = Span::new(start as u32, (start + line.len()) as u32);
        start += line.len() + 1;
        if line.len() > LINE_LIMIT {
            file.too_long.push(span);
            continue;
        }
        if line.starts_with('#') {
            file.comments.push(Span::new(span.start, span.start + line.trim_end().len() as u32));
            continue;
        }
        let text = line.trim_matches(is_space);
        if text.is_empty() {
            continue;
        }
        let from = span.start + (line.len() - line.trim_start_matches(is_space).len()) as u32;
        let span = Span::new(from, from + text.len() as u32);
        file.patterns.push(pattern(text, span, number as u32 + 1));
    }
    file
}

fn pattern(text: &str, span: Span, line: u32) -> Pattern {
    let negated = text.starts_with('!');
    let body = text.strip_prefix('!').unwrap_or(text).trim_matches(is_space);
    let mut clean = clean(body);
    if clean.len() > 1 && clean.starts_with('/') {
        clean.remove(0);
    }
    // `!/` is cleaned once more together with its `!`, which leaves the `!` alone.
    let lone = negated && (body.is_empty() || clean == "/");
    let fault = match lone {
        true => Some(Fault::LoneBang),
        false => (!glob::is_valid(&clean)).then_some(Fault::Malformed),
    };
    Pattern { span, line, negated, clean, fault, trap: traps::trap(text) }
}

/// Go's `path.Clean`: no doubled or last slashes, no `.` and no `..` that can be taken back. Nothing stays nothing.
pub(super) fn clean(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    match (rooted, parts.is_empty()) {
        (true, _) => format!("/{}", parts.join("/")),
        (false, true) => ".".to_owned(),
        (false, false) => parts.join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(source: &str) -> Vec<(bool, String)> {
        parse(source).patterns.into_iter().map(|p| (p.negated, p.clean)).collect()
    }

    #[test]
    fn lines_are_read_as_moby_reads_them() {
        let is = |source: &str, clean: &str| {
            assert_eq!(patterns(source), [(source.contains('!'), clean.to_owned())], "{source:?}");
        };
        is("\u{feff}.env\r\n", ".env");
        is("  # indented", "# indented");
        is(".env # inline", ".env # inline");
        is("! keep", "keep");
        is("/a//b/../c/./", "a/c");
        is("/", "/");
        is("./", ".");
        is("../x", "../x");
        assert_eq!(patterns("# comment\n\n  \n"), []);
    }

    #[test]
    fn places_are_bytes_of_the_source() {
        let file = parse("\u{feff}# a\r\n  !/é/ \r\n");
        assert_eq!(file.text(file.comments[0]), "# a");
        assert_eq!(file.text(file.patterns[0].span), "!/é/");
        assert_eq!(file.patterns[0].line, 2);
    }

    #[test]
    fn faults_are_those_that_stop_the_builder() {
        let fault = |source: &str| parse(source).patterns[0].fault;
        for source in ["!", " ! ", "!/", "!//"] {
            assert_eq!(fault(source), Some(Fault::LoneBang), "{source:?}");
        }
        for source in ["[", "[ab", "[]a]", "[^]a]", "[a-]", "[-a]", "a\\", "![", "[b-a]", "\\q"] {
            assert_eq!(fault(source), Some(Fault::Malformed), "{source:?}");
        }
        for source in ["[a]", "[^a]", "[!a]", "[\\]]", "a]", "!!", "!.", "\\#foo", "[a*]"] {
            assert_eq!(fault(source), None, "{source:?}");
        }
    }
}
