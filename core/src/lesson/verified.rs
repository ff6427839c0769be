//! Whether every download is compared with a checksum that stands in the file: stricter than the rules, which trust
//! a check anywhere in the stage.

use crate::model::{Copy, Dockerfile, Run, downloads};
use crate::shell::Command;

/// Whether all downloads of the stages that the image needs are compared.
pub(super) fn all(file: &Dockerfile) -> bool {
    let needed = || file.stages.iter().filter(|stage| stage.is_reachable);
    let mut runs = needed().flat_map(|stage| file.runs_of(stage)).filter(|run| !run.onbuild);
    let mut copies = needed().flat_map(|stage| file.copies_of(stage)).filter(|copy| !copy.onbuild);
    runs.all(compared) && copies.all(|copy| added(file, copy))
}

/// Whether an ADD of an address has a checksum.
fn added(file: &Dockerfile, copy: &Copy) -> bool {
    let remote = copy.sources.iter().any(|source| source.is_http());
    let instruction = &file.tree.instructions[copy.instruction];
    !remote || instruction.flags.iter().any(|flag| flag.name == "checksum")
}

/// Whether the downloads of a RUN are compared after they were fetched and before anything else is done with them.
fn compared(run: &Run) -> bool {
    let commands = &run.script.commands;
    downloads::downloads(&run.script).iter().all(|download| {
        let Some(file) = download.file.as_deref().filter(|_| !download.is_streamed) else {
            return downloads::is_data(download.url);
        };
        let name = downloads::last_part(file);
        let names = |command: &Command| command.all_words().any(|word| word.text().contains(name));
        let after = || commands.iter().filter(|command| command.index > download.command.index);
        let check =
            after().find(|command| downloads::verifies(command).is_some() && certain(command));
        let Some(check) = check else { return false };
        // The text with the sum comes by a pipe, a heredoc or a here-string.
        let piped: Vec<&Command> =
            commands.iter().filter(|command| command.pipeline == check.pipeline).collect();
        let text = piped.iter().any(|command| names(command) && states_sum(command))
            || given(check).any(|text| text.contains(name) && has_sum(text));
        let first_use = after().find(|command| names(command));
        text && first_use
            .is_some_and(|used| used.pipeline == check.pipeline || used.index == check.index)
    })
}

/// Whether a check always runs, and stops the step where it fails.
fn certain(command: &Command) -> bool {
    let context = &command.context;
    !context.conditional && (!context.failure_ignored || context.options.errexit == Some(true))
}

fn states_sum(command: &Command) -> bool {
    command.all_words().any(|word| has_sum(word.text()))
}

/// The texts that a command is given by heredocs and here-strings.
fn given(command: &Command) -> impl Iterator<Item = &str> {
    command.redirects.iter().map(|redirect| redirect.target.text())
}

/// Whether a text holds a sum, or a variable that may.
fn has_sum(text: &str) -> bool {
    let hex = text.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 64);
    hex || text.contains('$')
}
