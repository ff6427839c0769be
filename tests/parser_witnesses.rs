//! Two independent parsers as witnesses: wherever they accept a file, instructions and start lines equal ours.
//! A difference is judged by BuildKit's own verdict in `conformance/buildkit.jsonl.gz`; the classes and who is right
//! stand in `conformance/WITNESSES.md`.

use drydock_core::syntax::{self, Tree};
use drydock_tests::{conformance_by_id, corpus};
use std::collections::BTreeMap;

/// Keyword in lower case and start line of every instruction.
type Outline = Vec<(String, u32)>;

fn ours(tree: &Tree) -> Outline {
    tree.instructions.iter().map(|i| (tree.text(i.word).to_lowercase(), i.line)).collect()
}

fn line_of(source: &str, byte: usize) -> u32 {
    source[..byte].matches('\n').count() as u32 + 1
}

/// The witness of the crate `dockerfile-parser`, as a keyword and start line list.
fn hpe(source: &str) -> Option<Outline> {
    use dockerfile_parser::{Dockerfile, Instruction};
    let file = Dockerfile::parse(source).ok()?;
    let outline = file.instructions.iter().map(|instruction| {
        let (name, span) = match instruction {
            Instruction::From(i) => ("from".to_owned(), i.span),
            Instruction::Arg(i) => ("arg".to_owned(), i.span),
            Instruction::Label(i) => ("label".to_owned(), i.span),
            Instruction::Run(i) => ("run".to_owned(), i.span),
            Instruction::Entrypoint(i) => ("entrypoint".to_owned(), i.span),
            Instruction::Cmd(i) => ("cmd".to_owned(), i.span),
            Instruction::Copy(i) => ("copy".to_owned(), i.span),
            Instruction::Env(i) => ("env".to_owned(), i.span),
            Instruction::Misc(i) => (i.instruction.content.to_lowercase(), i.span),
        };
        (name, line_of(source, span.start))
    });
    Some(outline.collect())
}

/// The witness of the crate `parse-dockerfile`.
fn taiki(source: &str) -> Option<Outline> {
    use parse_dockerfile::Instruction;
    let file = parse_dockerfile::parse(source).ok()?;
    let outline = file.instructions.iter().map(|instruction| {
        let span = match instruction {
            Instruction::Add(i) => &i.add.span,
            Instruction::Arg(i) => &i.arg.span,
            Instruction::Cmd(i) => &i.cmd.span,
            Instruction::Copy(i) => &i.copy.span,
            Instruction::Entrypoint(i) => &i.entrypoint.span,
            Instruction::Env(i) => &i.env.span,
            Instruction::Expose(i) => &i.expose.span,
            Instruction::From(i) => &i.from.span,
            Instruction::Healthcheck(i) => &i.healthcheck.span,
            Instruction::Label(i) => &i.label.span,
            Instruction::Maintainer(i) => &i.maintainer.span,
            Instruction::Onbuild(i) => &i.onbuild.span,
            Instruction::Run(i) => &i.run.span,
            Instruction::Shell(i) => &i.shell.span,
            Instruction::Stopsignal(i) => &i.stopsignal.span,
            Instruction::User(i) => &i.user.span,
            Instruction::Volume(i) => &i.volume.span,
            Instruction::Workdir(i) => &i.workdir.span,
            _ => &(0..0),
        };
        (source[span.start..span.end].to_lowercase(), line_of(source, span.start))
    });
    Some(outline.collect())
}

/// How a witness is heard.
type Witness = fn(&str) -> Option<Outline>;

/// What BuildKit says.
fn buildkit(row: &serde_json::Value) -> Option<Outline> {
    let rows = row["instructions"].as_array()?;
    let line = |row: &serde_json::Value| row["start"].as_u64().unwrap_or(0) as u32;
    Some(rows.iter().map(|row| (row["cmd"].as_str().unwrap_or("").to_owned(), line(row))).collect())
}

#[test]
fn witnesses_agree() {
    let (Some(corpus), Some(expected)) = (corpus(), conformance_by_id("buildkit.jsonl.gz")) else {
        return;
    };
    for (name, witness) in [("dockerfile-parser", hpe as Witness), ("parse-dockerfile", taiki)] {
        let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
        let mut ours_wrong = Vec::new();
        for sample in &corpus {
            let source = String::from_utf8_lossy(&sample.bytes);
            let tree = syntax::parse(&source);
            let theirs = std::panic::catch_unwind(|| witness(&source)).ok().flatten();
            let Some(theirs) = theirs else {
                let accepts = expected[&sample.id]["error"].is_null();
                *classes
                    .entry(if accepts {
                        "refused, though BuildKit accepts it"
                    } else {
                        "refused, as BuildKit does"
                    })
                    .or_default() += 1;
                continue;
            };
            let ours = ours(&tree);
            let judge = buildkit(&expected[&sample.id]);
            let class = match (
                ours == theirs,
                judge.as_ref() == Some(&ours),
                judge.as_ref() == Some(&theirs),
            ) {
                (true, _, _) => "equal",
                (false, true, _) => "different, BuildKit agrees with us",
                (false, false, true) => "different, BuildKit agrees with the witness",
                (false, false, false) => "different, BuildKit refuses the file",
            };
            if class.ends_with("the witness") {
                ours_wrong.push(sample.id.clone());
            }
            if class != "equal" && std::env::var_os("SHOW").is_some() {
                let first = ours.iter().zip(&theirs).find(|(a, b)| a != b);
                println!(
                    "{name} {}: {class}: {first:?}, {} / {} instructions",
                    sample.id,
                    ours.len(),
                    theirs.len()
                );
            }
            *classes.entry(class).or_default() += 1;
        }
        println!("{name}: {classes:?}");
        assert!(ours_wrong.is_empty(), "{name} is right about {ours_wrong:?}");
    }
}
