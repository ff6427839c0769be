//! CMD, ENTRYPOINT and HEALTHCHECK: what the container executes.

use super::{Dockerfile, ShellAt, runs};
use crate::shell::{Command, Script};
use crate::syntax::{Keyword, Value};
use crate::text::Span;

/// A command of the container.
#[derive(Clone, Debug, PartialEq)]
pub struct Launch {
    /// The instruction's index.
    pub instruction: usize,
    /// The stage's index.
    pub stage: usize,
    /// CMD, ENTRYPOINT or HEALTHCHECK.
    pub keyword: Keyword,
    /// Whether it is an ONBUILD trigger.
    pub onbuild: bool,
    /// The whole instruction without heredocs.
    pub span: Span,
    /// Where the command is written.
    pub command: Span,
    /// Whether it is in exec form.
    pub is_exec: bool,
    /// Whether there is a command at all (`CMD []` and `HEALTHCHECK NONE` have none).
    pub is_empty: bool,
    /// The shell that shell form uses.
    pub shell: ShellAt,
    /// What it runs.
    pub script: Script,
}

/// The launches of a file, in order.
pub(super) fn launches(file: &Dockerfile) -> Vec<Launch> {
    let mut launches = Vec::new();
    for (at, outer) in file.tree.instructions.iter().enumerate() {
        let i = outer.trigger.as_deref().unwrap_or(outer);
        let value = match (i.keyword, &i.value) {
            (Keyword::Cmd | Keyword::Entrypoint, value) => value,
            (Keyword::Healthcheck, Value::Health(_, value)) => value,
            _ => continue,
        };
        let Some(stage) = file.stage_of(at) else { continue };
        let shell = file.shell_at(stage, at);
        let command = match value {
            Value::Json(_) if i.keyword == Keyword::Healthcheck => {
                let cut = i.rest.text.find('[').unwrap_or(0);
                i.rest.span(cut..i.rest.text.len())
            }
            Value::Text(text) => text.whole(),
            _ => i.rest.whole(),
        };
        launches.push(Launch {
            instruction: at,
            stage: stage.index,
            keyword: i.keyword,
            onbuild: outer.trigger.is_some(),
            span: i.head,
            command,
            is_exec: matches!(value, Value::Json(_)),
            is_empty: match value {
                Value::Json(words) => words.is_empty(),
                value => *value == Value::Empty,
            },
            script: runs::script(file, i, value, shell.dialect),
            shell,
        });
    }
    launches
}

/// What a container starts, in short.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Starts {
    /// A shell or an interpreter that waits for input.
    pub is_interactive: bool,
    /// A script whose content can't be seen.
    pub is_script: bool,
}

/// Shells and interpreters that wait for input when they get no arguments.
const INTERACTIVE: &[&str] = &[
    "sh", "bash", "ash", "dash", "zsh", "fish", "python", "python3", "ipython", "node", "irb",
    "ghci", "iex", "erl", "julia", "jshell", "php", "R", "perl", "pwsh", "psql", "scala", "lein",
];

/// Whether a command waits for somebody's input.
pub(super) fn waits(command: &Command) -> bool {
    INTERACTIVE.contains(&command.name())
        && command.args().iter().all(|word| matches!(word.text(), "-i" | "-l" | "--login" | "-a"))
}

/// Whether a command does nothing but keep the container there.
pub(super) fn keeps(command: &Command) -> bool {
    let has = |wanted: &str| command.args().iter().any(|word| word.text() == wanted);
    command.is("sleep") && (has("infinity") || has("inf")) || command.is("tail") && has("/dev/null")
}

impl Dockerfile {
    /// What the containers of a stage start: ENTRYPOINT and CMD of the file. `None` where only the base image knows.
    pub fn starts(&self, stage: &super::Stage) -> Option<Starts> {
        let launches = [Keyword::Entrypoint, Keyword::Cmd]
            .into_iter()
            .filter_map(|keyword| self.launch(stage, keyword));
        let launches: Vec<&Launch> = launches.filter(|launch| !launch.is_empty).collect();
        let script = |text: &str| {
            let name = text.rsplit('/').next().unwrap_or(text);
            [".sh", ".bash"].iter().any(|end| name.ends_with(end)) || name.contains("entrypoint")
        };
        let mut words =
            launches.iter().flat_map(|l| &l.script.commands).flat_map(|command| &command.words);
        let single = match launches[..] {
            [only] => only.script.single(),
            _ => None,
        };
        let waits = single.is_some_and(waits);
        (!launches.is_empty()).then(|| Starts {
            is_interactive: waits,
            is_script: words.any(|word| script(word.text())),
        })
    }

    /// The CMD, ENTRYPOINT or HEALTHCHECK in force at the end of a stage, those of its lineage included.
    pub fn launch<'a>(&'a self, stage: &'a super::Stage, keyword: Keyword) -> Option<&'a Launch> {
        self.lineage(stage).find_map(|stage| {
            self.launches
                .iter()
                .rev()
                .find(|l| l.stage == stage.index && l.keyword == keyword && !l.onbuild)
        })
    }
}
