//! What must hold before a stage is parted, and what all languages ask of it.

use crate::image::{Family, Reference, facts};
use crate::model::{Base, Dockerfile, Run, Stage, Value, clean};
use crate::shell::{Command, Word};
use crate::syntax::{Instruction, Keyword};

/// A file of one stage that builds on a known image, in a shell that is read.
pub(super) struct Ground<'f> {
    pub file: &'f Dockerfile,
    pub stage: &'f Stage,
    pub image: &'f Reference,
    pub repository: String,
    pub is_alpine: bool,
}

/// Variables of images, which paths are written with (their own Dockerfiles, 2026-11).
const VARIABLES: &[(&str, &str, &str)] =
    &[("golang", "GOPATH", "/go"), ("rust", "CARGO_HOME", "/usr/local/cargo")];

impl<'f> Ground<'f> {
    /// The ground, where a split is thinkable at all.
    pub fn of(file: &'f Dockerfile) -> Option<Ground<'f>> {
        let [stage] = &file.stages[..] else { return None };
        let Base::Image(image) = &stage.base else { return None };
        let from = &file.tree.instructions[stage.from];
        let strange = |i: &Instruction| {
            matches!(i.keyword, Keyword::Onbuild | Keyword::Shell | Keyword::Unknown)
        };
        if !file.tree.errors.is_empty()
            || file.tree.escape != '\\'
            || !from.flags.is_empty()
            || stage.is_dev()
            || file.is_windows(stage)
            || file.steps(stage).any(|(_, step)| strange(step))
            || file.runs.iter().any(|run| !run.script.is_clear() || run.is_exec)
        {
            return None;
        }
        let family = file.family(stage);
        let linux = matches!(family, Family::Alpine | Family::Debian | Family::Ubuntu);
        linux.then(|| Ground {
            file,
            stage,
            image,
            repository: image.repository(),
            is_alpine: family == Family::Alpine,
        })
    }

    /// The directory just before an instruction.
    pub fn directory(&self, at: usize) -> Option<String> {
        match self.stage.workdirs.iter().any(|workdir| workdir.at < at) {
            true => self.file.workdir_at(self.stage, at),
            false => facts::directory(self.image).map(str::to_owned),
        }
    }

    /// The directory of each command of a RUN, as far as it is known.
    pub fn directories(&self, run: &Run) -> Vec<Option<String>> {
        let mut now = self.directory(run.instruction);
        let lost = run.script.commands.iter().any(|command| {
            command.is_one_of(&["pushd", "popd"])
                || command.is("cd") && (command.context.in_subshell || command.context.conditional)
        });
        let mut found = Vec::new();
        for command in &run.script.commands {
            if lost {
                now = None;
            } else if command.is("cd") {
                let to = command.args().first().and_then(|word| self.value(run, word));
                now = to.and_then(|to| join(now.as_deref(), &to));
            }
            found.push(now.clone());
        }
        found
    }

    /// The value of a word of a RUN; `None` where something in it is not known.
    pub fn value(&self, run: &Run, word: &Word) -> Option<String> {
        word.filled(&|name| {
            let sets = |command: &Command| {
                command.assignments.iter().any(|set| set.name == name)
                    || command.is_one_of(&["read", "export", "declare", "local"])
            };
            match run.script.commands.iter().any(sets) {
                true => None,
                false => self.variable(run.instruction, name),
            }
        })
    }

    /// The value of a word of the container's command.
    pub fn value_at_end(&self, word: &Word) -> Option<String> {
        word.filled(&|name| self.variable(self.stage.end, name))
    }

    fn variable(&self, at: usize, name: &str) -> Option<String> {
        match self.file.lookup(self.stage, at, name) {
            Value::Known(value) => Some(value),
            Value::Unset => {
                let own = VARIABLES.iter().find(|(r, n, _)| *r == self.repository && *n == name);
                own.map(|(_, _, value)| (*value).to_owned())
            }
            Value::Unknown => None,
        }
    }

    /// The part of the base's name before the repository's own: `docker.io/library/` where that is written.
    pub fn registry(&self) -> &'f str {
        let bare = self.image.bare();
        bare.strip_suffix(self.repository.as_str()).unwrap_or("")
    }

    /// The end of the tag, from the last variable on: what no build argument can change.
    pub fn fixed_tag(&self) -> &'f str {
        let raw = self.stage.base_raw.as_str();
        let tag = self.image.tag.as_deref().unwrap_or("");
        match raw.rfind('$') {
            None => tag,
            Some(at) => {
                let rest = &raw[at..];
                let end = rest.find(['}', '-']).unwrap_or(rest.len());
                rest[end..].strip_prefix('}').unwrap_or(&rest[end..])
            }
        }
    }
}

/// A path seen from a directory.
pub(super) fn join(directory: Option<&str>, path: &str) -> Option<String> {
    match path.starts_with('/') {
        true => Some(clean(path)),
        false if path.starts_with(['~', '-']) => None,
        false => Some(clean(&format!("{}/{path}", directory?))),
    }
}

/// Whether a path is another, or lies below it.
pub(super) fn within(path: &str, folder: &str) -> bool {
    path == folder
        || folder == "/"
        || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The folder of a path.
pub(super) fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => &path[..at],
    }
}
