//! A plan as JSON, in the shape of BuildKit's own dump, one object a file. The hashes are ours: stable between runs
//! and versions that read a file in the same way, and equal where operations are.

use super::{
    Action, Config, Copy, Exec, FileAction, Files, Id, Mode, Mount, MountKind, Network, Op, Owner,
    Plan, PlanError,
};
use crate::order;
use std::collections::BTreeSet;

/// One line: `id`, `ops`, `root`, `config`, and `targets` with the root and the configuration of every named stage.
pub fn to_json(id: &str, plan: &Plan, targets: &[(String, Result<Plan, PlanError>)]) -> String {
    let (ops, hashes) = ops(plan);
    let target = |(name, plan): &(String, Result<Plan, PlanError>)| {
        let value = match plan {
            Ok(plan) => {
                let config = hash(&config_json(&plan.config));
                format!("{} {config:016x}", root(plan, &self::ops(plan).1))
            }
            Err(error) => format!("ERR {}", error.message),
        };
        (name.clone(), string(&value))
    };
    object(&[
        ("id", string(id)),
        ("ops", array(ops)),
        ("root", string(&root(plan, &hashes))),
        ("config", config_json(&plan.config)),
        ("targets", named(targets.iter().map(target))),
    ])
}

/// The configuration as an image holds it, to the letter: the order of Docker's fields, nothing empty.
pub fn config_json(config: &Config) -> String {
    let set = |set: &BTreeSet<String>| named(set.iter().map(|key| (key.clone(), "{}".to_owned())));
    let labels = config.labels.iter().map(|(key, value)| (key.clone(), string(value)));
    let fields = [
        ("User", !config.user.is_empty(), string(&config.user)),
        ("ExposedPorts", !config.exposed_ports.is_empty(), set(&config.exposed_ports)),
        ("Env", !config.env.is_empty(), strings(&config.env)),
        ("Entrypoint", !config.entrypoint.is_empty(), strings(&config.entrypoint)),
        ("Cmd", !config.cmd.is_empty(), strings(&config.cmd)),
        ("Volumes", !config.volumes.is_empty(), set(&config.volumes)),
        ("WorkingDir", !config.working_dir.is_empty(), string(&config.working_dir)),
        ("Labels", !config.labels.is_empty(), named(labels)),
        ("StopSignal", !config.stop_signal.is_empty(), string(&config.stop_signal)),
        ("ArgsEscaped", config.args_escaped, "true".to_owned()),
        ("Healthcheck", config.healthcheck.is_some(), healthcheck(config)),
        ("OnBuild", !config.on_build.is_empty(), strings(&config.on_build)),
        ("Shell", !config.shell.is_empty(), strings(&config.shell)),
    ];
    given(fields)
}

fn healthcheck(config: &Config) -> String {
    let check = config.healthcheck.clone().unwrap_or_default();
    let number = |name, value: i64| (name, value != 0, value.to_string());
    given([
        ("Test", !check.test.is_empty(), strings(&check.test)),
        number("Interval", check.interval),
        number("Timeout", check.timeout),
        number("StartPeriod", check.start_period),
        number("StartInterval", check.start_interval),
        number("Retries", check.retries),
    ])
}

/// The operations and their hashes.
fn ops(plan: &Plan) -> (Vec<String>, Vec<u64>) {
    let (mut listed, mut hashes) = (Vec::new(), Vec::new());
    for op in &plan.ops {
        let inputs: Vec<String> =
            op.inputs.iter().map(|input| output(hashes.get(*input).copied())).collect();
        let inputs = if inputs.is_empty() { "null".to_owned() } else { strings(&inputs) };
        let mut fields = fields(op);
        fields.push(("ins", inputs));
        // Told only where it isn't the usual one, as is `--link`.
        if op.platform != "linux/amd64" {
            fields.push(("platform", string(&op.platform)));
        }
        order::sort(&mut fields);
        let own = hash(&object(&fields));
        hashes.push(own);
        fields.push(("h", string(&format!("{own:016x}"))));
        order::sort(&mut fields);
        listed.push(object(&fields));
    }
    (listed, hashes)
}

fn output(hash: Option<u64>) -> String {
    hash.map_or(String::new(), |hash| format!("{hash:016x}#0"))
}

fn root(plan: &Plan, hashes: &[u64]) -> String {
    output(plan.root.and_then(|root| hashes.get(root).copied()))
}

fn fields(op: &Op) -> Vec<(&'static str, String)> {
    match &op.action {
        Action::Source(source) => {
            let attributes =
                source.attributes.iter().map(|(name, value)| (name.clone(), string(value)));
            let mut fields = vec![("t", string("source")), ("id", string(&source.id))];
            if !source.attributes.is_empty() {
                fields.push(("attrs", named(attributes)));
            }
            fields
        }
        Action::Exec(exec) => exec_fields(exec),
        Action::Files(files) => {
            let mut fields = vec![("t", string("file")), ("actions", array(actions(files, op)))];
            if files.link {
                fields.push(("link", "true".to_owned()));
            }
            fields
        }
    }
}

fn exec_fields(exec: &Exec) -> Vec<(&'static str, String)> {
    let network = match exec.network {
        Network::Default => "UNSET",
        Network::None => "NONE",
        Network::Host => "HOST",
    };
    let mounts: Vec<String> = exec.mounts.iter().map(mount).collect();
    let mut fields = vec![
        ("t", string("exec")),
        ("args", strings(&exec.args)),
        ("cwd", string(&exec.cwd)),
        ("env", strings(&exec.env)),
        ("user", string(&exec.user)),
        ("mounts", if mounts.is_empty() { "null".to_owned() } else { strings(&mounts) }),
        ("net", string(network)),
        ("sec", string(if exec.insecure { "INSECURE" } else { "SANDBOX" })),
    ];
    if !exec.devices.is_empty() {
        fields.push(("devices", strings(&exec.devices)));
    }
    fields
}

/// A mount as one line, such as `CACHE /root/.cache ro=false sel= in=-1 cache=//root/.cache/SHARED`.
pub fn mount(mount: &Mount) -> String {
    let access = |access: &Option<(u32, u32, u32)>| {
        access
            .map_or(String::new(), |(uid, gid, mode)| format!(" uid={uid} gid={gid} mode={mode:o}"))
    };
    let (name, more) = match &mount.kind {
        MountKind::Bind => ("BIND", String::new()),
        MountKind::Cache { id, sharing } => ("CACHE", format!(" cache=/{id}/{sharing}")),
        MountKind::Tmpfs { size: 0 } => ("TMPFS", String::new()),
        MountKind::Tmpfs { size } => ("TMPFS", format!(" size={size}")),
        MountKind::Secret { id, env, optional, access: given } => {
            let env = env.as_ref().map_or(String::new(), |env| format!(" env={env}"));
            ("SECRET", format!(" secret={id}{env} optional={optional}{}", access(given)))
        }
        MountKind::Ssh { id, optional, access: given } => {
            ("SSH", format!(" ssh={id} optional={optional}{}", access(given)))
        }
    };
    let Mount { target, read_only, selector, .. } = mount;
    let input = place(mount.input);
    format!("{name} {target} ro={read_only} sel={selector} in={input}{more}")
}

fn actions(files: &Files, op: &Op) -> Vec<String> {
    let action = |(at, action): (usize, &FileAction)| {
        let mut fields = match action {
            FileAction::Copy(copy) => copy_fields(copy),
            FileAction::Mkdir { path, mode, owner, .. } => vec![
                ("a", string("mkdir")),
                ("path", string(path)),
                ("mode", mode.to_string()),
                ("owner", string(&owner_text(owner))),
            ],
            FileAction::Mkfile { path, mode, data } => vec![
                ("a", string("mkfile")),
                ("path", string(path)),
                ("mode", mode.to_string()),
                ("data", string(data)),
            ],
        };
        if let FileAction::Copy(copy) = action {
            // The first change starts from the first input, each other from the one before it.
            let base = if files.rooted { "0".to_owned() } else { "-1".to_owned() };
            let input = if at == 0 { base } else { (op.inputs.len() + at - 1).to_string() };
            fields.push(("in", input));
            fields.push(("sin", place(copy.from)));
        }
        order::sort(&mut fields);
        object(&fields)
    };
    files.actions.iter().enumerate().map(action).collect()
}

fn copy_fields(copy: &Copy) -> Vec<(&'static str, String)> {
    let list = |list: &[String]| if list.is_empty() { "null".to_owned() } else { strings(list) };
    let (mode, symbolic) = match &copy.mode {
        Mode::Kept => ("-1".to_owned(), ""),
        Mode::Bits(bits) => (bits.to_string(), ""),
        Mode::Symbolic(text) => ("-1".to_owned(), text.as_str()),
    };
    vec![
        ("a", string("copy")),
        ("src", string(&copy.source)),
        ("dest", string(&copy.dest)),
        ("owner", string(&owner_text(&copy.owner))),
        ("mode", mode),
        ("modestr", string(symbolic)),
        ("unpack", copy.unpack.to_string()),
        ("incl", list(&copy.include)),
        ("excl", list(&copy.exclude)),
    ]
}

/// An owner as BuildKit's dump writes it.
fn owner_text(owner: &Owner) -> String {
    let id = |name: &str, id: &Option<Id>| match id {
        None => None,
        Some(Id::Number(number)) => Some(format!("{name}:{{byID:{number}}}")),
        Some(Id::Name(text)) => Some(format!("{name}:{{byName:{{name:{text:?}}}}}")),
    };
    let parts: Vec<String> =
        [id("user", &owner.user), id("group", &owner.group)].into_iter().flatten().collect();
    if parts.is_empty() { "<nil>".to_owned() } else { parts.join("  ") }
}

fn place(input: Option<usize>) -> String {
    input.map_or("-1".to_owned(), |input| input.to_string())
}

/// FNV-1a, which is stable and needs no tables. It tells operations apart; it protects nothing.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn object(fields: &[(&str, String)]) -> String {
    named(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())))
}

fn given<const N: usize>(fields: [(&'static str, bool, String); N]) -> String {
    let kept = fields.into_iter().filter(|(_, given, _)| *given);
    named(kept.map(|(name, _, value)| (name.to_owned(), value)))
}

fn named(fields: impl Iterator<Item = (String, String)>) -> String {
    let fields: Vec<String> =
        fields.map(|(name, value)| format!("{}:{value}", string(&name))).collect();
    format!("{{{}}}", fields.join(","))
}

fn array(items: Vec<String>) -> String {
    format!("[{}]", items.join(","))
}

fn strings(texts: &[String]) -> String {
    array(texts.iter().map(|text| string(text)).collect())
}

/// A string as Go writes it, so that configurations are equal to the letter.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' || matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
