//! The reader against BuildKit's own parser, over the corpus.

use drydock_core::audit::{self, Config};
use drydock_core::model::Dockerfile;
use drydock_core::report::parse_json;
use drydock_core::syntax;
use drydock_tests::{conformance_by_id, corpus};

#[test]
fn instructions_equal_buildkits() {
    let (Some(corpus), Some(expected)) = (corpus(), conformance_by_id("buildkit.jsonl.gz")) else {
        return;
    };
    let (mut accepted, mut equal, mut rejected, mut faulty, mut placed, mut false_errors) =
        (0, 0, 0, 0, 0, 0);
    let config = Config::default();
    for sample in &corpus {
        let source = String::from_utf8_lossy(&sample.bytes);
        let tree = syntax::parse(&source);
        let joined: String = tree.leaves().iter().map(|leaf| tree.text(leaf.span)).collect();
        assert_eq!(joined, source, "{}: leaves don't join to the source", sample.id);
        let theirs = &expected[&sample.id];
        let ours = parse_json(&sample.id, &audit::run(Dockerfile::new(&source), &config, &[]));
        let (error, line) = (&ours["error"], ours["error_line"].as_u64());
        let ours = ours["instructions"].as_array().expect("a list");
        let instructions = theirs["instructions"].as_array().expect("a list");
        match ours.iter().zip(instructions).find(|(a, b)| a != b) {
            None if ours.len() == instructions.len() => equal += 1,
            difference => {
                eprintln!("{}: {difference:?} ({} / {})", sample.id, ours.len(), instructions.len())
            }
        }
        if theirs["error"].is_null() {
            accepted += 1;
            if !error.is_null() {
                false_errors += 1;
                eprintln!("{}: {error}", sample.id);
            }
        } else {
            rejected += 1;
            faulty += usize::from(!error.is_null());
            let same = theirs["error_line"].as_u64() == line;
            placed += usize::from(same);
            if !same {
                eprintln!(
                    "{}: line {line:?}, BuildKit says {} {}",
                    sample.id, theirs["error_line"], theirs["error"]
                );
            }
        }
    }
    println!(
        "equal instructions: {equal} of {} files; errors of ours in {accepted} accepted files: {false_errors}",
        corpus.len()
    );
    println!("faulty: {faulty} of {rejected} rejected files, on the same line: {placed}");
    assert!(equal * 1000 >= corpus.len() * 999 && false_errors * 1000 <= accepted);
    assert!(faulty * 100 >= rejected * 99 && placed * 100 >= rejected * 99);
}
