//! Where build arguments with secrets are used, and how they become secret mounts.

use super::{Binding, Dockerfile, Kind, Run, Stage, secret_names};
use crate::order;
use crate::syntax::{Instruction, Keyword};
use crate::text::Span;

/// The RUNs that use a secret build argument, and the instructions besides that do.
#[derive(Clone, Debug, PartialEq)]
pub struct Uses<'a> {
    /// The RUNs that name the variable.
    pub runs: Vec<&'a Run>,
    /// Other instructions that do, by index.
    pub others: Vec<usize>,
}

/// Edits that turn a secret build argument into a secret mount.
#[derive(Clone, Debug, PartialEq)]
pub struct MountPlan {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// How many instructions they add (negative: take away).
    pub instructions: i32,
    /// What the build command needs.
    pub build_argument: String,
    /// Whether an ENV goes that gave the secret to the container too.
    pub leaves_environment: bool,
}

impl Dockerfile {
    /// Where a variable of a stage is used, in the stage and in those built from it.
    pub fn uses_of(&self, stage: &Stage, binding: &Binding) -> Uses<'_> {
        let within = |other: &Stage| self.lineage(other).any(|base| base.index == stage.index);
        let after = |at: usize| at > binding.at && self.stage_of(at).is_some_and(within);
        let runs = self
            .runs
            .iter()
            .filter(|run| after(run.instruction) && names(self.text(run.whole), &binding.name));
        let others = self.tree.instructions.iter().enumerate().filter(|(at, step)| {
            let run = step.trigger.as_deref().unwrap_or(step).keyword == Keyword::Run;
            after(*at) && !run && uses(self.text(step.span), &binding.name)
        });
        Uses { runs: runs.collect(), others: others.map(|(at, _)| at).collect() }
    }

    /// How a secret build argument without a value, and `ENV NAME=$NAME` with it, becomes a secret mount of the RUNs
    /// that use it; `None` where it is used elsewhere too, or where a RUN may need it without naming it.
    pub fn mount_plan(&self, name: &str) -> Option<MountPlan> {
        let mut edits = Vec::new();
        let mut instructions = 0;
        let old = self.tree.directive("syntax").is_some_and(is_before_env_mounts);
        if old || self.reads_settings() {
            return None;
        }
        let all = self
            .stages
            .iter()
            .flat_map(|stage| stage.bindings.iter().map(move |binding| (Some(stage), binding)));
        let global = self.globals.iter().map(|binding| (None, binding));
        let mut leaves_environment = false;
        for (stage, binding) in global.chain(all).filter(|(_, binding)| binding.name == name) {
            let passed_on = self.passes_on(binding);
            leaves_environment |= passed_on;
            if (binding.kind != Kind::Arg || binding.raw.is_some()) && !passed_on
                || stage.is_some_and(|stage| self.is_windows(stage))
            {
                return None;
            }
            let (edit, gone) = self.without_pair(binding.at, binding.span)?;
            edits.push(edit);
            instructions -= gone;
            let Some(stage) = stage else { continue };
            let uses = self.uses_of(stage, binding);
            let passes = |at: &usize| {
                let mut bindings = self.stages.iter().flat_map(|stage| &stage.bindings);
                bindings.any(|b| b.at == *at && b.name == name && self.passes_on(b))
            };
            if !uses.others.iter().all(passes) {
                return None;
            }
            for run in uses.runs {
                if run.onbuild || run.is_exec {
                    return None;
                }
                let (escape, newline) = (self.tree.escape, self.tree.newline());
                let id = id_of(name);
                let mount = format!(
                    " --mount=type=secret,id={id},env={name},required=true {escape}{newline}   "
                );
                edits.push((Span::at(run.word.end), mount));
            }
        }
        order::sort(&mut edits);
        edits.dedup();
        let used = edits.iter().any(|(span, _)| span.is_empty());
        let from = self.stages.iter().any(|stage| uses(&stage.base_raw, name));
        let build_argument = format!("--secret id={},env={name}", id_of(name));
        (used && !from).then_some(MountPlan {
            edits,
            instructions,
            build_argument,
            leaves_environment,
        })
    }

    /// Whether it is `ENV NAME=$NAME`, and nothing else of the instruction uses the variable.
    fn passes_on(&self, binding: &Binding) -> bool {
        let value = binding.raw.as_ref().map(|raw| raw.text.trim_matches('"'));
        let own = [format!("${}", binding.name), format!("${{{}}}", binding.name)];
        let pairs = self.tree.instructions[binding.at].pairs();
        let users = pairs.iter().filter_map(|pair| pair.value.as_ref());
        binding.kind == Kind::Env
            && value.is_some_and(|value| own.iter().any(|own| own == value))
            && users.filter(|value| uses(&value.text, &binding.name)).count() == 1
    }

    /// The edit that takes one pair out of an ARG or ENV, or the whole line where it is the only one, and how many
    /// instructions that takes away.
    pub fn without_pair(&self, at: usize, pair: Span) -> Option<((Span, String), i32)> {
        let instruction: &Instruction = &self.tree.instructions[at];
        let (span, gone) = match instruction.pairs() {
            [_] => (self.lines_of(instruction)?, 1),
            pairs => {
                let at = pairs.iter().position(|other| other.span == pair)?;
                let span = match pairs.get(at + 1) {
                    Some(next) => Span::new(pair.start, next.span.start),
                    None => Span::new(pairs[at - 1].span.end, pair.end),
                };
                (span, 0)
            }
        };
        Some(((span, String::new()), gone))
    }

    /// Whether a copied settings file may refer to variables that no RUN names.
    fn reads_settings(&self) -> bool {
        const SETTINGS: &[&str] = &[
            ".npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            "pip.conf",
            ".pypirc",
            "settings.xml",
            ".netrc",
            "gradle.properties",
            "NuGet.config",
            "nuget.config",
            "bunfig.toml",
        ];
        let sources = self.copies.iter().flat_map(|copy| &copy.sources);
        sources
            .into_iter()
            .any(|source| SETTINGS.iter().any(|name| source.word.text.ends_with(name)))
    }
}

/// The id of the secret of a variable.
fn id_of(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Whether a version of the frontend does not know `env=` of secret mounts: before 1.10.
pub(super) fn is_before_env_mounts(frontend: &str) -> bool {
    let Some((_, tag)) = frontend.rsplit_once(':') else { return false };
    let minor = tag.strip_prefix("1.").map(|rest| rest.split(['.', '-']).next().unwrap_or(rest));
    minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor < 10)
}

/// Whether a text names a variable, with or without `$`.
fn names(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part))
}

/// Whether a text expands a variable: `$name` or `${name…`.
fn uses(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = &text[..at];
        (before.ends_with('$') || before.ends_with("${"))
            && !text[at + name.len()..].starts_with(part)
    })
}

/// The build arguments of a stage that hold secrets, by their names.
pub fn secret_args(stage: &Stage) -> impl Iterator<Item = &Binding> {
    stage
        .bindings
        .iter()
        .filter(|binding| binding.kind == Kind::Arg && secret_names::is_secret_name(&binding.name))
}
