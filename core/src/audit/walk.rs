//! One walk over the file, every rule called where it belongs.

use super::{Config, Context};
use crate::finding::Finding;
use crate::model::Dockerfile;
use crate::order;
use crate::rule::{Check, Rule};

/// The findings, rule by rule. What most rules look at, they look at together, while it is at hand: rule by rule, a file
/// of a megabyte would come out of the main memory a hundred times.
pub(super) fn walk(file: &Dockerfile, config: &Config, rules: &[&'static Rule]) -> Vec<Finding> {
    let Some(first) = rules.first() else { return Vec::new() };
    let mut walk = Walk {
        cx: Context {
            file,
            config,
            stage: None,
            at: 0,
            run: None,
            onbuild: false,
            rule: first,
            findings: Vec::new(),
        },
        ranks: Vec::new(),
        rules,
    };
    walk.files_and_stages();
    walk.instructions();
    walk.runs();
    let mut found: Vec<(usize, Finding)> = walk.ranks.into_iter().zip(walk.cx.findings).collect();
    order::sort_by_key(&mut found, |(rank, _)| *rank);
    found.into_iter().map(|(_, finding)| finding).collect()
}

struct Walk<'a> {
    cx: Context<'a>,
    /// The rule of each finding, by its place among `rules`.
    ranks: Vec<usize>,
    rules: &'a [&'static Rule],
}

impl<'a> Walk<'a> {
    /// Calls a rule, and keeps whose findings come of it.
    fn call(&mut self, rank: usize, check: impl FnOnce(&mut Context<'a>)) {
        self.cx.rule = self.rules[rank];
        check(&mut self.cx);
        self.ranks.resize(self.cx.findings.len(), rank);
    }

    fn files_and_stages(&mut self) {
        let file = self.cx.file;
        for (rank, rule) in self.rules.iter().enumerate() {
            match rule.check {
                Check::File(check) => {
                    (self.cx.stage, self.cx.at) = (None, 0);
                    self.call(rank, |cx| check(file, cx));
                }
                Check::Stage(check) => {
                    for stage in &file.stages {
                        (self.cx.stage, self.cx.at) = (Some(stage), stage.from);
                        self.call(rank, |cx| check(stage, cx));
                    }
                }
                _ => {}
            }
        }
    }

    fn instructions(&mut self) {
        let file = self.cx.file;
        for (at, outer) in file.tree.instructions.iter().enumerate() {
            self.cx.stage = file.stage_of(at);
            self.cx.at = at;
            let inner = outer.trigger.as_deref().map(|inner| (inner, true));
            for (instruction, onbuild) in std::iter::once((outer, false)).chain(inner) {
                self.cx.onbuild = onbuild;
                for (rank, rule) in self.rules.iter().enumerate() {
                    let Check::Instruction(keywords, check) = rule.check else { continue };
                    if keywords.is_empty() || keywords.contains(&instruction.keyword) {
                        self.call(rank, |cx| check(instruction, cx));
                    }
                }
            }
        }
    }

    fn runs(&mut self) {
        let file = self.cx.file;
        for run in &file.runs {
            self.cx.stage = file.stages.get(run.stage);
            (self.cx.at, self.cx.onbuild, self.cx.run) = (run.instruction, run.onbuild, Some(run));
            // Asked for once, as every rule on commands compares them all.
            let names: Vec<&str> =
                run.script.commands.iter().map(|command| command.name()).collect();
            for (rank, rule) in self.rules.iter().enumerate() {
                match rule.check {
                    Check::Run(check) => self.call(rank, |cx| check(run, cx)),
                    Check::Command(wanted, check) => {
                        for (command, name) in run.script.commands.iter().zip(&names) {
                            if wanted.is_empty() || wanted.contains(name) {
                                self.call(rank, |cx| check(command, cx));
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}
