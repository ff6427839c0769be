//! Word expansion against BuildKit's own.

use drydock_core::syntax::{Lookup, expand};
use drydock_tests::conformance;
use std::collections::BTreeSet;

#[test]
fn words_expand_as_buildkit_expands_them() {
    let Some(cases) = conformance("expansion.jsonl") else { return };
    let mut wrong = 0;
    for case in &cases {
        let texts = |name: &str| -> Vec<&str> {
            let list = case[name].as_array();
            list.map_or(Vec::new(), |list| list.iter().filter_map(|v| v.as_str()).collect())
        };
        let env = texts("env");
        let lookup = |name: &str| {
            let found = env.iter().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            found.map_or(Lookup::Unset, |value| Lookup::Known(value.to_owned()))
        };
        let word = case["word"].as_str().expect("cases have words");
        let ours = expand(word, '\\', &lookup);
        let equal = match &ours {
            Ok(ours) => {
                let unset: BTreeSet<&str> = ours.unset.iter().map(String::as_str).collect();
                ours.text.as_deref() == case["result"].as_str()
                    && unset == texts("unset").into_iter().collect()
            }
            Err(_) => !case["error"].is_null(),
        };
        if !equal {
            wrong += 1;
            eprintln!("{word}: {ours:?}, BuildKit says {case}");
        }
    }
    println!("equal expansions: {} of {}", cases.len() - wrong, cases.len());
    assert_eq!(wrong, 0);
}
