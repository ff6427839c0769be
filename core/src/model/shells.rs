//! Which shells there are in a stage, and whether another may take over.

use super::{Dockerfile, Run, Stage};
use crate::image::Family;
use crate::shell::{Command, Dialect};
use crate::syntax::Instruction;
use crate::text::Span;

/// What `/bin/sh` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sh {
    /// dash: POSIX and little more; bash is there too.
    Dash,
    /// BusyBox ash: some of bash's syntax, `pipefail` too; no bash.
    Ash,
    /// bash itself.
    Bash,
    /// Not known.
    Unknown,
}

/// Notes for every stage which RUN is the first to put bash in the place of `/bin/sh`.
pub(super) fn find_links(file: &mut Dockerfile) {
    for run in file.runs.iter().filter(|run| !run.onbuild) {
        let after = &mut file.stages[run.stage].sh_is_bash_after;
        if after.is_none() && run.script.commands.iter().any(makes_sh_bash) {
            *after = Some(run.instruction);
        }
    }
}

fn makes_sh_bash(command: &Command) -> bool {
    let has = |names: &[&str]| command.args().iter().any(|word| names.contains(&word.text()));
    let moves = command.is_one_of(&["ln", "cp", "mv", "update-alternatives"]);
    moves && has(&["/bin/sh", "/usr/bin/sh", "sh"]) && has(&["/bin/bash", "/usr/bin/bash", "bash"])
        || command.is("dpkg-reconfigure") && has(&["dash"])
}

impl Dockerfile {
    /// What `/bin/sh` is just before the instruction `at` of a stage, as far as its base and its links tell.
    pub fn sh_at(&self, stage: &Stage, at: usize) -> Sh {
        let linked = |(depth, base): (usize, &Stage)| {
            base.sh_is_bash_after.is_some_and(|after| depth > 0 || after < at)
        };
        match self.lineage(stage).enumerate().any(linked) {
            true => Sh::Bash,
            false => self.sh(stage),
        }
    }

    /// What `/bin/sh` is in a stage, as far as its base tells.
    pub fn sh(&self, stage: &Stage) -> Sh {
        match self.family(stage) {
            Family::Debian | Family::Ubuntu => Sh::Dash,
            Family::Alpine | Family::Busybox | Family::Wolfi => Sh::Ash,
            Family::RedHat | Family::Suse | Family::Arch | Family::Photon => Sh::Bash,
            _ => Sh::Unknown,
        }
    }

    /// Whether a SHELL instruction that names bash can stand before the instruction `at` of a stage without changing
    /// what the steps after it mean: bash is there, no later command of the container is in shell form, and nothing
    /// relies on dash's `echo`, which reads backslashes.
    pub fn may_turn_to_bash(&self, stage: &Stage, at: usize) -> bool {
        let shell = self.shell_at(stage, at);
        let plain =
            !shell.explicit && shell.dialect == Dialect::Posix && self.sh_at(stage, at) == Sh::Dash;
        if !plain {
            return false;
        }
        let heirs = self.heirs(stage);
        let inherits = |index: usize| heirs.iter().any(|heir| heir.index == index);
        let mut launches = self.launches.iter().filter(|launch| launch.instruction >= at);
        let mut runs =
            heirs.iter().flat_map(|heir| self.runs_of(heir)).filter(|run| run.instruction >= at);
        !launches.any(|launch| !launch.is_exec && !launch.is_empty && inherits(launch.stage))
            && !runs.any(reads_backslashes)
    }

    /// Where a line can be inserted above an instruction, and above the comments that speak of it.
    pub fn above(&self, instruction: &Instruction) -> u32 {
        let first =
            self.tree.above(instruction).first().map_or(instruction.span, |comment| comment.span);
        self.line_start(first.start)
    }

    /// Whether the shell of a RUN is started with an option such as `errexit` or `pipefail`.
    pub fn shell_has(&self, run: &Run, option: &str) -> bool {
        let mut words = run.shell.words.iter().skip(1).peekable();
        let letter = option.chars().next().filter(|_| option != "pipefail");
        while let Some(word) = words.next() {
            let flags =
                word.strip_prefix('-').filter(|flags| !flags.starts_with('-')).unwrap_or("");
            let named = flags.ends_with('o') && words.peek().is_some_and(|name| *name == option);
            if named || letter.is_some_and(|letter| flags.contains(letter)) {
                return true;
            }
        }
        false
    }

    /// Whether the first line of a script, `#!/bin/bash -e`, gives a flag.
    pub fn shebang_has(&self, body: Span, flag: char) -> bool {
        let line = self.text(body).lines().next().unwrap_or("");
        line.split_whitespace().skip(1).any(|word| word.starts_with('-') && word.contains(flag))
    }

    /// A RUN and those after it that a SHELL instruction above it would reach.
    pub fn runs_under_shell<'a>(&'a self, run: &'a Run) -> impl Iterator<Item = &'a Run> {
        std::iter::once(run).chain(super::managers::later_runs(self, run))
    }
}

/// Whether a RUN prints text with backslashes by `echo`: dash reads them, bash does not.
fn reads_backslashes(run: &Run) -> bool {
    let slashed = |word: &crate::shell::Word| word.text().contains('\\');
    !run.script.is_clear() || run.named("echo").any(|echo| echo.args().iter().any(slashed))
}
