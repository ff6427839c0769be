//! Where the content of a mounted secret goes within its RUN.

use super::{Dockerfile, MountKind, Run, Stage, secret_names};
use crate::shell::{Command, Word};
use crate::text::Span;

/// How the content of a secret gets out of its mount.
#[derive(Clone, Debug, PartialEq)]
pub struct SecretWrite {
    /// The command's index in the script.
    pub command: usize,
    /// Where it shows: the file's name, or the command.
    pub span: Span,
    /// The file, as an absolute path where it is known; `None` where it is printed.
    pub file: Option<String>,
    /// Whether it is written into a tool's settings, such as npm's.
    pub is_setting: bool,
}

/// The names and files that hold secrets in a RUN.
struct Holders {
    names: Vec<String>,
    files: Vec<String>,
}

impl Holders {
    fn of(run: &Run) -> Holders {
        let secrets = run.mounts.iter().filter(|mount| mount.kind == MountKind::Secret);
        let mut holders = Holders { names: Vec::new(), files: Vec::new() };
        for mount in secrets {
            holders.names.extend(mount.env.clone());
            match (&mount.target, &mount.id, &mount.env) {
                (Some(target), ..) => holders.files.push(target.clone()),
                (None, Some(id), None) => holders.files.push(format!("/run/secrets/{id}")),
                _ => {}
            }
        }
        holders
    }

    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.files.is_empty()
    }

    /// Whether a word holds the content: the variable, or a file's output.
    fn content(&self, word: &Word) -> bool {
        let read = || self.files.iter().any(|file| word.text().contains(file.as_str()));
        word.variables().iter().any(|variable| {
            self.names.contains(&variable.name)
                && !matches!(variable.operator, "+" | ":+" | "length")
        }) || (!word.substitutions().is_empty() && read())
    }

    /// Whether a word is the file itself.
    fn file(&self, word: &Word) -> bool {
        self.files.iter().any(|file| word.text() == file)
    }
}

/// Where a RUN lets the content of its secret mounts out, into files that stay or into the build's output.
pub fn of(file: &Dockerfile, stage: &Stage, run: &Run) -> Vec<SecretWrite> {
    let mut holders = Holders::of(run);
    let mut found = Vec::new();
    if holders.is_empty() || run.onbuild {
        return found;
    }
    for command in &run.script.commands {
        for set in command.assignments.iter().filter(|_| command.is_assignment()) {
            if holders.content(&set.value) {
                holders.names.push(set.name.clone());
            }
        }
        let says = command.is_one_of(&["echo", "printf"]);
        let shows = command.is("cat");
        let heredoc = command.redirects.iter().filter_map(|r| r.heredoc.as_ref());
        let carries = (says && command.args().iter().any(|word| holders.content(word)))
            || (shows && command.args().iter().any(|word| holders.file(word)))
            || (shows && heredoc.into_iter().any(|heredoc| holders.content(&heredoc.body)));
        let copies = command.is_one_of(&["cp", "install", "mv", "ln"])
            && command.operands().iter().rev().skip(1).any(|word| holders.file(word));
        if carries {
            let into: Vec<&Word> = command.writes().collect();
            let piped = command.context.piped_out;
            let tees = tee_after(run, command);
            for word in into.iter().copied().chain(tees) {
                found.extend(stays(file, stage, run, command, word));
            }
            let inner = command.context.in_substitution || command.context.in_function;
            let silent =
                command.redirects.iter().any(|redirect| redirect.target.text() == "/dev/null");
            if into.is_empty() && !piped && !inner && !silent && !captured(run, command) {
                let (command, span) = (command.index, command.span);
                found.push(SecretWrite { command, span, file: None, is_setting: false });
            }
        } else if copies && !command.is("ln") {
            if let Some(word) = command.operands().last() {
                found.extend(stays(file, stage, run, command, word));
            }
        } else if let Some(span) = setting(&holders, command) {
            let undone = run
                .script
                .commands
                .iter()
                .any(|later| later.index > command.index && (undoes(later) || later.is("rm")));
            if !undone {
                let command = command.index;
                found.push(SecretWrite { command, span, file: None, is_setting: true });
            }
        }
    }
    found
}

/// The files of a `tee` that a command's output goes to.
fn tee_after<'a>(run: &'a Run, command: &Command) -> Vec<&'a Word> {
    let after = run.script.commands.iter().filter(|later| {
        later.pipeline == command.pipeline && later.stage == command.stage + 1 && later.is("tee")
    });
    after.flat_map(|tee| tee.operands()).collect()
}

/// Whether a group around the command is redirected: then it is not known where the output goes.
fn captured(run: &Run, command: &Command) -> bool {
    command.context.depth > 0 || run.script.commands.iter().any(|other| other.is("exec"))
}

/// What is written, unless it vanishes with the step.
fn stays(
    file: &Dockerfile,
    stage: &Stage,
    run: &Run,
    command: &Command,
    word: &Word,
) -> Option<SecretWrite> {
    let path = file.path_of(stage, run, word);
    let name = path.as_deref().unwrap_or(word.text());
    let nowhere =
        name.starts_with("/dev/") || name.starts_with("/proc/") || name.starts_with("/run/secrets");
    let mounted = run.mounts_over(name)
        || run.mounts.iter().any(|mount| {
            mount.target.as_deref().is_some_and(|target| super::user_flags::under(name, target))
        });
    let last = name.rsplit('/').next().unwrap_or(name);
    let deleted =
        run.script.commands.iter().filter(|later| later.index > command.index).any(|later| {
            let named = later.is_one_of(&["rm", "shred", "unlink", "mv"])
                && later
                    .operands()
                    .iter()
                    .any(|word| word.text().ends_with(last) || word.has_glob());
            named || file.removes(stage, run, later, name)
        });
    let trapped = run.script.commands.iter().any(|other| other.is("trap"));
    if nowhere || mounted || deleted || trapped || last.is_empty() {
        return None;
    }
    let file = Some(name.to_owned());
    Some(SecretWrite { command: command.index, span: word.span, file, is_setting: false })
}

/// The word of a command that puts the content into settings that stay: `npm config set`, `git config --global`,
/// the address of `git clone`.
fn setting(holders: &Holders, command: &Command) -> Option<Span> {
    let words = command.args();
    let sets = match command.name() {
        "npm" | "pnpm" | "yarn" | "pip" | "pip3" | "composer" | "poetry" | "bundle" | "aws" => {
            words.iter().take(3).any(|word| matches!(word.text(), "config" | "configure"))
                && !words
                    .iter()
                    .any(|word| matches!(word.text(), "--local" | "--delete" | "--unset"))
        }
        "git" => match command.subcommand() {
            "config" => !command.has_one_flag_of(&["--unset", "--unset-all", "--remove-section"]),
            "clone" | "remote" => true,
            _ => false,
        },
        _ => false,
    };
    let word = words.iter().find(|word| holders.content(word)).filter(|_| sets)?;
    Some(word.span)
}

/// Whether a command takes settings back.
fn undoes(command: &Command) -> bool {
    let takes_back = [
        "delete",
        "rm",
        "unset",
        "--unset",
        "--unset-all",
        "--remove-section",
        "set-url",
        "logout",
        "--delete",
    ];
    command.args().iter().any(|word| takes_back.contains(&word.text()))
}

/// Files that a command writes below a cache mount, with something secret in what it writes.
pub fn cached<'a>(file: &Dockerfile, stage: &Stage, run: &'a Run) -> Vec<(&'a Word, String)> {
    let holders = Holders::of(run);
    let caches: Vec<&str> = run
        .mounts
        .iter()
        .filter(|mount| mount.kind == MountKind::Cache)
        .filter_map(|mount| mount.target.as_deref())
        .collect();
    let mut found = Vec::new();
    if caches.is_empty() {
        return found;
    }
    for command in &run.script.commands {
        let secret = command.all_words().any(|word| {
            let named = |name: &str| secret_names::is_secret_name(name);
            holders.content(word) || word.variables().iter().any(|variable| named(&variable.name))
        }) || (command.is_one_of(&["cp", "cat"])
            && command.args().iter().any(|word| holders.file(word)));
        let says = command.is_one_of(&["echo", "printf", "cat", "cp"]);
        if !secret || !says {
            continue;
        }
        let copied = command.operands().last().copied().filter(|_| command.is("cp"));
        for word in command.writes().chain(copied).chain(tee_after(run, command)) {
            let path = file.path_of(stage, run, word).unwrap_or_else(|| word.text().to_owned());
            let later = run.script.commands.iter().filter(|later| later.index > command.index);
            let deleted = later.into_iter().any(|later| file.removes(stage, run, later, &path));
            let in_cache = caches
                .iter()
                .any(|cache| super::user_flags::under(&path, cache.trim_end_matches('/')));
            if in_cache && !deleted {
                found.push((word, path));
            }
        }
    }
    found
}
