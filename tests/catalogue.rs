//! The catalogue of what other auditors check, row by row: a rule of ours, or the reason why there is none.
//!
//! `catalogue/ROWS.tsv` has a line for each row: its section and names, then our rules and the codes that others have
//! for it, or `-` and the reason.

use drydock_core::rules;
use drydock_tests::shared;
use std::collections::{BTreeMap, BTreeSet};

const ROWS: &str = include_str!("catalogue/ROWS.tsv");

struct Row<'t> {
    name: &'t str,
    rules: Vec<&'t str>,
    codes: Vec<&'t str>,
    reason: Option<&'t str>,
}

fn rows() -> Vec<Row<'static>> {
    ROWS.lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let (name, rules) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            let rest = cells.next();
            match rules {
                "-" => Row { name, rules: Vec::new(), codes: Vec::new(), reason: rest },
                _ => Row {
                    name,
                    rules: rules.split(' ').collect(),
                    codes: rest.unwrap_or("").split_whitespace().collect(),
                    reason: None,
                },
            }
        })
        .collect()
}

#[test]
fn every_row_has_rules_that_exist_or_a_reason() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        assert!(seen.insert(row.name), "{} stands there twice", row.name);
        assert_eq!(row.rules.is_empty(), row.reason.is_some_and(|r| r.len() > 20), "{}", row.name);
        for id in &row.rules {
            let rule = rules::find(id);
            assert!(
                rule.is_some_and(|rule| rule.id == *id),
                "{}: there is no rule `{id}`",
                row.name
            );
        }
    }
}

#[test]
fn every_code_leads_to_a_rule_of_its_row() {
    let mut faults = Vec::new();
    for row in rows() {
        for code in &row.codes {
            if !rules::find_all(code).any(|rule| row.rules.contains(&rule.id)) {
                faults.push(format!("{}: `{code}` leads to none of {:?}", row.name, row.rules));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_has_the_catalogues_rows() {
    let path = shared().join("reference/rule-catalogue.md");
    let Ok(catalogue) = std::fs::read_to_string(path) else {
        eprintln!(
            "skipped: the catalogue is not here; put it at shared/reference beside the project"
        );
        return;
    };
    let theirs = read(&catalogue);
    assert_eq!(theirs.len(), 276);
    let ours: BTreeMap<&str, Row<'_>> = rows().into_iter().map(|row| (row.name, row)).collect();
    let mut faults = Vec::new();
    for name in ours.keys().filter(|name| !theirs.contains_key(**name)) {
        faults.push(format!("{name}: the catalogue has no such row"));
    }
    for (name, ids) in &theirs {
        match ours.get(name.as_str()) {
            None => faults.push(format!("{name}: the table has no such row")),
            Some(row) if row.reason.is_none() => faults.extend(
                codes(ids)
                    .into_iter()
                    .filter(|code| !row.codes.contains(&code.as_str()))
                    .map(|code| format!("{name}: the table lacks the code `{code}`")),
            ),
            Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The rows of the catalogue's first chapter, by section and names, with what stands in their column of codes.
fn read(catalogue: &str) -> BTreeMap<String, String> {
    let chapter = catalogue.split("\n# 1. ").nth(1).unwrap_or("");
    let chapter = chapter.split("\n# 2. ").next().unwrap_or("");
    let (mut section, mut column) = ("", None);
    let mut found = BTreeMap::new();
    for line in chapter.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.split(' ').next().unwrap_or("");
        }
        if !line.starts_with("| ") || section == "1.0" {
            continue;
        }
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if cells[1] == "Rule" {
            column = cells.iter().position(|cell| *cell == "IDs");
            continue;
        }
        let names: Vec<&str> = cells[1].split('`').skip(1).step_by(2).collect();
        if !names.is_empty() {
            let ids = column.map_or("", |column| cells[column]);
            found.insert(format!("{section} {}", names.join(" / ")), ids.to_owned());
        }
    }
    found
}

/// The codes that can be told by their form. Those of devblac mean other things than hadolint's, which they look like.
fn codes(ids: &str) -> Vec<String> {
    let mut found = Vec::new();
    let parts =
        ids.split(" · ").filter(|part| !part.starts_with("DB ") && !part.contains("deliberately"));
    let cut =
        |part: &str| part.split('(').next().unwrap_or("").split(", DB ").next().map(str::to_owned);
    for part in parts.filter_map(cut) {
        for word in part.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_') {
            let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
            let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            match &word[..word.len() - digits.len()] {
                "DL" | "DS-" | "CIS-DI-" | "DKL-DI-" | "DKL-LI-" if number && digits.len() == 4 => {
                    found.push(word.to_owned());
                }
                "DF" | "PG" if number && digits.len() == 3 => found.push(word.to_owned()),
                _ => match word.split_once('_') {
                    Some(("1", number)) => found.push(format!("CKV_DOCKER_{number}")),
                    Some(("2", number)) => found.push(format!("CKV2_DOCKER_{number}")),
                    _ => {}
                },
            }
        }
    }
    found
}
