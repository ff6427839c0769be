//! What the reader made of a file, in the shape of the conformance file `buildkit.jsonl.gz`: one object a file.

use crate::audit::{Audit, CHECKS, Tool};
use crate::finding::Finding;
use crate::plan;
use crate::syntax::{Flag, Instruction, Tree};
use serde_json::{Value, json};

/// The one error of ours that BuildKit finds after parsing, while it expands words.
const EXPANSION: &str = "substitution-invalid";

/// One file as an object: `id`, `error`, `error_line`, `instructions`, `lint_error`, `checks`.
pub fn parse_json(id: &str, audit: &Audit) -> Value {
    let tree = &audit.file.tree;
    let parser = || tree.errors.iter().filter(|error| error.code != EXPANSION);
    let error = parser().find(|error| error.early).or(parser().next());
    let line = |byte| tree.lines.line(byte);
    // An early error ends BuildKit's reading before there is any instruction.
    let instructions: Vec<Value> = match error {
        Some(error) if error.early => Vec::new(),
        _ => tree.instructions.iter().map(|i| instruction(tree, i)).collect(),
    };
    // Only BuildKit's own suppressions silence it.
    let silenced = |finding: &Finding| {
        let at = finding.suppressed.as_ref().map(|suppressed| suppressed.span);
        audit.pragmas.iter().any(|pragma| Some(pragma.span) == at && pragma.tool == Tool::BuildKit)
    };
    let checks = audit.findings.iter().filter(|finding| !silenced(finding)).flat_map(|finding| {
        let aliases = finding.rule.aliases.iter().filter(|alias| CHECKS.contains(alias));
        aliases.map(|alias| json!({"rule": alias, "line": line(finding.span.start)}))
    });
    json!({
        "id": id,
        "error": error.map(|error| &error.message),
        "error_line": error.map(|error| line(error.span.start)),
        "instructions": instructions,
        "lint_error": plan::plan(tree, None).err().map(|error| error.message),
        "checks": checks.collect::<Vec<Value>>(),
    })
}

fn instruction(tree: &Tree, i: &Instruction) -> Value {
    let mut row = json!({
        "cmd": tree.text(i.word).to_lowercase().split_whitespace().collect::<String>(),
        "start": i.line,
        "end": i.end_line,
    });
    if !i.flags.is_empty() {
        row["flags"] = i.flags.iter().map(flag).collect();
    }
    if i.is_json() {
        row["json"] = true.into();
    }
    if !i.heredocs.is_empty() {
        let heredoc = |h: &crate::syntax::Heredoc| {
            json!({
                "Name": h.name, "FileDescriptor": h.fd, "Expand": h.expand, "Chomp": h.chomp,
                "Content": tree.text(h.body),
            })
        };
        row["heredocs"] = i.heredocs.iter().map(heredoc).collect();
    }
    row
}

fn flag(flag: &Flag) -> String {
    match &flag.value {
        Some(value) => format!("--{}={value}", flag.name),
        None => format!("--{}", flag.name),
    }
}
