//! RUN: its arguments, heredocs and mounts.

use super::command::{Document, RunCommand};
use super::dispatch::Builder;
use super::mount::{self, MountOptions};
use super::path::{clean, file_name, is_absolute, join, to_slash};
use super::stages::Placed;
use super::{Action, Exec, FileAction, Files, Id, Mount, MountKind, Network, Owner};
use crate::order;

/// Adds the operation of a RUN.
pub fn dispatch(
    builder: &mut Builder,
    at: usize,
    placed: &Placed,
    run: &RunCommand,
) -> Result<(), String> {
    let state = &builder.stages[at].state;
    let mut inputs: Vec<usize> = state.output.into_iter().collect();
    let (rooted, windows_image) = (!inputs.is_empty(), state.windows_image);
    let mut words = run.line.words.clone();
    let (mut mounts, mut agents) = (Vec::new(), Vec::new());
    if let Some(document) = run.heredocs.first() {
        if !run.only_heredoc {
            words = vec![rebuilt(&run.line.words.join(" "), &run.heredocs)];
        } else if document.chomped().starts_with("#!") && !windows_image {
            // A script with an interpreter of its own is a file that is run.
            let script = script(builder, at, placed.instruction, document);
            let (kind, target) = (MountKind::Bind, "/dev/pipes/".to_owned());
            let (selector, input) = (String::new(), Some(script));
            mounts.push(Mount { kind, target, read_only: true, selector, input });
            words = vec![join("/dev/pipes", &document.name)];
        } else {
            words = vec![document.chomped()];
        }
    }
    for (mount, source) in run.mounts.iter().zip(&placed.sources) {
        let options = mount::options(mount, &mut |word| builder.word(at, word))?;
        match options.kind.as_str() {
            "secret" => agents.insert(secrets(&agents), secret(builder, at, &options)?),
            "ssh" => agents.push(ssh(&options, agents.len() - secrets(&agents))),
            _ => mounts.push(files(builder, at, placed.instruction, *source, &options)?),
        }
    }
    // The builder mounts what stands above first, and counts inputs in that order.
    order::sort_by_key(&mut mounts, |mount| {
        let path = clean(&mount.target);
        (path.matches('/').count(), path)
    });
    for mount in &mut mounts {
        mount.input = mount.input.map(|op| input(&mut inputs, op));
    }
    mounts.append(&mut agents);
    if words.is_empty() && !run.line.shell {
        return Err("RUN has an empty array: name a program".to_owned());
    }
    let state = &mut builder.stages[at].state;
    let args = if run.line.shell { state.with_shell(&words) } else { words };
    let cwd = if state.dir.is_empty() { "/".to_owned() } else { state.dir.clone() };
    let (mut env, user) = (state.env.sorted().to_vec(), state.user.clone());
    let socket = mounts.iter().find(|mount| matches!(mount.kind, MountKind::Ssh { .. }));
    if let Some(socket) = socket.filter(|_| state.env.get("SSH_AUTH_SOCK").is_none()) {
        env.push(format!("SSH_AUTH_SOCK={}", socket.target));
        order::sort(&mut env);
    }
    let bytes = |list: &[String]| list.iter().map(|s| s.len() + 24).sum::<usize>();
    builder.spend(bytes(&env) + bytes(&args))?;
    let exec = Exec {
        args,
        cwd,
        env,
        user,
        mounts,
        network: network(&run.network)?,
        insecure: insecure(&run.security)?,
        devices: run.devices.clone(),
        rooted,
    };
    builder.push(at, placed.instruction, Action::Exec(Box::new(exec)), inputs);
    Ok(())
}

/// The place of an operation among the inputs, new or known.
pub fn input(inputs: &mut Vec<usize>, op: usize) -> usize {
    inputs.iter().position(|known| *known == op).unwrap_or_else(|| {
        inputs.push(op);
        inputs.len() - 1
    })
}

/// A command line with its heredocs below it, for the shell to read.
fn rebuilt(line: &str, documents: &[Document]) -> String {
    let mut text = line.to_owned();
    for document in documents {
        text += &format!("\n{}{}", document.text, document.name);
    }
    text
}

fn script(builder: &mut Builder, at: usize, instruction: usize, document: &Document) -> usize {
    let path = join("/", &document.name);
    let file = FileAction::Mkfile { path, mode: 0o755, data: document.chomped() };
    let files = Files { actions: vec![file], rooted: false, link: false };
    builder.op(at, instruction, Action::Files(files), Vec::new())
}

fn secrets(agents: &[Mount]) -> usize {
    agents.iter().filter(|mount| matches!(mount.kind, MountKind::Secret { .. })).count()
}

/// A bind, cache or tmpfs mount. Its input is still an operation, not a place among the inputs.
fn files(
    builder: &mut Builder,
    at: usize,
    instruction: usize,
    source: Option<usize>,
    options: &MountOptions,
) -> Result<Mount, String> {
    let state = &builder.stages[at].state;
    let target = match is_absolute(&clean(&options.target), state.windows()) {
        true => options.target.clone(),
        false => join("/", &join(&state.dir, &options.target)),
    };
    if target == "/" {
        return Err("a mount can't stand at `/`".to_owned());
    }
    let mut op = match (options.kind.as_str(), source) {
        ("tmpfs", _) => None,
        ("cache", _) if options.from.is_empty() => None,
        (_, Some(source)) if !options.from.is_empty() => {
            if !builder.stages[source].done {
                let from = &options.from;
                return Err(format!("the stage `{from}` is mounted before it is defined"));
            }
            builder.stages[source].state.output
        }
        _ => Some(builder.context(at, instruction)),
    };
    let mut selector = join("/", &options.source);
    let access = options.uid.is_some() || options.gid.is_some() || options.mode.is_some();
    if selector == "/" {
        selector.clear();
        if access {
            op = Some(cache_directory(builder, at, instruction, op, options));
            selector = "/cache".to_owned();
        }
    }
    let kind = match options.kind.as_str() {
        "cache" => MountKind::Cache {
            id: match options.id.as_str() {
                "" => clean(&options.target),
                id => id.to_owned(),
            },
            sharing: match options.sharing.as_str() {
                "private" => "PRIVATE",
                "locked" => "LOCKED",
                _ => "SHARED",
            },
        },
        "tmpfs" => MountKind::Tmpfs { size: options.size },
        _ => MountKind::Bind,
    };
    Ok(Mount { kind, target, read_only: options.read_only, selector, input: op })
}

/// The directory that a cache starts from, where its user, group or permissions are given.
fn cache_directory(
    builder: &mut Builder,
    at: usize,
    instruction: usize,
    below: Option<usize>,
    options: &MountOptions,
) -> usize {
    let number = |id: Option<u32>| Some(Id::Number(id.unwrap_or(0) as i32));
    let mkdir = FileAction::Mkdir {
        path: "/cache".to_owned(),
        mode: options.mode.unwrap_or(0o755) & 0o777,
        owner: Owner { user: number(options.uid), group: number(options.gid) },
        parents: false,
    };
    let files = Files { actions: vec![mkdir], rooted: below.is_some(), link: false };
    builder.op(at, instruction, Action::Files(files), below.into_iter().collect())
}

fn secret(builder: &Builder, at: usize, options: &MountOptions) -> Result<Mount, String> {
    let windows = builder.stages[at].state.windows();
    let mut target = to_slash(&options.target, windows);
    let mut id = if options.source.is_empty() { &options.id } else { &options.source }.clone();
    if id.is_empty() {
        id = file_name(&target).to_owned();
    }
    if target.is_empty() && options.env.is_none() {
        if windows {
            return Err("a secret needs a target on Windows".to_owned());
        }
        target = format!("/run/secrets/{}", file_name(&id));
    }
    let (env, optional) = (options.env.clone(), !options.required);
    let kind = MountKind::Secret { id, env, optional, access: access(options, 0o400) };
    Ok(Mount { kind, target, read_only: false, selector: String::new(), input: None })
}

fn ssh(options: &MountOptions, count: usize) -> Mount {
    let kind = MountKind::Ssh {
        id: options.id.clone(),
        optional: !options.required,
        access: access(options, 0o600),
    };
    let target = match options.target.as_str() {
        "" => format!("/run/buildkit/ssh_agent.{count}"),
        target => target.to_owned(),
    };
    Mount { kind, target, read_only: false, selector: String::new(), input: None }
}

fn access(options: &MountOptions, mode: u32) -> Option<(u32, u32, u32)> {
    let given = options.uid.is_some() || options.gid.is_some() || options.mode.is_some();
    let or = |value: Option<u32>, default| value.unwrap_or(default);
    given.then(|| (or(options.uid, 0), or(options.gid, 0), or(options.mode, mode)))
}

fn network(name: &str) -> Result<Network, String> {
    match name {
        "" | "default" => Ok(Network::Default),
        "none" => Ok(Network::None),
        "host" => Ok(Network::Host),
        other => Err(format!("`--network` takes default, none or host, not `{other}`")),
    }
}

fn insecure(name: &str) -> Result<bool, String> {
    match name {
        "" | "sandbox" => Ok(false),
        "insecure" => Ok(true),
        other => Err(format!("`--security` takes sandbox or insecure, not `{other}`")),
    }
}
