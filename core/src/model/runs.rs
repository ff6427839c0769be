//! RUN: the scripts that the build executes.

use super::{
    Dockerfile, Install, Mount, MountKind, ShellAt, Stage, downloads, mounts, packages, stages,
};
use crate::shell::{self, Command, Dialect, Op, Script};
use crate::syntax::{Instruction, Keyword, Value};
use crate::text::{Joined, Span};

/// A RUN.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The instruction's index.
    pub instruction: usize,
    /// The stage's index.
    pub stage: usize,
    /// Whether it is an ONBUILD trigger.
    pub onbuild: bool,
    /// The keyword as written.
    pub word: Span,
    /// The instruction without heredocs.
    pub span: Span,
    /// The instruction with heredocs.
    pub whole: Span,
    /// Whether it is in exec form.
    pub is_exec: bool,
    /// The shell in force.
    pub shell: ShellAt,
    /// What it runs. Opaque where the shell is not one that is read.
    pub script: Script,
    /// Its mounts.
    pub mounts: Vec<Mount>,
    /// The packages that it installs.
    pub installs: Vec<Install>,
    /// The index of its last command that compares a file with a checksum which is written out beside it.
    pub last_sum: Option<usize>,
}

impl Run {
    /// The commands of a given name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Command> {
        self.script.commands.iter().filter(move |command| command.name() == name)
    }

    /// Whether a cache or tmpfs mount covers a path, so that what is written there enters no layer.
    /// A relative or `~` target counts where it ends like the path.
    pub fn mounts_over(&self, path: &str) -> bool {
        self.mounts.iter().filter(|m| matches!(m.kind, MountKind::Cache | MountKind::Tmpfs)).any(
            |mount| {
                let Some(target) = mount.target.as_deref() else { return false };
                let target = target.trim_end_matches('/');
                let covers = |target: &str| {
                    path == target
                        || path.strip_prefix(target).is_some_and(|rest| rest.starts_with('/'))
                };
                covers(target)
                    || (!target.starts_with('/') && !target.is_empty() && path.ends_with(target))
            },
        )
    }

    /// Whether a command deletes a path or a folder above it: `rm -rf /var/lib/apt/lists/*` deletes
    /// `/var/lib/apt/lists`.
    pub fn deletes(&self, path: &str) -> bool {
        let deletes = |command: &&Command| deletes(command, path);
        let mut found = self.script.commands.iter().filter(deletes);
        found.any(|command| !self.only_on_failure(command))
    }

    /// Whether a command runs only where an install before it has failed: `apt-get install … || rm …`.
    fn only_on_failure(&self, command: &Command) -> bool {
        let script = &self.script;
        let pipeline = script.pipeline_of(command);
        if pipeline.before.is_none_or(|joint| joint.op != Op::Or) {
            return false;
        }
        let before = script.previous(pipeline);
        let before = before.and_then(|before| script.simple(before.stages.last()?));
        before.is_some_and(|before| self.installs.iter().any(|i| i.command == before.index))
    }
}

/// Whether one command deletes a path, or what lies directly in it.
pub fn deletes(command: &Command, path: &str) -> bool {
    if !matches!(command.name(), "rm" | "rmdir" | "find" | "unlink" | "shred") {
        return false;
    }
    command.args().iter().any(|word| {
        let text = word.text();
        // In quotes a `*` is a file of that name.
        if text.ends_with('*') && !command.is("find") && word.literal().is_some() {
            return false;
        }
        let text = text.trim_end_matches('*').trim_end_matches('/');
        !text.is_empty()
            && (path == text || path.strip_prefix(text).is_some_and(|rest| rest.starts_with('/')))
    })
}

/// The RUNs of a file, in order.
pub(super) fn runs(file: &Dockerfile) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, outer) in file.tree.instructions.iter().enumerate() {
        let inner = outer.trigger.as_deref().unwrap_or(outer);
        if inner.keyword == Keyword::Run
            && let Some(stage) = file.stage_of(at)
        {
            runs.push(run(file, stage, at, inner, outer.trigger.is_some()));
        }
    }
    runs
}

fn run(file: &Dockerfile, stage: &Stage, at: usize, i: &Instruction, onbuild: bool) -> Run {
    let shell = file.shell_at(stage, at);
    let script = script(file, i, &i.value, shell.dialect);
    let mounts = i.flags.iter().filter(|flag| flag.name == "mount").map(mounts::mount).collect();
    Run {
        instruction: at,
        stage: stage.index,
        onbuild,
        word: i.word,
        span: i.head,
        whole: i.span,
        is_exec: i.is_json(),
        installs: packages::installs(&script),
        last_sum: downloads::last_sum(&script),
        shell,
        script,
        mounts,
    }
}

/// The script of a RUN, CMD, ENTRYPOINT or HEALTHCHECK.
pub(super) fn script(
    file: &Dockerfile,
    i: &Instruction,
    value: &Value,
    dialect: Dialect,
) -> Script {
    match value {
        Value::Json(words) => {
            let exact = |word: &crate::syntax::Word| {
                shell::Word::exact(word.joined(&file.tree.source), word.span)
            };
            shell::parse_exec(words.iter().map(exact).collect())
        }
        Value::Text(text) => heredoc_script(file, i, text, dialect),
        _ => shell::parse(&Joined::empty(i.span.end), dialect),
    }
}

/// Shell form, with its heredocs: a lone `<<EOF` makes the body the script, otherwise the shell reads them itself.
fn heredoc_script(file: &Dockerfile, i: &Instruction, text: &Joined, dialect: Dialect) -> Script {
    let source = &file.tree.source;
    match &i.heredocs[..] {
        [] => shell::parse(text, dialect),
        [only] if text.whole() == only.word => {
            let body = Joined::of(source, only.body);
            let first = body.text.lines().next().unwrap_or("");
            let dialect = match first.trim_start_matches('\t').strip_prefix("#!") {
                Some(program) => shebang(program),
                None => dialect,
            };
            shell::parse(&body, dialect)
        }
        heredocs => {
            let mut whole = text.clone();
            for heredoc in heredocs {
                // The line end before the body and the closing line are the builder's own text.
                let before = heredoc.body.start.saturating_sub(1);
                whole.push("\n", before);
                whole.push(heredoc.body.of(source).trim_end_matches('\n'), heredoc.body.start);
                whole.push("\n", heredoc.body.end.saturating_sub(1));
                whole.push(&heredoc.name, heredoc.end.start);
            }
            shell::parse(&whole, dialect)
        }
    }
}

fn shebang(program: &str) -> Dialect {
    let mut words = program.split_whitespace();
    let first = words.next().unwrap_or("");
    let name = if first.ends_with("/env") {
        words.find(|word| !word.starts_with('-')).unwrap_or("")
    } else {
        first
    };
    stages::dialect(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deletes_what_is_there() {
        let deletes = |run: &str| {
            let file = Dockerfile::new(&format!("FROM debian:13\nRUN {run}\n"));
            file.runs[0].deletes("/var/lib/apt/lists")
        };
        assert!(deletes("apt-get install -y a && rm -rf /var/lib/apt/lists/*"));
        assert!(deletes("rm -rf \"/var/lib/apt/lists\"/*"));
        assert!(deletes("[ -f /keep ] || rm -rf /var/lib/apt/lists/*"));
        assert!(!deletes("rm -rf \"/var/lib/apt/lists/*\""), "no file has that name");
        assert!(
            !deletes("apt-get install -y a || rm -rf /var/lib/apt/lists/*"),
            "only where it fails"
        );
    }
}
