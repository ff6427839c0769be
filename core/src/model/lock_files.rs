//! Lock files of JavaScript projects: whether one is there when the packages are installed.

use super::{Copy, Dockerfile, Install, Manager, MountKind, Run, Stage, managers};
use crate::image::{Family, facts};
use crate::shell::Command;

/// An install of what package.json names, where no lock file can be.
#[derive(Clone, Debug, PartialEq)]
pub struct Unlocked<'f> {
    /// The install.
    pub install: &'f Install,
    /// Its command.
    pub command: &'f Command,
    /// The COPY that names package.json, and which of its sources does.
    pub manifest: (&'f Copy, usize),
    /// The lock file that the manager reads.
    pub lock: &'static str,
    /// Whether the command stops without a lock file.
    pub needs_lock: bool,
}

/// Folders that hold no lock file of the project they belong to.
const WITHOUT: &[&str] = &[
    "src", "public", "prisma", "patches", "scripts", "static", "types", "assets", ".yarn",
    ".husky", "config", "test", "tests", "lib", "bin",
];

/// The first install of a RUN that has a manifest and no lock file.
pub fn unlocked<'f>(file: &'f Dockerfile, stage: &'f Stage, run: &'f Run) -> Option<Unlocked<'f>> {
    let known = file.root_image(stage).is_some_and(|image| facts::family(image) != Family::Unknown);
    let bound = run.mounts.iter().any(|mount| mount.kind == MountKind::Bind);
    if !known || bound || run.onbuild || !run.script.is_clear() {
        return None;
    }
    const MANAGERS: [Manager; 3] = [Manager::Npm, Manager::Yarn, Manager::Pnpm];
    let (install, command) = run.installs_by(&MANAGERS).find(|(install, command)| {
        install.packages.is_empty()
            && matches!(install.verb.as_str(), "install" | "i" | "ci")
            && !command.has_one_flag_of(&[
                "-g",
                "--global",
                "-C",
                "--dir",
                "--cwd",
                "--prefix",
                "--package-lock-only",
                "--lockfile-only",
                "--help",
                "--version",
            ])
    })?;
    let locks: &[&'static str] = match install.manager {
        Manager::Npm => &["package-lock.json", "npm-shrinkwrap.json", "yarn.lock"],
        Manager::Yarn => &["yarn.lock", "package-lock.json"],
        _ => &["pnpm-lock.yaml", "package-lock.json", "yarn.lock"],
    };
    let copies: Vec<&Copy> = file
        .lineage(stage)
        .flat_map(|scope| file.copies_of(scope))
        .filter(|copy| copy.instruction < run.instruction)
        .collect();
    if copies.iter().any(|copy| may_bring(copy, locks)) || made_here(file, stage, run, command) {
        return None;
    }
    let manifest = copies.iter().find_map(|copy| {
        let named = |source: &super::Source| {
            source.text.as_deref().is_some_and(|text| managers::is_file(text, "package.json"))
        };
        Some((*copy, copy.sources.iter().position(named)?))
    })?;
    let berry =
        copies.iter().flat_map(|copy| &copy.sources).any(|s| s.word.text.contains(".yarnrc.yml"));
    let needs_lock = match install.manager {
        Manager::Npm => install.verb == "ci",
        // The first yarn goes on without a lock file; the later ones stop.
        Manager::Yarn => berry && command.has_flag("--immutable"),
        _ => command.has_flag("--frozen-lockfile"),
    };
    Some(Unlocked { install, command, manifest, lock: locks[0], needs_lock })
}

/// Whether a copy may bring a lock file: it names one, a folder, or what is not known.
fn may_bring(copy: &Copy, locks: &[&str]) -> bool {
    copy.onbuild
        || copy.sources.iter().any(|source| {
            let Some(text) = source.text.as_deref() else { return true };
            let text = text.trim_end_matches('/');
            let name = text.rsplit('/').next().unwrap_or(text);
            if source.heredoc.is_some() {
                return locks.iter().any(|lock| copy.dest.text.ends_with(lock));
            }
            let folder = !name.trim_start_matches('.').contains('.');
            let rc = name.starts_with('.') && name.ends_with("rc");
            let tools = ["/bin/", "/lib/", "/etc/"].iter().any(|folder| text.contains(folder));
            match name {
                _ if locks.contains(&name) => true,
                _ if name.contains(['*', '?', '[']) => locks.iter().any(|lock| matches(name, lock)),
                "" | "." | ".." => true,
                _ if WITHOUT.contains(&name) || rc || tools => false,
                _ => folder || source.is_remote() || source.is_archive(),
            }
        })
}

/// Whether a step may make or fetch one, or changes to a folder that is not seen.
fn made_here(file: &Dockerfile, stage: &Stage, run: &Run, install: &Command) -> bool {
    const MAKERS: [&str; 18] = [
        "git", "cp", "mv", "curl", "wget", "tar", "unzip", "npx", "cd", "pushd", "ln", "touch",
        "rsync", "sh", "bash", "make", "node", "lerna",
    ];
    let before = file.lineage(stage).flat_map(|scope| file.runs_of(scope));
    before.filter(|other| other.instruction <= run.instruction).any(|other| {
        let own = other.instruction == run.instruction;
        let commands = other.script.commands.iter();
        !other.script.is_clear()
            || commands.filter(|c| !own || c.index < install.index).any(|command| {
                let manager = command.is_one_of(&["npm", "yarn", "pnpm"]);
                let local = manager
                    && !matches!(
                        command.subcommand(),
                        "config" | "set" | "cache" | "global" | "--version"
                    )
                    && !command.has_one_flag_of(&["-g", "--global"]);
                // Before another folder's step they are of no help.
                local
                    || command.is_one_of(&MAKERS)
                    || command.name().ends_with(".sh")
                    || command.all_words().any(|word| word.text().contains("lock"))
            })
    })
}

/// Whether a name matches a pattern with `*` and `?`; a class matches anything.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    match pattern.chars().next() {
        None => name.is_empty(),
        Some('*') => (0..=name.len())
            .filter(|at| name.is_char_boundary(*at))
            .any(|at| matches(&pattern[1..], &name[at..])),
        Some('[') => match (pattern.find(']'), name.chars().next()) {
            (Some(end), Some(c)) => matches(&pattern[end + 1..], &name[c.len_utf8()..]),
            _ => true,
        },
        Some(p) => match name.chars().next() {
            Some(c) if p == '?' || p == c => {
                matches(&pattern[p.len_utf8()..], &name[c.len_utf8()..])
            }
            _ => false,
        },
    }
}
