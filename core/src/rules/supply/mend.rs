//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::audit::Config;
use crate::finding::Finding;
use crate::fix::{Fix, Phase, Question};
use crate::model::apt_keys::KeyPlan;
use crate::model::downloads::Piped;
use crate::model::tool_images::ToolPlan;
use crate::model::{Dockerfile, Run, checksums};
use crate::shell::Command;

/// Keeps the key of an `apt-key` command to its own sources.
pub(super) fn key(finding: &mut Finding, file: &Dockerfile, run: &Run, command: &Command) {
    if let Some(plan) = file.key_plan(run, command) {
        finding.fix(keep(plan));
    }
}

/// The fix of a plan for a key.
pub(super) fn keep(plan: KeyPlan) -> Fix {
    let change = format!(
        "the key counts for the sources of `{}` only: one that it signs and that the file does not show is refused",
        plan.host
    );
    let fix = Fix::review("keep the key to its own source", Phase::Packages, &change);
    fix.replace_all(plan.edits)
}

/// Takes the tool from its maker's image instead of a piped script, or compares the script's checksum first.
pub(super) fn script(
    finding: &mut Finding,
    file: &Dockerfile,
    run: &Run,
    piped: &Piped<'_>,
    config: &Config,
) {
    let key = |image: &str| format!("tag.{image}");
    let tag = |image: &str| config.answers.get(&key(image)).cloned();
    let title = "copy the tool from its maker's image";
    match file.tool_plan(run, piped, &tag) {
        Some(ToolPlan::Ask(image, line)) => {
            let text = format!(
                "Which tag of `{image}` do you want? It then takes the place of the script."
            );
            let question = Question { key: key(image), text, suggestion: line.to_owned() };
            finding.fix(Fix::ask(title, Phase::Packages, question));
            return;
        }
        Some(ToolPlan::Edit(edits, instructions, image, asked)) => {
            let change =
                format!("the tool comes from `{image}`, without what else the script sets up");
            let fix = match asked {
                true => Fix::recommended(title, Phase::Packages, &change),
                false => Fix::review(title, Phase::Packages, &change),
            };
            finding.fix(fix.replace_all(edits).instructions(instructions));
            return;
        }
        None => {}
    }
    let url = piped.download.url;
    let address = url.split_once("://").map_or(url, |(_, rest)| rest);
    let address = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    let key = format!("checksum.{address}");
    let title = "compare the script's checksum before it runs";
    let answer = config.answers.get(&key).map(|sum| sum.trim_start_matches("sha256:"));
    let sum = answer.and_then(checksums::hex);
    // A sum of another length would be as good a question: nothing is asked that could not be written.
    let Some(edits) = file.checked_script(run, piped, sum.unwrap_or("")) else { return };
    if sum.is_none() {
        let text =
            format!("Which SHA-256 sum does the script from `{address}` have that you reviewed?");
        let question = Question { key, text, suggestion: String::new() };
        finding.fix(Fix::ask(title, Phase::Pins, question));
        return;
    }
    let change =
        "the build fails when the server sends another script than the one of this checksum";
    finding.fix(Fix::recommended(title, Phase::Pins, change).replace_all(edits));
}
