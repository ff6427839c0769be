//! Goes through the instructions of every stage that is needed, in order.

use super::command::{self, Command, Line};
use super::env::{Env, predefined};
use super::graph::Graph;
use super::stages::{self, Placed, SCRATCH, Stage};
use super::{
    Action, Config, FileAction, Files, Id, Op, Origin, Owner, Plan, PlanError, Source, StagePlan,
    base, copy, path, ports, run, values,
};
use crate::syntax::{ExpandOptions, Expansion, Instruction, Lookup, Tree, expand_with};
use std::cell::Cell;
use std::collections::HashMap;

/// The most bytes that are copied, expanded and listed for one plan. Real files stay far below it.
const BUDGET: usize = 16 << 20;

/// The platform that is built on and for.
const PLATFORM: &str = "linux/amd64";

/// A plan in the making.
pub struct Builder {
    pub escape: char,
    pub globals: Env,
    pub stages: Vec<Stage>,
    /// The last stage of each name.
    pub names: HashMap<String, usize>,
    pub graph: Graph,
    budget: Cell<usize>,
}

/// What an instruction finds: files, variables, directory, user and the configuration so far.
#[derive(Clone, Default)]
pub struct State {
    /// The operation that holds the files; `None` while there are none.
    pub output: Option<usize>,
    pub env: Env,
    pub dir: String,
    pub user: String,
    pub config: Config,
    /// Where each variable stands in `config.env`.
    pub env_places: HashMap<String, usize>,
    pub platform: String,
    /// Whether the image is one for Windows, which decides the shell.
    pub windows_image: bool,
}

impl State {
    /// Whether paths are those of Windows.
    pub fn windows(&self) -> bool {
        self.platform.starts_with("windows")
    }

    /// A script with the shell before it.
    pub fn with_shell(&self, words: &[String]) -> Vec<String> {
        let mut args = self.config.shell.clone();
        if args.is_empty() {
            let shell: &[&str] =
                if self.windows_image { &["cmd", "/S", "/C"] } else { &["/bin/sh", "-c"] };
            args = shell.iter().map(|word| (*word).to_owned()).collect();
        }
        args.push(words.join(" "));
        args
    }
}

/// The plan of a tree for a target.
pub fn plan(tree: &Tree, target: Option<&str>) -> Result<Plan, PlanError> {
    if let Some(error) = tree.errors.first() {
        return Err(PlanError { span: error.span, message: error.message.clone() });
    }
    let file = crate::text::Span::new(0, tree.source.len() as u32);
    let names: Vec<Option<String>> = tree
        .instructions
        .iter()
        .filter(|i| i.keyword == crate::syntax::Keyword::From)
        .map(command::stage_name)
        .collect();
    let Some(last) = names.last() else {
        return Err(PlanError { span: file, message: "the file has no FROM".to_owned() });
    };
    let wanted = target.or(last.as_deref()).unwrap_or("default");
    let mut builder = Builder {
        escape: tree.escape,
        globals: predefined(wanted),
        stages: Vec::new(),
        names: HashMap::new(),
        graph: Graph::default(),
        budget: Cell::new(BUDGET),
    };
    stages::read(&mut builder, tree)?;
    let target = match target {
        None => names.len() - 1,
        Some(name) => *builder.names.get(&name.to_ascii_lowercase()).ok_or_else(|| PlanError {
            span: file,
            message: format!("there is no stage `{name}`"),
        })?,
    };
    let needed = stages::needed(&mut builder, target)?;
    builder.run_all(&needed)?;
    Ok(builder.finish(target, &needed))
}

impl Builder {
    /// Takes from the budget.
    pub fn spend(&self, bytes: usize) -> Result<(), String> {
        let left = self.budget.get().checked_sub(bytes.saturating_add(16));
        self.budget.set(left.unwrap_or(0));
        left.map(drop).ok_or_else(too_large)
    }

    /// ARG before the first FROM.
    pub fn global_arguments(&mut self, i: &Instruction) -> Result<(), String> {
        for (name, value) in command::arguments(i) {
            if let Some(value) = value {
                let value = self.global_word(&value)?;
                self.globals.set(&name, &value);
            }
        }
        Ok(())
    }

    /// A word with the arguments before the first FROM.
    pub fn global_word(&self, word: &str) -> Result<String, String> {
        text(self.expand(word, ExpandOptions::word(self.escape), &self.globals)?)
    }

    /// A word with no variables at all.
    pub fn without_variables(&self, word: &str) -> Result<String, String> {
        text(self.expand(word, ExpandOptions::word(self.escape), &Env::default())?)
    }

    /// A word with the variables of a stage.
    pub fn word(&self, stage: usize, word: &str) -> Result<String, String> {
        text(self.expand(word, ExpandOptions::word(self.escape), &self.stages[stage].state.env)?)
    }

    /// A heredoc's text with the variables of a stage: quotes mean nothing, and `\` escapes whatever the file says.
    pub fn document(&self, stage: usize, document: &str) -> Result<String, String> {
        let options = ExpandOptions { plain_quotes: true, ..ExpandOptions::word('\\') };
        text(self.expand(document, options, &self.stages[stage].state.env)?)
    }

    fn expand(&self, word: &str, options: ExpandOptions, env: &Env) -> Result<Expansion, String> {
        let lookup = |name: &str| {
            // Past the budget nothing is known, and the caller finds no text.
            match self.spend(env.get(name).map_or(0, str::len)) {
                Ok(()) => env.look_up(name),
                Err(_) => Lookup::Unknown,
            }
        };
        let expansion = expand_with(word, options, &lookup)?;
        self.spend(expansion.text.as_ref().map_or(0, |text| text.len() * 2))?;
        Ok(expansion)
    }

    /// Adds an operation to a stage and makes its result the stage's files.
    pub fn push(&mut self, stage: usize, instruction: usize, action: Action, inputs: Vec<usize>) {
        let output = self.op(stage, instruction, action, inputs);
        self.stages[stage].state.output = Some(output);
    }

    /// Adds an operation.
    pub fn op(
        &mut self,
        stage: usize,
        instruction: usize,
        action: Action,
        inputs: Vec<usize>,
    ) -> usize {
        let platform = match &action {
            Action::Source(source) if !source.id.starts_with("docker-image:") => {
                PLATFORM.to_owned()
            }
            _ => self.stages[stage].state.platform.clone(),
        };
        self.graph.add(Op { action, inputs, platform }, Origin { stage, instruction })
    }

    /// The build context.
    pub fn context(&mut self, stage: usize, instruction: usize) -> usize {
        let source = Source { id: "local://context".to_owned(), attributes: Vec::new() };
        self.op(stage, instruction, Action::Source(source), Vec::new())
    }

    fn run_all(&mut self, needed: &[bool]) -> Result<(), PlanError> {
        // Images that only a COPY or a mount names come after the stages, and are there from the start.
        for (at, needed) in needed.iter().enumerate() {
            if *needed && !self.stages[at].written {
                self.start(at)
                    .map_err(|message| PlanError { span: self.stages[at].span, message })?;
                self.stages[at].done = true;
            }
        }
        for (at, needed) in needed.iter().enumerate() {
            if !*needed || self.stages[at].done {
                continue;
            }
            self.start(at).map_err(|message| PlanError { span: self.stages[at].span, message })?;
            self.stages[at].done = true;
            let commands = std::mem::take(&mut self.stages[at].commands);
            for placed in &commands {
                self.dispatch(at, placed)
                    .map_err(|message| PlanError { span: placed.span, message })?;
            }
            self.stages[at].commands = commands;
        }
        Ok(())
    }

    /// Puts a stage into the state that its FROM leaves.
    fn start(&mut self, at: usize) -> Result<(), String> {
        let stage = &self.stages[at];
        let mut state = match stage.base {
            Some(base) => {
                let state = &self.stages[base].state;
                self.spend(state.env.size() * 2 + size(&state.config))?;
                let mut state = state.clone();
                state.config.on_build.clear();
                state
            }
            None => {
                let platform = stage.platform.clone().unwrap_or_else(|| PLATFORM.to_owned());
                let (config, windows_image, platform) = match stage.base_name.as_str() {
                    SCRATCH => (base::scratch(), false, PLATFORM.to_owned()),
                    image => {
                        let (config, windows) = base::image(image);
                        (config, windows, platform)
                    }
                };
                State { config, windows_image, platform, ..State::default() }
            }
        };
        for (place, pair) in state.config.env.iter().enumerate() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            state.env.set(name, value);
            state.env_places.insert(name.to_owned(), place);
        }
        state.user.clone_from(&state.config.user);
        let origin = stage.origin;
        let image = (stage.base.is_none() && stage.base_name != SCRATCH)
            .then(|| format!("docker-image://{}", stage.base_name));
        self.stages[at].state = state;
        if !self.stages[at].state.config.working_dir.is_empty() {
            let dir = self.stages[at].state.config.working_dir.clone();
            self.change_dir(at, &dir)?;
        }
        if let Some(id) = image {
            let source = Source { id, attributes: Vec::new() };
            let output = self.op(at, origin.instruction, Action::Source(source), Vec::new());
            self.stages[at].state.output = Some(output);
        }
        Ok(())
    }

    fn dispatch(&mut self, at: usize, placed: &Placed) -> Result<(), String> {
        match &placed.command {
            Command::Env(pairs) => self.env(at, pairs)?,
            Command::Label(pairs) => {
                for (name, value) in self.expand_pairs(at, pairs)? {
                    self.config(at).labels.insert(name, value);
                }
            }
            Command::Arg(arguments) => self.arg(at, arguments)?,
            Command::Maintainer(author) => self.config(at).author.clone_from(author),
            Command::Copy(copy) => copy::dispatch(self, at, placed, copy)?,
            Command::Run(run) => run::dispatch(self, at, placed, run)?,
            Command::Cmd(line) => {
                let cmd = self.line(at, line);
                let config = self.config(at);
                (config.cmd, config.args_escaped) = (cmd, true);
                self.stages[at].cmd_set = true;
            }
            Command::Entrypoint(line) => {
                let entrypoint = self.line(at, line);
                let inherited = !self.stages[at].cmd_set;
                let config = self.config(at);
                config.entrypoint = entrypoint;
                if inherited {
                    config.cmd.clear();
                }
            }
            Command::Healthcheck(check) => self.config(at).healthcheck = Some(check.clone()),
            Command::Expose(words) => self.expose(at, words)?,
            Command::User(user) => {
                let user = self.word(at, user)?;
                self.config(at).user.clone_from(&user);
                self.stages[at].state.user = user;
            }
            Command::Volume(volumes) => {
                for volume in volumes {
                    let volume = self.word(at, volume)?;
                    if volume.is_empty() {
                        return Err("a VOLUME is empty after expansion".to_owned());
                    }
                    self.config(at).volumes.insert(volume);
                }
            }
            Command::Workdir(dir) => self.workdir(at, placed.instruction, dir)?,
            Command::Stopsignal(signal) => {
                let signal = self.word(at, signal)?;
                if !values::is_signal(&signal) {
                    return Err(format!("`{signal}` is not a signal"));
                }
                self.config(at).stop_signal = signal;
            }
            Command::Shell(shell) => self.config(at).shell.clone_from(shell),
            Command::Onbuild(text) => self.config(at).on_build.push(text.clone()),
        }
        Ok(())
    }

    fn config(&mut self, at: usize) -> &mut Config {
        &mut self.stages[at].state.config
    }

    fn line(&self, at: usize, line: &Line) -> Vec<String> {
        match line.shell {
            true => self.stages[at].state.with_shell(&line.words),
            false => line.words.clone(),
        }
    }

    /// Names and values, all expanded with what was set before the instruction.
    fn expand_pairs(
        &self,
        at: usize,
        pairs: &[(String, String)],
    ) -> Result<Vec<(String, String)>, String> {
        let expand =
            |(name, value): &(String, String)| Ok((self.word(at, name)?, self.word(at, value)?));
        pairs.iter().map(expand).collect()
    }

    fn env(&mut self, at: usize, pairs: &[(String, String)]) -> Result<(), String> {
        for (name, value) in self.expand_pairs(at, pairs)? {
            let state = &mut self.stages[at].state;
            state.env.set(&name, &value);
            let pair = format!("{name}={value}");
            match state.env_places.get(&name) {
                Some(place) => state.config.env[*place] = pair,
                None => {
                    state.env_places.insert(name, state.config.env.len());
                    state.config.env.push(pair);
                }
            }
        }
        Ok(())
    }

    /// ARG: its default, or what was said before the first FROM where it has none.
    fn arg(&mut self, at: usize, arguments: &[(String, Option<String>)]) -> Result<(), String> {
        for (name, default) in arguments {
            let value = match default {
                Some(default) => Some(self.word(at, default)?),
                None => self.globals.get(name).map(str::to_owned),
            };
            // The builder keeps its own switches out of the environment.
            let hidden =
                matches!(name.as_str(), "BUILDKIT_SBOM_SCAN_CONTEXT" | "BUILDKIT_SBOM_SCAN_STAGE");
            if let Some(value) = value.filter(|_| !hidden) {
                self.spend(value.len())?;
                self.stages[at].state.env.set(name, &value);
            }
        }
        Ok(())
    }

    fn expose(&mut self, at: usize, words: &[String]) -> Result<(), String> {
        for word in words {
            let env = &self.stages[at].state.env;
            let expansion = self.expand(word, ExpandOptions::word(self.escape), env)?;
            if expansion.text.is_none() {
                return Err(too_large());
            }
            for word in expansion.words {
                let ports = ports::ports(&word)?;
                self.spend(ports.len() * 16)?;
                self.config(at).exposed_ports.extend(ports);
            }
        }
        Ok(())
    }

    fn workdir(&mut self, at: usize, instruction: usize, dir: &str) -> Result<(), String> {
        let dir = self.word(at, dir)?;
        self.change_dir(at, &dir)?;
        let state = &self.stages[at].state;
        if state.dir == "/" {
            return Ok(());
        }
        let mkdir = FileAction::Mkdir {
            path: path::action("/", &state.dir, false),
            mode: 0o755,
            owner: owner(&state.config.user),
            parents: true,
        };
        let inputs: Vec<usize> = state.output.into_iter().collect();
        let files = Files { actions: vec![mkdir], rooted: !inputs.is_empty(), link: false };
        self.push(at, instruction, Action::Files(files), inputs);
        Ok(())
    }

    fn change_dir(&mut self, at: usize, dir: &str) -> Result<(), String> {
        let state = &mut self.stages[at].state;
        let windows = state.windows();
        let dir = path::normalize(&state.config.working_dir, dir, windows, false)?;
        state.config.working_dir = if windows { dir.replace('/', "\\") } else { dir.clone() };
        state.dir = path::to_slash(&dir, windows);
        Ok(())
    }

    fn finish(self, target: usize, needed: &[bool]) -> Plan {
        let Builder { mut stages, graph, .. } = self;
        let root = stages[target].state.output;
        let config = std::mem::take(&mut stages[target].state.config);
        let (ops, origins, places) = graph.reachable(root);
        let place = |output: Option<usize>| output.and_then(|op| places[op]);
        let written = stages.iter().zip(needed).filter(|(stage, _)| stage.written);
        let listed = written.map(|(stage, needed)| StagePlan {
            name: stage.name.clone(),
            base: stage.base_name.clone(),
            needed: *needed,
            root: place(stage.state.output),
        });
        Plan { root: place(root), config, target, stages: listed.collect(), ops, origins }
    }
}

fn text(expansion: Expansion) -> Result<String, String> {
    expansion.text.ok_or_else(too_large)
}

fn too_large() -> String {
    "the plan grows beyond 16 MiB".to_owned()
}

fn size(config: &Config) -> usize {
    let strings = [&config.env, &config.entrypoint, &config.cmd, &config.on_build, &config.shell];
    let listed: usize = strings.iter().flat_map(|list| list.iter()).map(|s| s.len() + 24).sum();
    let labels: usize =
        config.labels.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
    let sets = config.exposed_ports.iter().chain(&config.volumes).map(|s| s.len() + 24);
    listed + labels + sets.sum::<usize>()
}

/// `user:group`, each a number or a name; nothing for nobody in particular. What is left out beside a colon is root,
/// as `root` is.
pub fn owner(text: &str) -> Owner {
    let id = |part: &str| match part.parse::<i32>() {
        _ if part.is_empty() || part == "root" => Id::Number(0),
        Ok(number) => Id::Number(number),
        Err(_) => Id::Name(part.to_owned()),
    };
    match text.split_once(':') {
        _ if text.is_empty() => Owner::default(),
        Some((user, group)) => Owner { user: Some(id(user)), group: Some(id(group)) },
        None => Owner { user: Some(id(text)), group: None },
    }
}
