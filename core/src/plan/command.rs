//! Instructions as the builder reads them before it expands anything: plain values without places.

use super::Healthcheck;
use crate::syntax::{Heredoc, Instruction, Keyword, Tree, Value, Word, numbers};

/// An instruction of a stage.
#[derive(Clone, Debug)]
pub enum Command {
    Env(Vec<(String, String)>),
    Label(Vec<(String, String)>),
    Arg(Vec<(String, Option<String>)>),
    Maintainer(String),
    Copy(Box<CopyCommand>),
    Run(Box<RunCommand>),
    Cmd(Line),
    Entrypoint(Line),
    Healthcheck(Healthcheck),
    Expose(Vec<String>),
    User(String),
    Volume(Vec<String>),
    Workdir(String),
    Stopsignal(String),
    Shell(Vec<String>),
    /// The triggered instruction as text.
    Onbuild(String),
}

/// A program with its arguments, or a script for the shell.
#[derive(Clone, Debug)]
pub struct Line {
    pub words: Vec<String>,
    pub shell: bool,
}

#[derive(Clone, Debug)]
pub struct RunCommand {
    pub line: Line,
    pub heredocs: Vec<Document>,
    /// Whether the heredoc is all there is: its text is the script.
    pub only_heredoc: bool,
    pub mounts: Vec<String>,
    pub network: String,
    pub security: String,
    pub devices: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct CopyCommand {
    pub is_add: bool,
    pub paths: Vec<String>,
    pub documents: Vec<Document>,
    pub dest: String,
    pub from: String,
    pub chown: String,
    pub chmod: String,
    pub checksum: String,
    pub exclude: Vec<String>,
    pub link: bool,
    pub parents: bool,
    pub keep_git_dir: Option<bool>,
    pub unpack: Option<bool>,
}

/// A heredoc's text as written.
#[derive(Clone, Debug)]
pub struct Document {
    pub name: String,
    pub text: String,
    pub chomp: bool,
    pub expand: bool,
}

impl Document {
    /// The text without the tabs that `<<-` takes away.
    pub fn chomped(&self) -> String {
        if !self.chomp {
            return self.text.clone();
        }
        self.text.split_inclusive('\n').map(|line| line.trim_start_matches('\t')).collect()
    }
}

/// The name that a FROM gives its stage, in lower case.
pub fn stage_name(instruction: &Instruction) -> Option<String> {
    match (instruction.keyword, instruction.words()) {
        (Keyword::From, [_, _, name]) => Some(name.text.to_ascii_lowercase()),
        _ => None,
    }
}

/// The command of an instruction; FROM and unknown ones are none.
pub fn command(tree: &Tree, i: &Instruction) -> Option<Command> {
    Some(match i.keyword {
        Keyword::Env => Command::Env(pairs(i)),
        Keyword::Label => Command::Label(pairs(i)),
        Keyword::Arg => Command::Arg(arguments(i)),
        Keyword::Maintainer => Command::Maintainer(i.rest.text.clone()),
        Keyword::Add | Keyword::Copy => Command::Copy(Box::new(copy(tree, i)?)),
        Keyword::Run => Command::Run(Box::new(run(tree, i))),
        Keyword::Cmd => Command::Cmd(line(&i.value)),
        Keyword::Entrypoint => Command::Entrypoint(line(&i.value)),
        Keyword::Healthcheck => Command::Healthcheck(healthcheck(i)?),
        Keyword::Expose => Command::Expose(texts(i.words())),
        Keyword::User => Command::User(i.rest.text.clone()),
        Keyword::Volume => {
            Command::Volume(i.words().iter().map(|word| word.text.trim().to_owned()).collect())
        }
        Keyword::Workdir => Command::Workdir(i.rest.text.clone()),
        Keyword::Stopsignal => Command::Stopsignal(i.rest.text.clone()),
        Keyword::Shell => Command::Shell(texts(i.words())),
        Keyword::Onbuild => Command::Onbuild(trigger(tree, i)),
        Keyword::From | Keyword::Unknown => return None,
    })
}

/// The names and values of ARG.
pub fn arguments(i: &Instruction) -> Vec<(String, Option<String>)> {
    let value = |word: &Option<Word>| word.as_ref().map(|word| word.text.clone());
    i.pairs().iter().map(|pair| (pair.key.text.clone(), value(&pair.value))).collect()
}

/// A flag's value; empty where it is not given.
pub fn flag(i: &Instruction, name: &str) -> String {
    i.flag(name).and_then(|flag| flag.value.clone()).unwrap_or_default()
}

fn flags(i: &Instruction, name: &str) -> Vec<String> {
    let same = i.flags.iter().filter(|flag| flag.name == name);
    same.filter_map(|flag| flag.value.clone()).collect()
}

/// A flag that takes true or false; without a value it is true.
fn switch(i: &Instruction, name: &str) -> Option<bool> {
    let flag = i.flag(name)?;
    Some(flag.value.as_deref().is_none_or(|value| value.eq_ignore_ascii_case("true")))
}

fn pairs(i: &Instruction) -> Vec<(String, String)> {
    arguments(i).into_iter().map(|(name, value)| (name, value.unwrap_or_default())).collect()
}

fn texts(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.text.clone()).collect()
}

fn line(value: &Value) -> Line {
    match value {
        Value::Json(words) => Line { words: texts(words), shell: false },
        Value::Text(text) => Line { words: vec![text.text.clone()], shell: true },
        _ => Line { words: Vec::new(), shell: true },
    }
}

fn run(tree: &Tree, i: &Instruction) -> RunCommand {
    RunCommand {
        line: line(&i.value),
        heredocs: i.heredocs.iter().map(|heredoc| document(tree, heredoc)).collect(),
        only_heredoc: i.heredocs.first().is_some_and(|first| first.word == i.rest.whole()),
        mounts: flags(i, "mount"),
        network: flag(i, "network"),
        security: flag(i, "security"),
        devices: flags(i, "device"),
    }
}

fn copy(tree: &Tree, i: &Instruction) -> Option<CopyCommand> {
    let (dest, sources) = i.words().split_last()?;
    let heredoc = |word: &Word| i.heredocs.iter().find(|heredoc| heredoc.word == word.span);
    // Of heredocs with the same name the last one's text counts for all.
    let text = |heredoc: &Heredoc| {
        let last = i.heredocs.iter().rev().find(|other| other.name == heredoc.name);
        document(tree, last.unwrap_or(heredoc))
    };
    Some(CopyCommand {
        is_add: i.keyword == Keyword::Add,
        paths: sources.iter().filter(|w| heredoc(w).is_none()).map(|w| w.text.clone()).collect(),
        documents: sources.iter().filter_map(heredoc).map(text).collect(),
        dest: dest.text.clone(),
        from: flag(i, "from"),
        chown: flag(i, "chown"),
        chmod: flag(i, "chmod"),
        checksum: flag(i, "checksum"),
        exclude: flags(i, "exclude"),
        link: switch(i, "link") == Some(true),
        parents: switch(i, "parents") == Some(true),
        keep_git_dir: switch(i, "keep-git-dir"),
        unpack: switch(i, "unpack"),
    })
}

fn document(tree: &Tree, heredoc: &Heredoc) -> Document {
    Document {
        name: heredoc.name.clone(),
        text: tree.text(heredoc.body).to_owned(),
        chomp: heredoc.chomp,
        expand: heredoc.expand,
    }
}

fn healthcheck(i: &Instruction) -> Option<Healthcheck> {
    let Value::Health(kind, value) = &i.value else { return None };
    if kind.text.eq_ignore_ascii_case("none") {
        return Some(Healthcheck { test: vec!["NONE".to_owned()], ..Healthcheck::default() });
    }
    let line = line(value);
    let mut test = vec![if line.shell { "CMD-SHELL" } else { "CMD" }.to_owned()];
    test.extend(line.words);
    let time = |name| numbers::nanoseconds(&flag(i, name)).unwrap_or(0);
    Some(Healthcheck {
        test,
        interval: time("interval"),
        timeout: time("timeout"),
        start_period: time("start-period"),
        start_interval: time("start-interval"),
        retries: flag(i, "retries").parse().unwrap_or(0),
    })
}

/// The triggered instruction as a Dockerfile of its own.
fn trigger(tree: &Tree, i: &Instruction) -> String {
    let mut text =
        i.logical.text["ONBUILD".len().min(i.logical.text.len())..].trim_start().to_owned();
    for heredoc in &i.heredocs {
        text += &format!("\n{}{}", tree.text(heredoc.body), heredoc.name);
    }
    text
}
