//! What there is to say of rules: lists of them, and one in full.

use super::json::Counting;
use super::text::{code, paint};
use crate::rule::{Example, Rule};
use crate::rules;
use crate::score;
use crate::text::{Span, Units};
use serde_json::{Value, json};

/// Every rule with all its fields, as JSON.
pub fn rules_json() -> String {
    serde_json::to_string_pretty(&rules_data(Counting::Bytes)).expect("rules are plain data") + "\n"
}

/// The same as data.
pub fn rules_data(counting: Counting) -> Value {
    rules::all().map(|rule| rule_json(rule, counting)).collect()
}

fn rule_json(rule: &Rule, counting: Counting) -> Value {
    let example = |example: &Example| {
        let (text, marks) = example.source();
        let units = Units::new(&text);
        let mark = |mark: &Span| match counting {
            Counting::Bytes => [mark.start, mark.end],
            Counting::Utf16 => [units.unit(mark.start), units.unit(mark.end)],
        };
        let marks: Vec<[u32; 2]> = marks.iter().map(mark).collect();
        json!({"text": text, "bad": example.is_bad, "marks": marks, "fixed": example.fixed_source()})
    };
    json!({
        "id": rule.id,
        "title": rule.title,
        "category": rule.category.name(),
        "severity": rule.severity.name(),
        "confidence": rule.confidence.name(),
        "profile": rule.profile.name(),
        "points": score::weight(rule.severity, rule.confidence),
        "aliases": rule.aliases,
        "why": rule.why,
        "how": rule.how,
        "examples": rule.examples.iter().map(example).collect::<Vec<Value>>(),
        "links": rule.links,
    })
}

/// Every rule on a line: severity, id, title, aliases.
pub fn rules_text() -> String {
    let width = rules::all().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &Rule| {
        let aliases = match rule.aliases {
            [] => String::new(),
            aliases => format!(" ({})", aliases.join(", ")),
        };
        format!("{:8} {:width$}  {}{aliases}\n", rule.severity.name(), rule.id, rule.title)
    };
    rules::all().map(line).collect()
}

/// Every rule as a table row, a table for each category.
pub fn rules_markdown() -> String {
    let mut out = String::new();
    for category in crate::rule::Category::ALL {
        let rules: Vec<&Rule> = rules::all().filter(|rule| rule.category == category).collect();
        if rules.is_empty() {
            continue;
        }
        out += &format!("## {}\n\n", category.title());
        out += "| Rule | What | Severity | Confidence | Profile | Also known as |\n|---|---|---|---|---|---|\n";
        for rule in rules {
            out += &format!(
                "| `{}` | {} | {} | {} | {} | {} |\n",
                rule.id,
                rule.title.replace('|', "\\|"),
                rule.severity.name(),
                rule.confidence.name(),
                rule.profile.name(),
                rule.aliases.join(", "),
            );
        }
        out.push('\n');
    }
    out
}

/// One rule in full, for a terminal.
pub fn explain(rule: &Rule, colour: bool) -> String {
    let severity = paint(rule.severity.name(), code(rule.severity), colour);
    let mut out = format!("{}: {}\n", paint(rule.id, "1", colour), rule.title);
    out += &format!(
        "{severity}, {}, {} profile, {}\n\n{}\n{}\n",
        rule.confidence.name(),
        rule.profile.name(),
        rule.category.title(),
        wrap(rule.why),
        wrap(rule.how),
    );
    for example in rule.examples {
        out += &example_text(example, code(rule.severity), colour);
    }
    if !rule.aliases.is_empty() {
        out += &format!("Also known as: {}\n", rule.aliases.join(", "));
    }
    let points = score::weight(rule.severity, rule.confidence);
    out += &match points {
        0 => "In the score: no points\n".to_owned(),
        points => format!("In the score: {points} points, repeats halved\n"),
    };
    // A .dockerignore has no comments of that kind.
    if !rule.id.starts_with("ignore-") {
        out += &format!("To accept it: # drydock allow {} because …\n", rule.id);
    }
    for link in rule.links {
        out += &format!("{link}\n");
    }
    out
}

fn example_text(example: &Example, code: &str, colour: bool) -> String {
    let (source, marks) = example.source();
    let fixed = example.fixed_source();
    let title = match (example.is_bad, &fixed) {
        (true, Some(_)) => "Reported, and as fixed:",
        (true, None) => "Reported:",
        (false, _) => "Fine:",
    };
    let mut out = paint(title, "1", colour) + "\n";
    let kept: Vec<&str> = fixed.as_deref().unwrap_or(&source).lines().collect();
    let original: Vec<&str> = source.lines().collect();
    let same_start = original.iter().zip(&kept).take_while(|(a, b)| a == b).count();
    let room = original.len().min(kept.len()) - same_start;
    let ends = original.iter().rev().zip(kept.iter().rev());
    let same_end = ends.take(room).take_while(|(a, b)| a == b).count();
    let mut start = 0;
    for (at, line) in source.split_inclusive('\n').enumerate() {
        if at == original.len() - same_end {
            out += &added(&kept[same_start..kept.len() - same_end], colour);
        }
        let gone = fixed.is_some() && at >= same_start && at < original.len() - same_end;
        let text = line.trim_end_matches(['\r', '\n']);
        let shown =
            if gone { paint(&format!("  - {text}"), "31", colour) } else { format!("    {text}") };
        out += &format!("{}\n", shown.trim_end());
        let carets = carets(text, start, &marks);
        if !carets.is_empty() {
            out += &format!("    {}\n", paint(&carets, code, colour));
        }
        start += line.len() as u32;
    }
    if same_end == 0 {
        out += &added(&kept[same_start.min(kept.len())..], colour);
    }
    out + "\n"
}

fn added(lines: &[&str], colour: bool) -> String {
    lines.iter().map(|line| paint(&format!("  + {line}"), "32", colour) + "\n").collect()
}

/// Carets under the marked characters of a line that begins at byte `start`.
fn carets(line: &str, start: u32, marks: &[Span]) -> String {
    let marked = |at: usize| {
        let byte = start + at as u32;
        marks.iter().any(|mark| mark.start <= byte && byte < mark.end.max(mark.start + 1))
    };
    let under: String =
        line.char_indices().map(|(at, _)| if marked(at) { '^' } else { ' ' }).collect();
    under.trim_end().to_owned()
}

/// Text in lines of at most 80 columns.
fn wrap(text: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > 80 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out += word;
        column += length;
    }
    out + "\n"
}
