//! Whatever the reader reports is explained by a rule.

use drydock_core::rule::Check;
use drydock_core::rules;
use drydock_core::syntax;
use drydock_tests::{Random, corpus, mutate};
use std::collections::BTreeSet;

/// Where errors are made.
const SOURCES: [&str; 2] = ["parse.rs", "validate.rs"];

/// Words of that form that are flags.
const FLAGS: [&str; 3] = ["keep-git-dir", "start-interval", "start-period"];

/// The codes that a source file names: string literals of the form `word-word`.
fn codes(source: &str) -> BTreeSet<String> {
    let kebab = |text: &&str| {
        text.contains('-')
            && text
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()))
    };
    source.split('"').filter(kebab).map(str::to_owned).collect()
}

fn explained() -> BTreeSet<&'static str> {
    rules::all()
        .filter_map(|rule| match rule.check {
            Check::Syntax(code) => Some(code),
            _ => None,
        })
        .collect()
}

#[test]
fn every_code_has_a_rule() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/syntax/");
    let mut named = BTreeSet::new();
    for file in SOURCES {
        let source = std::fs::read_to_string(format!("{folder}{file}")).expect("it is there");
        named.extend(codes(&source));
    }
    for flag in FLAGS {
        named.remove(flag);
    }
    let explained: BTreeSet<String> = explained().into_iter().map(str::to_owned).collect();
    assert_eq!(named, explained);
}

#[test]
fn rules_are_named_after_their_code() {
    for rule in rules::all() {
        if let Check::Syntax(code) = rule.check {
            assert_eq!(code, rule.id);
        }
    }
}

#[test]
fn broken_files_report_codes_with_rules_and_spans_within() {
    let explained = explained();
    let mut seen = BTreeSet::new();
    let mut random = Random::new(20_261_123);
    for sample in corpus().unwrap_or_default() {
        let text = mutate(&String::from_utf8_lossy(&sample.bytes), &mut random);
        for error in syntax::parse(&text).errors {
            assert!(explained.contains(error.code), "{}", error.code);
            let (start, end) = (error.span.start as usize, error.span.end as usize);
            assert!(text.get(start..end).is_some(), "{}: {error:?}", sample.id);
            seen.insert(error.code);
        }
    }
    println!("codes seen in broken files: {} of {}", seen.len(), explained.len());
}
