//! Whether every download is compared with a checksum that stands in the file: stricter than the rules, which trust
//! a check anywhere in the stage.

use crate::model::downloads::{self, Download, Proof};
use crate::model::{Copy, Dockerfile, Run, Value};
use crate::shell::Command;

/// Whether all downloads of the stages that the image needs are compared.
pub(super) fn all(file: &Dockerfile) -> bool {
    let needed = || file.stages.iter().filter(|stage| stage.is_reachable);
    let mut runs = needed().flat_map(|stage| file.runs_of(stage)).filter(|run| !run.onbuild);
    let mut copies = needed().flat_map(|stage| file.copies_of(stage)).filter(|copy| !copy.onbuild);
    let compared = |run: &Run| {
        let fetched = downloads::downloads(&run.script);
        fetched.iter().all(|download| compared(file, run, download))
    };
    runs.all(compared) && copies.all(|copy| added(file, copy))
}

/// Whether an ADD of an address has a checksum.
fn added(file: &Dockerfile, copy: &Copy) -> bool {
    let remote = copy.sources.iter().any(|source| source.is_http());
    let instruction = &file.tree.instructions[copy.instruction];
    !remote || instruction.flags.iter().any(|flag| flag.name == "checksum")
}

/// Whether a download is compared in its own step, before anything else is done with it.
fn compared(dockerfile: &Dockerfile, run: &Run, download: &Download<'_>) -> bool {
    let commands = &run.script.commands;
    let file = download.file.as_deref().filter(|_| !download.is_streamed);
    let Some(name) = file.map(downloads::last_part) else {
        return downloads::is_data(download.url);
    };
    let names = |command: &Command| texts(command).any(|text| text.contains(name));
    let mut after = commands.iter().filter(|command| command.index > download.command.index);
    let Some(first_use) = after.find(|command| names(command)) else { return false };
    // The sum comes by the pipe that the check stands in, by a heredoc or by a here-string.
    let pipeline = || commands.iter().filter(|command| command.pipeline == first_use.pipeline);
    let stated =
        pipeline().any(|command| texts(command).any(|text| states_sum(dockerfile, run, text)));
    pipeline().any(|command| match downloads::verifies(command) {
        Some(Proof::Checksum) => stated && compares(command) && certain(command),
        Some(Proof::Signature) => certain(command),
        None => false,
    })
}

/// Whether a program for sums compares, by a sum that can't be forged.
fn compares(command: &Command) -> bool {
    let strong = ["sha256sum", "sha384sum", "sha512sum", "shasum", "b2sum", "gsha256sum"];
    strong.contains(&command.name()) && command.has_one_flag_of(&["-c", "--check"])
}

/// Whether a check always runs, and stops the step where it fails.
fn certain(command: &Command) -> bool {
    let context = &command.context;
    !context.conditional && (!context.failure_ignored || context.options.errexit == Some(true))
}

/// The words of a command, and what it is given by heredocs and here-strings.
fn texts(command: &Command) -> impl Iterator<Item = &str> {
    let given = command.redirects.iter().flat_map(|redirect| {
        let body = redirect.heredoc.as_ref().map(|heredoc| heredoc.body.text());
        [Some(redirect.target.text()), body].into_iter().flatten()
    });
    command.all_words().map(|word| word.text()).chain(given)
}

/// Whether a text holds a sum, or a variable whose value is one.
fn states_sum(file: &Dockerfile, run: &Run, text: &str) -> bool {
    has_sum(text) || text.split('$').skip(1).any(|rest| variable_is_sum(file, run, rest))
}

/// Whether the variable that a text begins with, after its `$`, is a sum: in the file, or in the script itself.
fn variable_is_sum(file: &Dockerfile, run: &Run, text: &str) -> bool {
    let text = text.trim_start_matches('{');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let name = &text[..end];
    let assigned = run.script.commands.iter().flat_map(|command| &command.assignments);
    let in_script = assigned.clone().any(|a| a.name == name && has_sum(a.value.text()));
    let stage = file.stages.get(run.stage);
    let value = stage.map(|stage| file.lookup(stage, run.instruction, name));
    in_script || matches!(value, Some(Value::Known(value)) if has_sum(&value))
}

/// Whether a text holds a sum: 64 hexadecimal digits or more.
fn has_sum(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_hexdigit()).any(|part| part.len() >= 64)
}
