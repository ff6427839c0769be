//! COPY and ADD.

use super::command::CopyCommand;
use super::dispatch::{Builder, owner};
use super::path::{self, is_absolute, join, normalize, to_slash, without_drive};
use super::run::input;
use super::stages::Placed;
use super::{Action, Copy, FileAction, Files, Mode, remote, values};

/// Adds the operation of a COPY or ADD.
pub fn dispatch(
    builder: &mut Builder,
    at: usize,
    placed: &Placed,
    written: &CopyCommand,
) -> Result<(), String> {
    let mut command = written.clone();
    expand(builder, at, &mut command)?;
    let from = match placed.sources.first().copied().flatten() {
        None => None,
        Some(source) if builder.stages[source].done => Some(source),
        Some(_) => {
            return Err(format!("the stage `{}` is used before it is defined", command.from));
        }
    };
    let state = &builder.stages[at].state;
    let windows = state.windows();
    let dest = path::action(&state.dir, &destination(&state.dir, &command.dest, windows)?, true);
    let common = Copy {
        dest,
        owner: owner(&command.chown),
        mode: mode(&command.chmod)?,
        exclude: command.exclude.clone(),
        ..Copy::default()
    };
    check_checksum(&command)?;
    let mut inputs: Vec<usize> = state.output.into_iter().collect();
    let rooted = !inputs.is_empty();
    let mut actions = Vec::new();
    for source in &command.paths {
        let (op, copy) = match remote::git(source).filter(|_| !source.starts_with("./")) {
            Some(git) => repository(builder, at, placed.instruction, &command, git?, &common)?,
            None if remote::is_http(source) => {
                address(builder, at, placed.instruction, &command, source, &common)?
            }
            None => {
                let op = match from {
                    Some(from) => builder.stages[from].state.output,
                    None => Some(builder.context(at, placed.instruction)),
                };
                (op, local(&command, source, windows, &common)?)
            }
        };
        let from = op.map(|op| input(&mut inputs, op));
        actions.push(FileAction::Copy(Box::new(Copy { from, ..copy })));
    }
    for document in &command.documents {
        let name = without_drive(&document.name, windows, false)?;
        let file = path::action("/", &to_slash(&name, windows), false);
        let data = document.text.clone();
        let write = FileAction::Mkfile { path: file.clone(), mode: 0o644, data };
        let files = Files { actions: vec![write], rooted: false, link: false };
        let op = builder.op(at, placed.instruction, Action::Files(files), Vec::new());
        let from = Some(input(&mut inputs, op));
        actions.push(FileAction::Copy(Box::new(Copy { from, source: file, ..common.clone() })));
    }
    let files = Files { actions, rooted, link: command.link };
    builder.push(at, placed.instruction, Action::Files(files), inputs);
    Ok(())
}

/// Expands everything that takes variables.
fn expand(builder: &Builder, at: usize, command: &mut CopyCommand) -> Result<(), String> {
    let single = [&mut command.chown, &mut command.chmod, &mut command.checksum, &mut command.dest];
    for word in single.into_iter().chain(&mut command.exclude).chain(&mut command.paths) {
        *word = builder.word(at, word)?;
    }
    for document in &mut command.documents {
        document.text = match document.expand {
            true => builder.document(at, &document.chomped())?,
            false => document.chomped(),
        };
        builder.spend(document.text.len())?;
    }
    Ok(())
}

/// The destination in full.
fn destination(dir: &str, dest: &str, windows: bool) -> Result<String, String> {
    let dest = without_drive(dest, windows, true)?;
    match dest.as_str() {
        absolute if is_absolute(absolute, windows) => normalize("/", absolute, windows, true),
        "" | "." => normalize(dir, "./", windows, true),
        relative => normalize(dir, relative, windows, true),
    }
}

fn mode(text: &str) -> Result<Mode, String> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match u32::from_str_radix(text, 8) {
        _ if text.is_empty() => Ok(Mode::Kept),
        Ok(bits) if digits && bits <= 0o7777 => Ok(Mode::Bits(bits)),
        _ if !digits && values::is_symbolic_mode(text) => Ok(Mode::Symbolic(text.to_owned())),
        _ => Err(format!("`{text}` is neither an octal mode up to 7777 nor one such as `u+x`")),
    }
}

fn check_checksum(command: &CopyCommand) -> Result<(), String> {
    match &command.paths[..] {
        _ if command.checksum.is_empty() => Ok(()),
        [source] if remote::is_http(source) || remote::git(source).is_some() => Ok(()),
        [_] => Err("`--checksum` is for HTTP and Git sources".to_owned()),
        _ => Err("`--checksum` takes one source".to_owned()),
    }
}

fn repository(
    builder: &mut Builder,
    at: usize,
    instruction: usize,
    command: &CopyCommand,
    git: remote::Git,
    common: &Copy,
) -> Result<(Option<usize>, Copy), String> {
    if !command.is_add {
        return Err("COPY takes no Git repository: use ADD".to_owned());
    }
    if let (Some(flag), Some(address)) = (command.keep_git_dir, git.keep_git_dir)
        && flag != address
    {
        return Err("the address and `--keep-git-dir` disagree".to_owned());
    }
    let keep = git.keep_git_dir.or(command.keep_git_dir) == Some(true);
    let source = git.source(keep, &command.checksum)?;
    let op = builder.op(at, instruction, Action::Source(source), Vec::new());
    Ok((Some(op), Copy { source: "/".to_owned(), ..common.clone() }))
}

fn address(
    builder: &mut Builder,
    at: usize,
    instruction: usize,
    command: &CopyCommand,
    address: &str,
    common: &Copy,
) -> Result<(Option<usize>, Copy), String> {
    if !command.is_add {
        return Err("COPY takes no address: use ADD".to_owned());
    }
    let (source, name) = remote::http(address, &command.checksum);
    let op = builder.op(at, instruction, Action::Source(source), Vec::new());
    let unpack = command.unpack.unwrap_or(false);
    Ok((Some(op), Copy { source: path::action("/", &name, false), unpack, ..common.clone() }))
}

/// A copy from the build context or a stage.
fn local(
    command: &CopyCommand,
    written: &str,
    windows: bool,
    common: &Copy,
) -> Result<Copy, String> {
    let (mut source, mut include, mut required) = (written, Vec::new(), Vec::new());
    if command.parents {
        // What stands before `/./` is not made again at the destination.
        let pattern = match written.split_once("/./") {
            Some((pivot, pattern)) => {
                source = pivot;
                pattern
            }
            None => {
                source = "/";
                written
            }
        };
        let pattern = normalize("/", pattern, windows, false)?;
        if !has_wildcard(source) && !has_wildcard(&pattern) {
            required.push(normalize("/", &join(source, &pattern), windows, false)?);
        }
        include.push(pattern.strip_prefix('/').unwrap_or(&pattern).to_owned());
    }
    Ok(Copy {
        source: path::action("/", &normalize("/", source, windows, false)?, false),
        include,
        required,
        unpack: command.unpack.unwrap_or(command.is_add),
        wildcard: true,
        ..common.clone()
    })
}

fn has_wildcard(path: &str) -> bool {
    let mut escaped = false;
    path.chars().any(|c| {
        let special = !escaped && matches!(c, '*' | '?' | '[');
        escaped = !escaped && c == '\\';
        special
    })
}
