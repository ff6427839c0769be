//! The steps that an application needs: what the plan of its file fetches, copies, runs and starts, as labels that
//! stay the same where a file is mended. Chores such as deleting caches are none.

use crate::audit::glob;
use crate::model::{Dockerfile, Manager, Run, downloads};
use crate::plan::{Action, FileAction, Op, Plan};
use crate::shell::{self, Command};
use crate::syntax::Keyword;
use crate::text::{Joined, Span};

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does: `FROM node`, `COPY package.json`, `package curl`, `fetch example.org`, `RUN npm install`,
    /// `CMD node server.js`, `EXPOSE 3000/tcp`, `ENV NODE_ENV`.
    pub label: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its stage, counted from 0.
    pub stage: usize,
    /// Whether it may be skipped although the build goes on.
    pub conditional: bool,
}

impl Step {
    /// Whether this step of an answer stands for a step of the broken file.
    pub(super) fn covers(&self, other: &Step) -> bool {
        let path = |step: &Step| step.label.strip_prefix("COPY ").map(str::to_owned);
        let same = match (path(self), path(other)) {
            (Some(own), Some(other)) => brings(&own, &other),
            _ => self.label == other.label,
        };
        same && (!self.conditional || other.conditional)
    }
}

/// Whether copying one path of the context brings another: itself, a folder above it, or a name it matches.
fn brings(own: &str, other: &str) -> bool {
    let inside = other.strip_prefix(own).is_some_and(|rest| rest.starts_with('/'));
    own == "." || own == other || inside || (other.contains('*') && glob(other, own))
}

/// The steps of a file, in the order of its plan. Stages that the image doesn't need have none.
pub fn steps(file: &Dockerfile, plan: &Plan) -> Vec<Step> {
    let mut steps = Vec::new();
    // Images that are started from, copied from or mounted.
    for used in file.images().iter().filter(|used| !used.onbuild) {
        if file.stage_of(used.at).is_some_and(|stage| stage.is_reachable) {
            add(&mut steps, file, used.at, format!("FROM {}", used.image.repository()));
        }
    }
    for (op, origin) in plan.ops.iter().zip(&plan.origins) {
        for label in files(plan, op) {
            add(&mut steps, file, origin.instruction, label);
        }
    }
    let built = |run: &&Run| {
        let ran = |(op, origin): (&Op, &crate::plan::Origin)| {
            matches!(op.action, Action::Exec(_)) && origin.instruction == run.instruction
        };
        !run.onbuild && plan.ops.iter().zip(&plan.origins).any(ran)
    };
    for run in file.runs.iter().filter(built) {
        commands(&mut steps, file, run);
    }
    settings(&mut steps, file, plan);
    steps
}

fn add(steps: &mut Vec<Step>, file: &Dockerfile, instruction: usize, label: String) {
    let line = file.tree.instructions.get(instruction).map_or(1, |i| i.line);
    let stage = file.stage_of(instruction).map_or(0, |stage| stage.index);
    let step = Step { label, line, stage, conditional: false };
    if !steps.contains(&step) {
        steps.push(step);
    }
}

/// What an operation brings from outside: paths of the context, addresses, and files that are written out.
fn files(plan: &Plan, op: &Op) -> Vec<String> {
    let from_context = |input: Option<usize>| {
        let source = input.and_then(|input| op.inputs.get(input)).and_then(|at| plan.ops.get(*at));
        matches!(source.map(|op| &op.action), Some(Action::Source(s)) if s.id == "local://context")
    };
    match &op.action {
        Action::Source(source) if !source.id.starts_with("docker-image:") => {
            let remote = !source.id.starts_with("local:");
            remote.then(|| fetch(&source.id)).into_iter().collect()
        }
        Action::Source(_) => Vec::new(),
        Action::Exec(exec) => {
            let mounts = exec.mounts.iter().filter(|mount| from_context(mount.input));
            mounts.map(|mount| copy(&mount.selector)).collect()
        }
        Action::Files(files) => {
            let label = |action: &FileAction| match action {
                FileAction::Copy(c) => from_context(c.from).then(|| copy(&c.source)),
                FileAction::Mkfile { path, .. } => Some(format!("file {path}")),
                FileAction::Mkdir { .. } => None,
            };
            files.actions.iter().filter_map(label).collect()
        }
    }
}

fn copy(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_matches('/');
    format!("COPY {}", if path.is_empty() { "." } else { path })
}

fn fetch(address: &str) -> String {
    format!("fetch {}", downloads::host(address))
}

/// Programs that are chores: they prepare, tidy up or check, and the application doesn't miss them.
const CHORES: [&str; 58] = [
    "",
    ".",
    ":",
    "[",
    "addgroup",
    "adduser",
    "apk",
    "apt",
    "apt-get",
    "apt-key",
    "awk",
    "bash",
    "cat",
    "cd",
    "chgrp",
    "chmod",
    "chown",
    "curl",
    "cut",
    "deluser",
    "dnf",
    "echo",
    "env",
    "eval",
    "exit",
    "export",
    "false",
    "find",
    "gpg",
    "gpgv",
    "grep",
    "groupadd",
    "id",
    "ls",
    "microdnf",
    "mkdir",
    "passwd",
    "printf",
    "rm",
    "rmdir",
    "set",
    "sh",
    "sha256sum",
    "sha512sum",
    "shasum",
    "sleep",
    "source",
    "su",
    "test",
    "touch",
    "tr",
    "true",
    "umask",
    "unset",
    "useradd",
    "usermod",
    "wget",
    "yum",
];

/// Programs whose first operand says what they do.
const VERBS: [&str; 22] = [
    "bundle", "cargo", "composer", "dotnet", "gem", "git", "go", "gradle", "gradlew", "make",
    "mvn", "mvnw", "node", "npm", "npx", "perl", "php", "pip", "pnpm", "poetry", "python", "yarn",
];

/// What a RUN does for the application.
fn commands(steps: &mut Vec<Step>, file: &Dockerfile, run: &Run) {
    let line = |span: Span| file.tree.lines.line(span.start);
    let ends = |c: &&Command| {
        let stops = c.name() == "exit" || (c.name() == "false" && !c.context.failure_ignored);
        stops && !c.context.conditional
    };
    let end = run.script.commands.iter().find(ends).map(|command| command.index);
    let mut push = |command: &Command, label: String| {
        let conditional = command.context.conditional
            || command.context.in_background
            || end.is_some_and(|end| command.index > end);
        steps.push(Step { label, line: line(command.span), stage: run.stage, conditional });
    };
    for download in downloads::downloads(&run.script) {
        push(download.command, fetch(download.url));
    }
    for install in &run.installs {
        let Some(command) = run.script.commands.get(install.command) else { continue };
        for package in &install.packages {
            push(command, format!("package {}", bare(&package.text)));
        }
        if install.packages.is_empty() {
            push(command, format!("RUN {} install", manager(install.manager, command)));
        }
    }
    let installs: Vec<usize> = run.installs.iter().map(|install| install.command).collect();
    for command in &run.script.commands {
        for flag in ["-r", "--requirement"] {
            let is_pip = command.name().starts_with("pip") || command.name().starts_with("python");
            for file in command.flag_values(flag).iter().filter(|_| is_pip) {
                push(command, format!("RUN pip install -r {}", file.value.unwrap_or_default()));
            }
        }
        if installs.contains(&command.index) || CHORES.contains(&command.name()) {
            continue;
        }
        push(command, format!("RUN {}", called(command)));
    }
}

/// How a package manager is called in labels.
fn manager(manager: Manager, command: &Command) -> &str {
    match manager {
        Manager::Pip => "pip",
        _ => command.name(),
    }
}

/// A package's name without a version.
fn bare(text: &str) -> &str {
    let end = text.char_indices().skip(1).find(|(_, c)| "=<>~!@[;".contains(*c));
    end.map_or(text, |(at, _)| &text[..at])
}

/// A program with what it does, where an operand says that.
fn called(command: &Command) -> String {
    let name = program(command.name());
    if !VERBS.contains(&name) {
        return name.to_owned();
    }
    if name == "python"
        && let Some(module) = command.flag_value("-m")
    {
        return format!("python -m {module}");
    }
    let operands = command.operands();
    let mut words = operands.iter().map(|word| word.text());
    match (name, words.next()) {
        ("npm" | "pnpm" | "yarn", Some("run" | "run-script")) => {
            format!("{name} run {}", words.next().unwrap_or_default())
        }
        ("npm" | "pnpm", Some("ci" | "i" | "clean-install")) => format!("{name} install"),
        (_, Some(verb)) => format!("{name} {verb}"),
        (_, None) => name.to_owned(),
    }
}

/// A program by the name that it has everywhere.
fn program(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.') {
        base @ ("python" | "pip") => base,
        _ => name,
    }
}

/// What the image's configuration promises.
fn settings(steps: &mut Vec<Step>, file: &Dockerfile, plan: &Plan) {
    let config = &plan.config;
    let place = |keyword: Keyword| {
        let mut all = file.tree.instructions.iter();
        all.rposition(|i| i.keyword == keyword).unwrap_or(0)
    };
    for port in &config.exposed_ports {
        add(steps, file, place(Keyword::Expose), format!("EXPOSE {port}"));
    }
    for volume in &config.volumes {
        add(steps, file, place(Keyword::Volume), format!("VOLUME {volume}"));
    }
    for key in config.labels.keys() {
        add(steps, file, place(Keyword::Label), format!("LABEL {key}"));
    }
    for pair in &config.env {
        let name = pair.split('=').next().unwrap_or(pair);
        if name != "PATH" {
            add(steps, file, place(Keyword::Env), format!("ENV {name}"));
        }
    }
    if config
        .healthcheck
        .as_ref()
        .is_some_and(|check| check.test.first().is_some_and(|t| t != "NONE"))
    {
        add(steps, file, place(Keyword::Healthcheck), "HEALTHCHECK".to_owned());
    }
    if !config.stop_signal.is_empty() {
        let label = format!("STOPSIGNAL {}", config.stop_signal);
        add(steps, file, place(Keyword::Stopsignal), label);
    }
    let place = if config.cmd.is_empty() { Keyword::Entrypoint } else { Keyword::Cmd };
    let at = file.tree.instructions.iter().rposition(|i| i.keyword == place);
    if let Some(command) = start(config) {
        add(steps, file, at.unwrap_or(0), format!("CMD {command}"));
    }
}

/// What the container starts, without shells and init programs around it.
fn start(config: &crate::plan::Config) -> Option<String> {
    const INITS: [&str; 5] = ["tini", "dumb-init", "docker-init", "exec", "--"];
    let words: Vec<String> = config.entrypoint.iter().chain(&config.cmd).cloned().collect();
    let mut words = match &words[..] {
        [shell, flag, script, ..] if flag.ends_with('c') && shell.ends_with("sh") => {
            last_command(script)
        }
        _ => words,
    };
    while words.first().is_some_and(|word| INITS.contains(&program(word))) {
        words.remove(0);
    }
    let first = program(words.first()?).to_owned();
    words[0] = first;
    Some(words.join(" "))
}

/// The words of a script's last command that always runs.
fn last_command(script: &str) -> Vec<String> {
    let joined = Joined::of(script, Span::new(0, script.len() as u32));
    let read = shell::parse(&joined, shell::Dialect::Posix);
    let plain = |c: &&Command| !c.context.conditional && !c.context.in_substitution;
    let last = read.commands.iter().rev().find(plain);
    last.map_or_else(Vec::new, |command| {
        let name = command.name_word().into_iter();
        name.chain(command.args()).map(|word| word.text().to_owned()).collect()
    })
}
