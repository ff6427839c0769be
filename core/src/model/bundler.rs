//! What Bundler has been told in a stage.

use super::{Dockerfile, Stage};

/// Whether a call of Bundler up to an instruction has one of these words: a setting of `bundle config`, or an option.
/// A copied `.bundle` folder may hold any setting.
pub fn is_told(file: &Dockerfile, stage: &Stage, at: usize, words: &[&str]) -> bool {
    file.lineage(stage).any(|stage| {
        let runs = file.runs_of(stage).filter(|run| run.instruction <= at);
        let mut calls =
            runs.flat_map(|run| &run.script.commands).filter(|command| command.is("bundle"));
        let told = calls.any(|command| {
            command.args().iter().any(|word| {
                let name = word.text().split('=').next().unwrap_or("");
                words.contains(&name)
            })
        });
        let copied = file
            .copies_of(stage)
            .flat_map(|copy| &copy.sources)
            .any(|source| source.word.text.contains(".bundle"));
        told || copied
    })
}
