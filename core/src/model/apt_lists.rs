//! Where apt's package lists are at each step, and whether apt keeps what it downloads.

use super::{Dockerfile, Run, Stage, managers, runs};
use crate::image::facts;
use crate::shell::Command;

/// Where the lists are.
pub const LISTS: &str = "/var/lib/apt/lists";

/// Where the downloaded packages are.
pub const ARCHIVES: &str = "/var/cache/apt/archives";

/// What is known of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// The base image has none, and nothing has fetched them.
    NeverFetched,
    /// They were deleted after they had been fetched.
    Deleted,
    /// They are there, or may be.
    Perhaps,
}

impl Dockerfile {
    /// Whether a stage begins with an official image of Debian or Ubuntu: without lists, with the hook that empties
    /// apt's cache.
    pub fn is_plain_apt(&self, stage: &Stage) -> bool {
        self.root_image(stage).is_some_and(facts::is_plain_apt)
    }

    /// The lists just before a command of a RUN.
    pub fn apt_lists_before(&self, stage: &Stage, run: &Run, command: &Command) -> Lists {
        if !self.is_plain_apt(stage) {
            return Lists::Perhaps;
        }
        let lineage: Vec<&Stage> = self.lineage(stage).collect();
        let mut lists = Lists::NeverFetched;
        for scope in lineage.into_iter().rev() {
            let copies = self.copies_of(scope).filter(|copy| copy.instruction < run.instruction);
            if copies.into_iter().any(|copy| may_hold(copy.dest_path.as_deref())) {
                return Lists::Perhaps;
            }
            for earlier in self.runs_of(scope).filter(|earlier| !earlier.onbuild) {
                let own = earlier.instruction == run.instruction;
                if earlier.instruction > run.instruction {
                    break;
                }
                if earlier.mounts_over(LISTS) || earlier.mounts.iter().any(|m| m.target.is_none()) {
                    if own {
                        return Lists::Perhaps;
                    }
                    continue;
                }
                if !earlier.script.is_clear() {
                    lists = Lists::Perhaps;
                }
                for step in &earlier.script.commands {
                    if own && step.index >= command.index {
                        return lists;
                    }
                    lists = after(step, lists);
                }
            }
        }
        Lists::Perhaps
    }

    /// Whether apt deletes what it downloads, at a step: the base's hook does, and nothing takes it away.
    pub fn apt_empties_cache(&self, stage: &Stage, run: &Run) -> bool {
        const SIGNS: [&str; 4] =
            ["docker-clean", "Keep-Downloaded-Packages", "/etc/apt/apt.conf", "APT_CONFIG"];
        let changed = |scope: &Stage| {
            self.steps(scope).filter(|(at, _)| *at <= run.instruction).any(|(_, instruction)| {
                let text = self.text(instruction.span);
                SIGNS.iter().any(|sign| text.contains(sign))
            }) || self.copies_of(scope).filter(|copy| copy.instruction < run.instruction).any(
                |copy| {
                    let dest = copy.dest_path.as_deref();
                    dest.is_none_or(|dest| dest == "/" || dest.starts_with("/etc"))
                },
            )
        };
        let unseen = |scope: &Stage| {
            let before =
                self.runs_of(scope).filter(|earlier| earlier.instruction <= run.instruction);
            before.into_iter().any(|earlier| {
                !earlier.script.is_clear() || earlier.script.commands.iter().any(is_unseen)
            })
        };
        self.is_plain_apt(stage)
            && !self.lineage(stage).any(|scope| changed(scope) || unseen(scope))
    }
}

/// Whether what is copied to a path may bring lists with it.
fn may_hold(dest: Option<&str>) -> bool {
    dest.is_none_or(|dest| dest == "/" || dest == "/var" || dest.starts_with("/var/lib"))
}

fn after(step: &Command, before: Lists) -> Lists {
    let fetched = before != Lists::NeverFetched;
    let removes = step.is("rm") && runs::deletes(step, LISTS)
        || step.is_one_of(&["apt-get", "apt"])
            && matches!(step.subcommand(), "dist-clean" | "distclean");
    let refetches = step.is_one_of(&["apt-get", "apt"]) && step.has_flag("-U");
    let updates = step.all_words().any(|word| {
        let text = word.text();
        text.contains("update") || text.contains("apt/lists") || text.contains("sources.list")
    });
    match () {
        _ if removes && !step.context.conditional && fetched => Lists::Deleted,
        _ if removes => before,
        _ if managers::refreshes_apt(step) || updates || refetches || is_unseen(step) => {
            Lists::Perhaps
        }
        _ => before,
    }
}

/// Whether a command runs something that the file does not show.
pub(super) fn is_unseen(step: &Command) -> bool {
    const SHELLS: [&str; 12] = [
        "sh",
        "bash",
        "dash",
        "ash",
        "zsh",
        "make",
        "source",
        ".",
        "python",
        "python3",
        "perl",
        "ansible-playbook",
    ];
    const APT: [&str; 8] = [
        "add-apt-repository",
        "apt-add-repository",
        "apt-fast",
        "nala",
        "install_packages",
        "apt-install",
        "apt-file",
        "mk-build-deps",
    ];
    let from_path = step.name_word().is_some_and(|word| {
        let text = word.text();
        text.contains('/')
            && !["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"]
                .iter()
                .any(|dir| text.starts_with(dir))
    });
    (step.is_one_of(&SHELLS) && step.inner.is_none())
        || step.is_one_of(&APT)
        || step.name().ends_with(".sh")
        || from_path
        || step.name_word().is_some_and(|word| word.literal().is_none())
}
