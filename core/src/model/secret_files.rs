//! Files with credentials that a stage copies or writes, and whether they stay.

use super::{Copy, Dockerfile, Run, Stage, copies, secret_names, stages};
use crate::order;
use crate::shell::{Command, Word};
use crate::text::Span;

/// A file with credentials that enters a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct SecretFile {
    /// The instruction's index.
    pub at: usize,
    /// Where it is named.
    pub span: Span,
    /// Its path in the image, where it is known.
    pub path: Option<String>,
    /// What it most likely holds.
    pub what: &'static str,
    /// Copied from the build context, rather than written by a command.
    pub is_copied: bool,
}

impl Dockerfile {
    /// The files with credentials that enter the layers of a stage.
    pub fn secret_files(&self, stage: &Stage) -> Vec<SecretFile> {
        let copied = self
            .copies_of(stage)
            .filter(|copy| copy.from.is_none() && !copy.onbuild)
            .flat_map(copied);
        let runs = self.runs_of(stage).filter(|run| !run.onbuild);
        let written = runs.flat_map(|run| self.written(stage, run));
        let mut files: Vec<SecretFile> = copied.chain(written).collect();
        order::sort_by_key(&mut files, |file| file.span);
        files
    }

    /// The files with credentials that a RUN writes and leaves.
    fn written(&self, stage: &Stage, run: &Run) -> Vec<SecretFile> {
        let commands = run.script.commands.iter();
        let writes = commands.flat_map(|command| targets(command).map(move |word| (command, word)));
        let files = writes.filter_map(|(command, word)| {
            let path = self.path_of(stage, run, word);
            let name = path.as_deref().unwrap_or(word.text());
            let what = secret_names::secret_file(name)?;
            let mounted = path
                .as_deref()
                .is_some_and(|path| run.mounts.iter().any(|m| m.target.as_deref() == Some(path)));
            let secret = speaks_of_secret(command) && !mounted && !run.mounts_over(name);
            let later = run.script.commands.iter().filter(|later| later.index > command.index);
            let deleted = later.into_iter().any(|later| self.removes(stage, run, later, name));
            let file = SecretFile {
                at: run.instruction,
                span: word.span,
                path: path.clone(),
                what,
                is_copied: false,
            };
            (secret && !deleted).then_some(file)
        });
        files.collect()
    }

    /// A word of a RUN as an absolute path: the working directory and root's home filled in.
    pub fn path_of(&self, stage: &Stage, run: &Run, word: &Word) -> Option<String> {
        let text = word.text();
        let home = || (self.is_root_at(stage, run.instruction) == Some(true)).then_some("/root");
        for start in ["~/", "$HOME/", "${HOME}/"] {
            if let Some(rest) = text.strip_prefix(start) {
                return home().map(|home| stages::clean(&format!("{home}/{rest}")));
            }
        }
        if text.contains(['$', '`', '*', '?', '{']) {
            return None;
        }
        let moved =
            || run.script.commands.iter().any(|command| command.is_one_of(&["cd", "pushd"]));
        match text.starts_with('/') {
            true => Some(stages::clean(text)),
            false if moved() => None,
            false => {
                Some(stages::clean(&format!("{}/{text}", self.workdir_at(stage, run.instruction)?)))
            }
        }
    }

    /// Whether a command deletes a path.
    pub fn removes(&self, stage: &Stage, run: &Run, command: &Command, path: &str) -> bool {
        if !command.is_one_of(&["rm", "shred", "unlink", "srm"]) {
            return false;
        }
        command.operands().iter().any(|word| {
            let glob = word.text().trim_end_matches('*').trim_end_matches('/');
            let full = self.path_of(stage, run, word);
            let text = full.as_deref().unwrap_or(glob);
            path == text
                || (text.len() > 1
                    && path.strip_prefix(text).is_some_and(|rest| rest.starts_with('/')))
        })
    }
}

/// The credentials among the sources of a COPY.
fn copied(copy: &Copy) -> Vec<SecretFile> {
    let found = copy
        .sources
        .iter()
        .filter(|source| source.heredoc.is_none() && !source.is_remote())
        .filter_map(|source| {
            let text = source.text.as_deref().unwrap_or(&source.word.text);
            let what = secret_names::secret_file(text)?;
            if is_public(copy.dest_text.as_deref().unwrap_or("")) {
                return None;
            }
            Some(SecretFile {
                at: copy.instruction,
                span: source.word.span,
                path: target(copy, text),
                what,
                is_copied: true,
            })
        });
    found.collect()
}

/// Whether a path of the image is one for public keys: by its ending, or a folder of keys that packages are checked by.
fn is_public(path: &str) -> bool {
    const ENDINGS: [&str; 4] = [".pub", ".asc", ".gpg", ".pgp"];
    const FOLDERS: [&str; 5] = [
        "/etc/apt/keyrings",
        "/etc/apt/trusted",
        "/etc/apk/keys",
        "/usr/share/keyrings",
        "/etc/pki/rpm-gpg",
    ];
    ENDINGS.iter().any(|ending| path.ends_with(ending))
        || FOLDERS.iter().any(|folder| path.starts_with(folder))
}

/// Where a COPY puts one of its sources, where that is certain.
pub fn target(copy: &Copy, source: &str) -> Option<String> {
    let (dest, path) = (copy.dest_text.as_deref()?, copy.dest_path.as_deref()?);
    let name = copies::file_name(source.trim_end_matches('/'));
    let folder = dest.ends_with('/')
        || matches!(dest, "." | "./")
        || dest.ends_with("/.")
        || copy.sources.len() > 1;
    match folder {
        true => Some(stages::clean(&format!("{path}/{name}"))),
        false if copies::file_name(path) == name => Some(path.to_owned()),
        false if secret_names::secret_file(path).is_some() => Some(path.to_owned()),
        false => None,
    }
}

/// The files that a command writes: targets of redirections, and operands of tee.
fn targets(command: &Command) -> impl Iterator<Item = &Word> {
    let tee = command.operands().into_iter().filter(|_| command.is("tee"));
    command.writes().chain(tee)
}

/// Whether something secret goes into what a command writes: a variable with such a name, or a line of credentials.
fn speaks_of_secret(command: &Command) -> bool {
    command.all_words().any(|word| {
        let text = word.text();
        let named = word.variables().iter().any(|variable| {
            secret_names::is_secret_name(&variable.name) || variable.name.contains("KEY")
        });
        let marks = [
            "_authToken=",
            "_auth=",
            "PRIVATE KEY",
            "password ",
            "password=",
            "aws_secret_access_key",
        ];
        named || marks.iter().any(|mark| text.contains(mark))
    })
}
