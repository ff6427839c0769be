//! One walk over the file, every rule called where it belongs.

use super::{Config, Context};
use crate::finding::Finding;
use crate::model::{Dockerfile, Run};
use crate::rule::{Check, Rule};
use crate::shell::Command;

/// A command with its RUN and its name.
type Named<'a> = (&'a Run, &'a Command, &'a str);

pub(super) fn walk<'a>(
    file: &'a Dockerfile,
    config: &'a Config,
    rules: &[&'static Rule],
) -> Vec<Finding> {
    // Asked for once, as every rule on commands compares them all.
    let of = |run: &'a Run| run.script.commands.iter().map(move |c| (run, c, c.name()));
    let commands: Vec<Named<'_>> = file.runs.iter().flat_map(of).collect();
    let mut findings = Vec::new();
    for rule in rules {
        let context =
            Context { file, config, stage: None, at: 0, run: None, onbuild: false, rule, findings };
        findings = check(context, &commands);
    }
    findings
}

/// Calls one rule wherever it wants to look.
fn check<'a>(mut cx: Context<'a>, commands: &[Named<'a>]) -> Vec<Finding> {
    let file = cx.file;
    match cx.rule.check {
        Check::File(check) => check(file, &mut cx),
        Check::Stage(check) => {
            for stage in &file.stages {
                (cx.stage, cx.at) = (Some(stage), stage.from);
                check(stage, &mut cx);
            }
        }
        Check::Instruction(keywords, check) => {
            for (at, outer) in file.tree.instructions.iter().enumerate() {
                let inner = outer.trigger.as_deref();
                for (instruction, onbuild) in
                    std::iter::once((outer, false)).chain(inner.map(|inner| (inner, true)))
                {
                    if keywords.is_empty() || keywords.contains(&instruction.keyword) {
                        (cx.stage, cx.at, cx.onbuild) = (file.stage_of(at), at, onbuild);
                        check(instruction, &mut cx);
                    }
                }
            }
        }
        Check::Run(check) => {
            for run in &file.runs {
                (cx.stage, cx.at, cx.onbuild) =
                    (file.stages.get(run.stage), run.instruction, run.onbuild);
                cx.run = Some(run);
                check(run, &mut cx);
            }
        }
        Check::Command(names, check) => {
            for (run, command, name) in commands {
                if names.is_empty() || names.contains(name) {
                    (cx.stage, cx.at, cx.onbuild) =
                        (file.stages.get(run.stage), run.instruction, run.onbuild);
                    cx.run = Some(run);
                    check(command, &mut cx);
                }
            }
        }
        Check::Ignore(_) | Check::Pair(_) | Check::Syntax(_) | Check::Audit => {}
    }
    cx.findings
}
