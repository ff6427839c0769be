//! Where an account of a stage comes from: the image, a command, a package, or something that can't be seen.

use super::{Base, Dockerfile, Run, Stage};
use crate::image::accounts;
use crate::shell::{Command, Word};

/// Programs of a base system that make no accounts.
const HARMLESS: &[&str] = &[
    "cd",
    "echo",
    "printf",
    "set",
    "export",
    "unset",
    "true",
    "false",
    "test",
    "[",
    "[[",
    "exit",
    "mkdir",
    "rm",
    "rmdir",
    "cp",
    "mv",
    "ln",
    "chmod",
    "chown",
    "chgrp",
    "touch",
    "cat",
    "ls",
    "sed",
    "grep",
    "egrep",
    "awk",
    "cut",
    "tr",
    "head",
    "tail",
    "sort",
    "uniq",
    "wc",
    "find",
    "xargs",
    "tee",
    "tar",
    "gzip",
    "gunzip",
    "unzip",
    "curl",
    "wget",
    "git",
    "gpg",
    "sha256sum",
    "sha512sum",
    "apt-get",
    "apt",
    "apt-cache",
    "apt-mark",
    "apt-key",
    "add-apt-repository",
    "apk",
    "yum",
    "dnf",
    "microdnf",
    "pip",
    "pip3",
    "pipenv",
    "poetry",
    "uv",
    "npm",
    "npx",
    "yarn",
    "pnpm",
    "corepack",
    "node",
    "gem",
    "bundle",
    "go",
    "cargo",
    "mvn",
    "gradle",
    "groupadd",
    "addgroup",
    "groupmod",
    "update-ca-certificates",
    "locale-gen",
    "dpkg-reconfigure",
    "date",
    "whoami",
    "id",
    "env",
    "which",
    "command",
    "type",
    "pwd",
    "sleep",
    "sync",
    "install",
    "realpath",
    "dirname",
    "basename",
    "readlink",
    "uname",
    "ldconfig",
    "useradd",
    "adduser",
    "mktemp",
    "strip",
    "update-alternatives",
    "shopt",
    "exec",
    "setcap",
    "python",
    "python3",
    "javac",
    "java",
    "tsc",
    "composer",
    "rustup",
    "apt-config",
    ":",
    "umask",
    "stat",
    "du",
    "df",
    "ulimit",
];

/// Whether a stage is known to have no account of that name: the image is known to lack it, every command that ran
/// before is known, and none makes it. `None` where something can't be seen.
pub fn lacks(file: &Dockerfile, stage: &Stage, at: usize, name: &str) -> Option<bool> {
    let Base::Image(image) = file.root_of(stage) else { return None };
    if accounts::has(image, file.family(stage), name)? {
        return Some(false);
    }
    for scope in file.lineage(stage) {
        let before = |instruction: usize| scope.index != stage.index || instruction < at;
        for copy in file.copies_of(scope).filter(|copy| before(copy.instruction)) {
            let into = copy.dest_path.as_deref()?;
            let whole = matches!(into, "/" | "/etc");
            let brings = whole && (copy.from.is_some() || copy.is_add || into == "/etc");
            if copy.onbuild || brings || into.starts_with("/etc/passwd") {
                return None;
            }
            if whole && copy.sources.iter().any(|source| source.word.text.ends_with("etc/")) {
                return None;
            }
        }
        for run in file.runs_of(scope).filter(|run| before(run.instruction)) {
            if !makes_none(file, run, name)? {
                return Some(false);
            }
        }
    }
    Some(true)
}

/// Whether a RUN makes no account of that name; `None` where that can't be seen.
fn makes_none(file: &Dockerfile, run: &Run, name: &str) -> Option<bool> {
    if run.onbuild || !run.script.opaque.is_empty() {
        return None;
    }
    for install in &run.installs {
        use super::Manager::{Cargo, Composer, Gem, Go, Npm, Pip, Pnpm, Yarn};
        if matches!(install.manager, Pip | Npm | Yarn | Pnpm | Gem | Go | Cargo | Composer) {
            continue;
        }
        for package in &install.packages {
            if !package.known || accounts::may_come_with(name, &package.text) {
                return None;
            }
        }
    }
    for command in &run.script.commands {
        if command.is_assignment() || command.words.is_empty() {
            continue;
        }
        let touches = |word: &Word| word.text().contains("/etc/passwd");
        if command.all_words().any(touches) || !HARMLESS.contains(&command.name()) {
            return None;
        }
        let makes = command.is_one_of(&["useradd", "adduser"]);
        if !makes {
            continue;
        }
        if name_of(file, run, command)? == name {
            return Some(false);
        }
    }
    Some(true)
}

fn name_of(file: &Dockerfile, run: &Run, command: &Command) -> Option<String> {
    match file.account(run, command) {
        Some(account) => account.name,
        // `adduser user group` makes none.
        None => command.operands().first().and_then(|word| file.shell_value(run, word)),
    }
}
