//! Stages: names, bases, who needs whom, and the settings that hold at each instruction.

use super::scope::{Binding, Kind, Value, lookup_global};
use super::{Checks, Dockerfile, SourceKind};
use crate::image::{BaseUser, Reference, facts};
use crate::order;
use crate::shell::Dialect;
use crate::syntax::{self, Instruction, Keyword, Lookup, Tree, Value as Arguments};
use crate::text::Span;

/// One FROM and what follows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its number, from 0.
    pub index: usize,
    /// The name after AS, in lower case.
    pub name: Option<String>,
    /// Where the name is written.
    pub name_span: Option<Span>,
    /// The FROM instruction's index.
    pub from: usize,
    /// The index after its last instruction.
    pub end: usize,
    /// Where the image is written.
    pub base_span: Span,
    /// The image as written.
    pub base_raw: String,
    /// The image after expansion, where it is known.
    pub base_text: Option<String>,
    /// What it starts from.
    pub base: Base,
    /// What ARG and ENV set, in order.
    pub bindings: Vec<Binding>,
    /// USER instructions.
    pub users: Vec<Setting>,
    /// WORKDIR instructions; the value is the resulting absolute path.
    pub workdirs: Vec<Setting>,
    /// SHELL instructions: the index and the words.
    pub shells: Vec<(usize, Vec<String>)>,
    /// The stages that this one copies or mounts from, by index.
    pub needs: Vec<usize>,
    /// What its RUNs check of what they fetch.
    pub checks: Checks,
    /// The instruction of its last RUN that builds something.
    pub last_build: Option<usize>,
    /// The instruction of its last RUN that calls `rm`.
    pub last_rm: Option<usize>,
    /// Whether what pip keeps is wanted: a command takes wheels from its cache, or a COPY of another stage does.
    pub reads_pip_cache: bool,
    /// The instruction of its first RUN that installs packages of the system without `sudo`.
    pub first_install: Option<usize>,
    /// The instruction of its first RUN that makes `/bin/sh` bash.
    pub sh_is_bash_after: Option<usize>,
    /// Whether it is the last stage.
    pub is_final: bool,
    /// Whether the last stage needs it, through FROM, COPY or a mount (the last stage itself included).
    pub is_reachable: bool,
    /// Whether its layers are layers of the final image: the last stage, and those it is built from.
    pub ships: bool,
    /// Whether a later stage is built FROM it.
    pub is_base: bool,
}

/// What a stage starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// An earlier stage.
    Stage(usize),
    /// An image.
    Image(Reference),
    /// Nothing.
    Scratch,
    /// Depends on a variable that the file doesn't set.
    Unknown,
    /// Not a reference, and why.
    Invalid(String),
}

/// A setting that holds from its instruction on.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The instruction's index.
    pub at: usize,
    /// Where the argument is written.
    pub span: Span,
    /// The argument as written, without quotes around it.
    pub raw: String,
    /// The value after expansion; `None` where it is not known.
    pub value: Option<String>,
}

/// The user in force.
#[derive(Clone, Debug, PartialEq)]
pub enum UserAt<'a> {
    /// Set by a USER instruction.
    Set(&'a Setting),
    /// The base image's own.
    Base(BaseUser),
}

/// The shell in force.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellAt {
    /// Program and options.
    pub words: Vec<String>,
    /// Whether a SHELL instruction set it.
    pub explicit: bool,
    /// How its scripts are to be read.
    pub dialect: Dialect,
}

impl Stage {
    /// Whether the name says that the stage is for development or tests.
    pub fn is_dev(&self) -> bool {
        const DEV: [&str; 8] =
            ["dev", "development", "test", "tests", "testing", "ci", "debug", "devcontainer"];
        let parts = |name: &str| name.split(['-', '_', '.']).any(|part| DEV.contains(&part));
        self.name.as_deref().is_some_and(parts)
    }

    /// The name, or the number as `COPY --from` takes it.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.index.to_string())
    }
}

/// Global ARGs and the stages. `needs` and reachability come later: see [`connect`].
pub(super) fn stages(tree: &Tree) -> (Vec<Binding>, Vec<Stage>) {
    let froms: Vec<usize> = (0..tree.instructions.len())
        .filter(|i| tree.instructions[*i].keyword == Keyword::From)
        .collect();
    let first = froms.first().copied().unwrap_or(tree.instructions.len());
    let mut globals: Vec<Binding> = Vec::new();
    for at in 0..first {
        let instruction = &tree.instructions[at];
        if instruction.keyword == Keyword::Arg {
            for pair in instruction.pairs() {
                let value = match &pair.value {
                    Some(word) => expand_global(&globals, tree.escape, &word.text),
                    None => Value::Unknown,
                };
                globals.push(binding(at, Kind::Arg, pair, value));
            }
        }
    }
    let mut stages: Vec<Stage> = Vec::new();
    for (index, &from) in froms.iter().enumerate() {
        let end = froms.get(index + 1).copied().unwrap_or(tree.instructions.len());
        let stage = stage(tree, &globals, &stages, index, from, end);
        stages.push(stage);
    }
    (globals, stages)
}

fn binding(at: usize, kind: Kind, pair: &syntax::Pair, value: Value) -> Binding {
    let (name, name_span) = (pair.key.text.clone(), pair.key.span);
    Binding { at, kind, name, span: pair.span, name_span, raw: pair.value.clone(), value }
}

fn expand_global(globals: &[Binding], escape: char, word: &str) -> Value {
    let lookup = |name: &str| match lookup_global(globals, name) {
        Value::Known(value) => Lookup::Known(value),
        Value::Unknown => Lookup::Unknown,
        Value::Unset => Lookup::Unset,
    };
    match syntax::expand(word, escape, &lookup) {
        Ok(expansion) => expansion.text.map_or(Value::Unknown, Value::Known),
        Err(_) => Value::Unknown,
    }
}

fn stage(
    tree: &Tree,
    globals: &[Binding],
    earlier: &[Stage],
    index: usize,
    from: usize,
    end: usize,
) -> Stage {
    let instruction = &tree.instructions[from];
    let words = instruction.words();
    let (base_raw, base_span) = match words.first() {
        Some(word) => (word.text.clone(), word.span),
        None => (String::new(), instruction.word),
    };
    let named = words.get(2).filter(|_| words[1].text.eq_ignore_ascii_case("as"));
    let base_text = match expand_global(globals, tree.escape, &base_raw) {
        Value::Known(text) => Some(text),
        _ => None,
    };
    let base = match &base_text {
        None => Base::Unknown,
        Some(text) => {
            match earlier
                .iter()
                .rev()
                .find(|s| s.name.as_deref() == Some(&text.to_ascii_lowercase()))
            {
                Some(stage) => Base::Stage(stage.index),
                None if text == "scratch" => Base::Scratch,
                None => Reference::parse(text).map_or_else(Base::Invalid, Base::Image),
            }
        }
    };
    let mut stage = Stage {
        index,
        name: named.map(|word| word.text.to_ascii_lowercase()),
        name_span: named.map(|word| word.span),
        from,
        end,
        base_span,
        base_raw,
        base_text,
        base,
        bindings: Vec::new(),
        users: Vec::new(),
        workdirs: Vec::new(),
        shells: Vec::new(),
        needs: Vec::new(),
        checks: Checks::default(),
        last_build: None,
        last_rm: None,
        reads_pip_cache: false,
        first_install: None,
        sh_is_bash_after: None,
        is_final: false,
        is_reachable: false,
        ships: false,
        is_base: false,
    };
    Settings { tree, globals, earlier }.read(&mut stage);
    stage
}

/// What is needed to read a stage's settings.
struct Settings<'a> {
    tree: &'a Tree,
    globals: &'a [Binding],
    earlier: &'a [Stage],
}

impl Settings<'_> {
    fn read(&self, stage: &mut Stage) {
        for at in stage.from + 1..stage.end {
            let instruction = &self.tree.instructions[at];
            match instruction.keyword {
                Keyword::Arg => {
                    for pair in instruction.pairs() {
                        let value = match &pair.value {
                            Some(word) => self
                                .expand(stage, at, &word.text)
                                .map_or(Value::Unknown, Value::Known),
                            None => self.inherited_arg(&pair.key.text),
                        };
                        stage.bindings.push(binding(at, Kind::Arg, pair, value));
                    }
                }
                Keyword::Env => {
                    // All values of one ENV see the names as they were before it.
                    let values: Vec<_> = instruction
                        .pairs()
                        .iter()
                        .map(|pair| (pair, self.env(stage, at, pair)))
                        .collect();
                    stage.bindings.extend(
                        values.into_iter().map(|(pair, value)| binding(at, Kind::Env, pair, value)),
                    );
                }
                Keyword::User => {
                    let setting = self.setting(stage, at, instruction);
                    stage.users.extend(setting);
                }
                Keyword::Workdir => {
                    if let Some(mut setting) = self.setting(stage, at, instruction) {
                        setting.value = setting.value.and_then(|path| self.resolve(stage, &path));
                        stage.workdirs.push(setting);
                    }
                }
                Keyword::Shell => {
                    if let Arguments::Json(words) = &instruction.value {
                        stage
                            .shells
                            .push((at, words.iter().map(|word| word.text.clone()).collect()));
                    }
                }
                _ => {}
            }
        }
    }

    fn inherited_arg(&self, name: &str) -> Value {
        match lookup_global(self.globals, name) {
            Value::Known(value) => Value::Known(value),
            _ => Value::Unknown,
        }
    }

    fn env(&self, stage: &Stage, at: usize, pair: &syntax::Pair) -> Value {
        let text = pair.value.as_ref().and_then(|word| self.expand(stage, at, &word.text));
        text.map_or(Value::Unknown, Value::Known)
    }

    fn setting(&self, stage: &Stage, at: usize, instruction: &Instruction) -> Option<Setting> {
        let Arguments::Text(text) = &instruction.value else { return None };
        let raw = text.text.trim_matches(['"', '\'']).to_owned();
        Some(Setting { at, span: text.whole(), raw, value: self.expand(stage, at, &text.text) })
    }

    /// The stage's own names and those of the stages it is built from.
    fn expand(&self, stage: &Stage, at: usize, word: &str) -> Option<String> {
        let lookup = |name: &str| {
            let mut scope = Some(stage);
            while let Some(stage) = scope {
                let found = stage.bindings.iter().rev().filter(|b| b.name == name && b.at < at);
                let env = found.clone().find(|b| b.kind == Kind::Env);
                if let Some(binding) = env.or(found.clone().next()) {
                    return match &binding.value {
                        Value::Known(value) => Lookup::Known(value.clone()),
                        _ => Lookup::Unknown,
                    };
                }
                scope = match stage.base {
                    Base::Stage(index) => self.earlier.get(index),
                    Base::Scratch => return Lookup::Unset,
                    _ => None,
                };
            }
            Lookup::Unknown
        };
        syntax::expand(word, self.tree.escape, &lookup).ok()?.text
    }

    /// A WORKDIR's argument as an absolute path; `None` where the directory before it is not known.
    fn resolve(&self, stage: &Stage, path: &str) -> Option<String> {
        if path.starts_with('/') {
            return Some(clean(path));
        }
        let drive = path.as_bytes().get(1) == Some(&b':') || path.starts_with('\\');
        if drive {
            return Some(path.to_owned());
        }
        let mut scope = Some(stage);
        while let Some(stage) = scope {
            if let Some(before) = stage.workdirs.last() {
                return before.value.as_ref().map(|before| clean(&format!("{before}/{path}")));
            }
            scope = match stage.base {
                Base::Stage(index) => self.earlier.get(index),
                Base::Scratch => return Some(clean(&format!("/{path}"))),
                _ => return None,
            };
        }
        None
    }
}

/// A path without `.`, `..` and doubled slashes.
pub fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// Fills in who needs whom, once copies and mounts are known.
pub(super) fn connect(file: &mut Dockerfile) {
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); file.stages.len()];
    let found = |name: &str, before: usize| find(&file.stages[..before], name);
    for copy in &file.copies {
        if let Some(SourceKind::Stage(index)) = copy.from {
            needs[copy.stage].push(index);
        }
    }
    for run in &file.runs {
        let names = run.mounts.iter().filter_map(|mount| mount.from.as_deref());
        needs[run.stage].extend(names.filter_map(|name| found(name, run.stage)));
    }
    for (stage, needs) in file.stages.iter_mut().zip(needs) {
        stage.needs = needs;
        order::sort(&mut stage.needs);
        stage.needs.dedup();
    }
    let Some(last) = file.stages.len().checked_sub(1) else { return };
    file.stages[last].is_final = true;
    let mut open = vec![last];
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut file.stages[index].is_reachable, true) {
            continue;
        }
        open.extend(file.stages[index].needs.iter().copied());
        if let Base::Stage(base) = file.stages[index].base {
            open.push(base);
        }
    }
    let mut shipped = Some(last);
    while let Some(index) = shipped {
        file.stages[index].ships = true;
        shipped = match file.stages[index].base {
            Base::Stage(base) => Some(base),
            _ => None,
        };
    }
    for index in 0..file.stages.len() {
        if let Base::Stage(base) = file.stages[index].base {
            file.stages[base].is_base = true;
        }
    }
}

/// The stage that `COPY --from=` means, among those before.
pub(super) fn find(stages: &[Stage], name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let by_name = stages.iter().rev().find(|stage| stage.name.as_deref() == Some(&lower));
    by_name
        .map(|stage| stage.index)
        .or_else(|| name.parse().ok().filter(|index| *index < stages.len()))
}

impl Dockerfile {
    /// The user just before the instruction `at` of a stage (use `stage.end` for its end).
    pub fn user_at<'a>(&'a self, stage: &'a Stage, at: usize) -> UserAt<'a> {
        for (depth, stage) in self.lineage(stage).enumerate() {
            if let Some(user) = stage.users.iter().rev().find(|user| depth > 0 || user.at < at) {
                return UserAt::Set(user);
            }
        }
        UserAt::Base(match self.root_of(stage) {
            Base::Image(image) => facts::default_user(image),
            Base::Scratch => BaseUser::Root,
            _ => BaseUser::Unknown,
        })
    }

    /// Whether the user at an instruction is root: `None` where that is not known.
    pub fn is_root_at(&self, stage: &Stage, at: usize) -> Option<bool> {
        match self.user_at(stage, at) {
            UserAt::Set(user) => user.value.as_deref().map(is_root),
            UserAt::Base(BaseUser::Root) => Some(true),
            UserAt::Base(BaseUser::Other(_)) => Some(false),
            UserAt::Base(BaseUser::Unknown) => None,
        }
    }

    /// The directory just before the instruction `at`; `None` where only the base image knows.
    pub fn workdir_at(&self, stage: &Stage, at: usize) -> Option<String> {
        for (depth, stage) in self.lineage(stage).enumerate() {
            if let Some(workdir) = stage.workdirs.iter().rev().find(|w| depth > 0 || w.at < at) {
                return workdir.value.clone();
            }
        }
        matches!(self.root_of(stage), Base::Scratch).then(|| "/".to_owned())
    }

    /// The shell just before the instruction `at`.
    pub fn shell_at(&self, stage: &Stage, at: usize) -> ShellAt {
        for (depth, stage) in self.lineage(stage).enumerate() {
            if let Some((_, words)) =
                stage.shells.iter().rev().find(|(set, _)| depth > 0 || *set < at)
            {
                let dialect = words.first().map_or(Dialect::Unknown, |program| dialect(program));
                return ShellAt { words: words.clone(), explicit: true, dialect };
            }
        }
        match self.is_windows(stage) {
            true => ShellAt {
                words: vec!["cmd".into(), "/S".into(), "/C".into()],
                explicit: false,
                dialect: Dialect::Cmd,
            },
            false => ShellAt {
                words: vec!["/bin/sh".into(), "-c".into()],
                explicit: false,
                dialect: Dialect::Posix,
            },
        }
    }
}

/// Whether the argument of USER means root.
pub fn is_root(user: &str) -> bool {
    let name = user.split(':').next().unwrap_or(user).trim();
    matches!(name, "root" | "0") || name.eq_ignore_ascii_case("ContainerAdministrator")
}

/// How a shell's scripts are to be read, by its program.
pub fn dialect(program: &str) -> Dialect {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    match name.trim_end_matches(".exe") {
        "sh" | "dash" | "ash" | "busybox" => Dialect::Posix,
        "bash" | "zsh" | "ksh" | "mksh" => Dialect::Bash,
        "powershell" | "pwsh" => Dialect::PowerShell,
        "cmd" => Dialect::Cmd,
        _ => Dialect::Unknown,
    }
}
