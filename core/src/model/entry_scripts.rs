//! Scripts that a heredoc writes and the container starts.

use super::{Copy, Dockerfile, Stage};
use crate::syntax::{Heredoc, Keyword};

/// A script of the file's own.
#[derive(Debug)]
pub struct EntryScript<'f> {
    /// The COPY that writes it.
    pub copy: &'f Copy,
    /// Its text.
    pub heredoc: &'f Heredoc,
    /// Its path.
    pub path: &'f str,
    /// Whether its last line runs what it is given: `"$@"`.
    pub ends_with_arguments: bool,
}

/// The scripts that the containers of a stage start directly, in exec form.
pub fn of<'f>(file: &'f Dockerfile, stage: &'f Stage) -> Vec<EntryScript<'f>> {
    if file.copies_of(stage).all(|copy| copy.sources.iter().all(|source| source.heredoc.is_none()))
    {
        return Vec::new();
    }
    let launches = [Keyword::Entrypoint, Keyword::Cmd]
        .into_iter()
        .filter_map(|keyword| file.launch(stage, keyword));
    let own = launches.filter(|launch| launch.stage == stage.index && launch.is_exec);
    let started: Vec<&str> =
        own.filter_map(|launch| launch.script.commands.first()?.words.first()?.literal()).collect();
    let mut found = Vec::new();
    for copy in file.copies_of(stage).filter(|copy| !copy.onbuild && copy.sources.len() == 1) {
        let Some(path) = copy.dest_path.as_deref().filter(|path| started.contains(path)) else {
            continue;
        };
        let Some(index) = copy.sources[0].heredoc else { continue };
        let Some(heredoc) = file.tree.instructions[copy.instruction].heredocs.get(index) else {
            continue;
        };
        let last = file.text(heredoc.body).trim_end().rsplit('\n').next().unwrap_or("").trim();
        found.push(EntryScript {
            copy,
            heredoc,
            path,
            ends_with_arguments: matches!(last, "\"$@\"" | "$@" | "\"${@}\""),
        });
    }
    found
}
