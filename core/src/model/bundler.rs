//! What Bundler has been told in a stage.

use super::{Dockerfile, Run, Stage, Value};
use crate::image::Reference;
use crate::shell::{Command, Op};

/// The call that installs gems into an image for use, where nothing up to it decides a matter: none of these variables,
/// and no word of these, be it a setting of `bundle config` or an option.
pub fn undecided<'r>(
    file: &Dockerfile,
    stage: &Stage,
    run: &'r Run,
    variables: &[&str],
    words: &[&str],
) -> Option<&'r Command> {
    let at = run.instruction;
    let installs = |command: &&Command| matches!(command.subcommand(), "install" | "i");
    let install = run.named("bundle").find(installs)?;
    let is_set = |name: &&str| {
        file.lookup(stage, at, name) != Value::Unset || install.environment(name).is_some()
    };
    let decided = variables.iter().any(is_set) || is_told(file, stage, at, words);
    (!decided && file.is_for_use(stage)).then_some(install)
}

/// Whether a call of Bundler up to an instruction has one of these words. A copied `.bundle` folder may hold any setting.
fn is_told(file: &Dockerfile, stage: &Stage, at: usize, words: &[&str]) -> bool {
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

/// Where `bundle config set … &&` can go before a call of Bundler: into a RUN's own chain, on an official image whose
/// Ruby brings a Bundler that knows the verb `set`, 2.1 of Ruby 2.7 (Ruby's release notes, read 2026-11).
pub fn settings_seam(file: &Dockerfile, stage: &Stage, run: &Run, call: &Command) -> Option<u32> {
    let new = |image: &Reference| {
        let tag = image.tag.as_deref().unwrap_or("");
        let mut numbers = tag.split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
        let version = (numbers.next()?, numbers.next().unwrap_or(u32::MAX));
        (image.repository() == "ruby" && version >= (2, 7)).then_some(())
    };
    file.root_image(stage).and_then(new)?;
    let own = run.script.pipeline_of(call);
    let chained = own.before.is_none_or(|joint| joint.op == Op::And);
    let plain = file.is_plain(run) && call.is_own_step() && own.stages.len() == 1;
    (plain && chained && call.assignments.is_empty()).then_some(call.span.start)
}
