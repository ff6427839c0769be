//! One walk over the file, every rule called where it belongs.

use super::{Config, Context};
use crate::finding::Finding;
use crate::model::Dockerfile;
use crate::rule::{Check, Rule};

pub(super) fn walk(file: &Dockerfile, config: &Config, rules: &[&'static Rule]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        let context =
            Context { file, config, stage: None, at: 0, run: None, onbuild: false, rule, findings };
        findings = check(context);
    }
    findings
}

/// Calls one rule wherever it wants to look.
fn check(mut cx: Context<'_>) -> Vec<Finding> {
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
            for run in &file.runs {
                (cx.stage, cx.at, cx.onbuild) =
                    (file.stages.get(run.stage), run.instruction, run.onbuild);
                cx.run = Some(run);
                for command in &run.script.commands {
                    if names.is_empty() || names.contains(&command.name()) {
                        check(command, &mut cx);
                    }
                }
            }
        }
        Check::Ignore(_) | Check::Pair(_) | Check::Syntax(_) | Check::Audit => {}
    }
    cx.findings
}
