//! SARIF 2.1.0, for code scanning.

use super::{FileReport, VERSION};
use crate::finding::Finding;
use crate::order;
use crate::rule::{Category, Rule, Severity};
use crate::text::Span;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report as SARIF, with a line end.
pub fn sarif(files: &[FileReport]) -> String {
    serde_json::to_string_pretty(&sarif_data(files)).expect("logs are plain data") + "\n"
}

/// The same as data.
pub fn sarif_data(files: &[FileReport]) -> Value {
    let mut rules: Vec<&'static Rule> =
        files.iter().flat_map(|file| file.findings.iter().map(|finding| finding.rule)).collect();
    order::sort_by_key(&mut rules, |rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    let results: Vec<Value> = files.iter().flat_map(|file| file_results(file, &rules)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Drydock",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true}],
            "artifacts": files.iter().map(artifact).collect::<Vec<Value>>(),
            "results": results,
        }],
    })
}

fn artifact(file: &FileReport) -> Value {
    json!({
        "location": {"uri": uri(&file.path)},
        "length": file.source.len(),
        "properties": {
            "kind": file.kind.name(),
            "score": file.score.as_ref().map(|score| score.points),
            "grade": file.score.as_ref().map(|score| score.grade),
        },
    })
}

fn descriptor(rule: &Rule) -> Value {
    let links: String = rule.links.iter().map(|link| format!("\n- <{link}>")).collect();
    let mut tags = vec![rule.category.name()];
    let security = [Category::Secrets, Category::Privilege, Category::Supply, Category::Base];
    let mut properties = json!({
        "precision": match rule.confidence {
            crate::rule::Confidence::Certain => "very-high",
            crate::rule::Confidence::Likely => "high",
            crate::rule::Confidence::Heuristic => "medium",
        },
        "problem.severity": problem(rule.severity),
        "aliases": rule.aliases,
    });
    if security.contains(&rule.category) {
        tags.push("security");
        properties["security-severity"] = match rule.severity {
            Severity::Critical => "9.5",
            Severity::High => "8.0",
            Severity::Medium => "5.5",
            Severity::Low => "3.0",
            Severity::Info => "0.0",
        }
        .into();
    }
    properties["tags"] = json!(tags);
    let mut descriptor = json!({
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": format!("{} {}", rule.why, rule.how),
            "markdown": format!("{}\n\n**How to mend it:** {}\n{links}", rule.why, rule.how),
        },
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": properties,
    });
    if let Some(link) = rule.links.first() {
        descriptor["helpUri"] = (*link).into();
    }
    descriptor
}

fn file_results(file: &FileReport, rules: &[&'static Rule]) -> Vec<Value> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    file.findings
        .iter()
        .map(|finding| {
            let print = fingerprint(file, finding);
            let repeat = seen.entry(print).or_default();
            *repeat += 1;
            let index = rules.iter().position(|rule| rule.id == finding.rule.id);
            result(file, finding, index.unwrap_or(0), &format!("{print:016x}:{repeat}"))
        })
        .collect()
}

fn result(file: &FileReport, finding: &Finding, index: usize, print: &str) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [location(file, finding.span)],
        "partialFingerprints": {"drydock/v1": print},
        "properties": {"severity": finding.severity.name(), "confidence": finding.rule.confidence.name()},
    });
    if !finding.notes.is_empty() {
        let notes = finding.notes.iter().enumerate().map(|(id, note)| {
            let mut place = location(file, note.span);
            place["id"] = id.into();
            place["message"] = json!({"text": note.text});
            place
        });
        result["relatedLocations"] = notes.collect();
    }
    if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": region(file, edit.span),
                "insertedContent": {"text": edit.text},
            })
        });
        result["fixes"] = json!([{
            "description": {"text": fix.title},
            "artifactChanges": [{
                "artifactLocation": {"uri": uri(&file.path)},
                "replacements": replacements.collect::<Vec<Value>>(),
            }],
        }]);
    }
    if let Some(suppressed) = &finding.suppressed {
        let mut entry = json!({
            "kind": "inSource",
            "status": "accepted",
            "location": location(file, suppressed.span),
        });
        if let Some(reason) = &suppressed.reason {
            entry["justification"] = reason.as_str().into();
        }
        result["suppressions"] = json!([entry]);
    }
    result
}

fn location(file: &FileReport, span: Span) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&file.path)},
        "region": region(file, span),
    }})
}

fn region(file: &FileReport, span: Span) -> Value {
    let (from, to) = file.place(span);
    json!({
        "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "recommendation",
    }
}

/// A number that stays the same when lines are added elsewhere: FNV-1a of the rule and the line's text.
fn fingerprint(file: &FileReport, finding: &Finding) -> u64 {
    let line = file.lines.line(finding.span.start);
    let start = file.lines.start(line) as usize;
    let text = file.source[start..].split('\n').next().unwrap_or("").trim();
    let bytes = finding.rule.id.bytes().chain([0]).chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut out = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(byte as char)
            }
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./a b/Dockerfile"), "a%20b/Dockerfile");
        assert_eq!(uri("/srv/é"), "file:///srv/%C3%A9");
    }
}
