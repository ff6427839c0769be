//! Which layer a file came in.

use super::{Dockerfile, Stage, copies};
use crate::shell::Command;
use crate::text::Span;

/// Where a file that a step finds at an absolute path came in, in an earlier layer of the stage: the COPY's source, or
/// the command that downloaded it.
pub fn brought_by(file: &Dockerfile, stage: &Stage, at: usize, path: &str) -> Option<Span> {
    let copies = file.copies_of(stage).filter(|copy| copy.instruction < at && !copy.onbuild);
    let copied = copies
        .flat_map(|copy| copy.sources.iter().map(move |source| (copy, source)))
        .find(|(copy, source)| {
            let unpacked = copy.is_add && source.is_archive() && !source.is_remote();
            let Some(dest) = copy.dest_path.as_deref() else { return false };
            let name = copies::file_name(source.text.as_deref().unwrap_or(&source.word.text));
            let into = path
                .strip_prefix(dest.trim_end_matches('/'))
                .and_then(|rest| rest.strip_prefix('/'));
            !unpacked
                && (dest == path && !matches!(path, "/") || !name.is_empty() && into == Some(name))
        });
    if let Some((_, source)) = copied {
        return Some(source.word.span);
    }
    let runs = file
        .runs_of(stage)
        .filter(|run| run.instruction < at && !run.onbuild && !run.mounts_over(path));
    let made = runs.filter(|run| !run.deletes(path)).flat_map(|run| &run.script.commands);
    made.filter(|command| output(command) == Some(path)).map(|command| command.span).next_back()
}

/// The file that a download writes.
fn output(command: &Command) -> Option<&str> {
    match command.name() {
        "curl" => command.flag_value("-o").or(command.flag_value("--output")),
        "wget" => command.flag_value("-O").or(command.flag_value("--output-document")),
        _ => None,
    }
}
