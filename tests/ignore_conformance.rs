//! The `.dockerignore` matcher against Moby's.

use drydock_core::ignore::{self, Fault, Matcher};
use drydock_tests::conformance;

#[test]
fn verdicts_equal_mobys() {
    let Some(cases) = conformance("dockerignore.jsonl") else { return };
    let (mut verdicts, mut wrong) = (0, Vec::new());
    for case in &cases {
        let source = case["ignore"].as_str().expect("a text");
        let file = ignore::parse(source);
        let fault = file.patterns.iter().find_map(|pattern| pattern.fault);
        if let Some(error) = case["error"].as_str() {
            let expected = match error.contains("illegal exclusion") {
                true => Fault::LoneBang,
                false => Fault::Malformed,
            };
            if fault != Some(expected) {
                wrong.push(format!("{source:?}: {fault:?}, Moby says {error}"));
            }
            continue;
        }
        if fault.is_some() {
            wrong.push(format!("{source:?}: {fault:?}, Moby finds no fault"));
        }
        let matcher = Matcher::new(&file);
        for (list, expected) in [("ignored", true), ("sent", false)] {
            for path in case[list].as_array().into_iter().flatten() {
                let path = path.as_str().expect("a path");
                verdicts += 1;
                if matcher.excludes(path) != expected {
                    wrong.push(format!("{source:?}: {path} should be {list}"));
                }
            }
        }
    }
    println!("{} files, {verdicts} verdicts, {} wrong", cases.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
