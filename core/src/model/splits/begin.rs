//! What the container starts.

use super::ground::{Ground, join, within};
use super::sources::ENDINGS;
use super::steps::Steps;
use crate::model::Launch;
use crate::shell::{Command, Word};
use crate::syntax::Keyword;
use crate::text::Span;

/// Where every image looks for programs.
const PATH: [&str; 6] =
    ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/// The one command that ENTRYPOINT and CMD make together.
pub(super) struct Begin<'f> {
    /// The program as written, variables filled in.
    pub program: String,
    /// Its arguments.
    pub args: Vec<&'f Word>,
}

impl<'f> Begin<'f> {
    /// What a stage starts, where it is one simple command.
    pub fn of(ground: &Ground<'f>) -> Option<Begin<'f>> {
        let launch = |keyword| {
            let found = ground.file.launch(ground.stage, keyword);
            found.filter(|launch: &&'f Launch| !launch.is_empty)
        };
        let (entry, cmd) = (launch(Keyword::Entrypoint), launch(Keyword::Cmd));
        let first = entry.or(cmd)?;
        let mut args = command(first)?;
        if let (Some(entry), Some(cmd)) = (entry, cmd) {
            match (entry.is_exec, cmd.is_exec) {
                (true, true) => args.extend(cmd.script.commands.first()?.words.iter()),
                (true, false) => return None,
                (false, _) => {}
            }
        }
        let program = ground.value_at_end(args.remove(0))?;
        Some(Begin { program, args })
    }

    /// Where the program lies; `None` for a name that PATH leads to.
    pub fn path(&self, ground: &Ground<'_>) -> Option<String> {
        let directory = ground.directory(ground.stage.end);
        self.program.contains('/').then(|| join(directory.as_deref(), &self.program)).flatten()
    }

    /// Where the program lies and the words that made it, as far as any image leads there.
    fn found(
        &self,
        ground: &Ground<'_>,
        steps: &Steps,
        is_made: &dyn Fn(&str) -> Option<Span>,
    ) -> Option<(Span, String)> {
        if self.program.contains('/') {
            let path = self.path(ground)?;
            return Some((steps.made(&path, is_made)?.0, path));
        }
        PATH.iter().find_map(|folder| {
            let path = format!("{folder}/{}", self.program);
            Some((steps.made(&path, is_made)?.0, path))
        })
    }

    /// The words that made the program, where it lies, and where it is looked for. A name that only the PATH of the
    /// image leads to, as what was installed lies in `bin`, is put where every PATH leads.
    pub fn placed(
        &self,
        ground: &Ground<'_>,
        steps: &Steps,
        is_made: &dyn Fn(&str) -> Option<Span>,
        bin: &str,
        is_installed: bool,
    ) -> Option<(Span, String, String)> {
        if let Some((span, path)) = self.found(ground, steps, is_made) {
            return Some((span, path.clone(), path));
        }
        if self.program.contains('/') || !is_installed {
            return None;
        }
        let installed = format!("{bin}/{}", self.program);
        let (span, _) = steps.made(&installed, is_made)?;
        Some((span, installed, format!("/usr/local/bin/{}", self.program)))
    }

    /// Whether no argument names a file that would stay behind: each is a word, an address, a number, or a path that
    /// `is_there` knows. A path outside of the sources, which nothing in the file makes, is one that comes at run time.
    pub fn finds_its_files(
        &self,
        ground: &Ground<'_>,
        roots: &[String],
        is_there: &dyn Fn(&str) -> bool,
    ) -> bool {
        let directory = ground.directory(ground.stage.end);
        self.args.iter().all(|word| {
            let text = word.text();
            let value = match text.starts_with('-') {
                true => text.split_once('=').map_or("", |(_, value)| value),
                false => text,
            };
            let value = value.strip_prefix("file:").unwrap_or(value);
            if ["go ", "cargo ", "mvn "].iter().any(|tool| value.starts_with(tool)) {
                return false;
            }
            if !looks_like_path(value) {
                return true;
            }
            match join(directory.as_deref(), value) {
                Some(path) if !path.contains('$') => {
                    is_there(&path) || !roots.iter().any(|root| within(&path, root))
                }
                _ => false,
            }
        })
    }
}

/// The words of a launch that is one simple command of its own.
fn command(launch: &Launch) -> Option<Vec<&Word>> {
    let command: &Command = match (launch.is_exec, &launch.script.commands[..]) {
        (true, [command]) => command,
        // `["/bin/sh", "-c", "exec …"]`: the shell gives way to the one command in its script.
        (true, [shell, command]) if is_shell(shell) && gives_way(command) => command,
        (false, [_]) => launch.script.single()?,
        _ => return None,
    };
    let plain = command.wrappers().iter().all(|word| word.text() == "exec")
        && command.inner.is_none()
        && command.redirects.is_empty()
        && launch.script.is_clear();
    let words: Vec<&Word> = command.words.iter().skip(command.wrappers().len()).collect();
    (plain && !words.is_empty()).then_some(words)
}

fn is_shell(command: &Command) -> bool {
    let words: Vec<&str> = command.words.iter().map(Word::text).collect();
    command.inner.is_some() && matches!(words[..], ["/bin/sh" | "sh", "-c", _])
}

fn gives_way(command: &Command) -> bool {
    command.context.in_inner && command.wrappers().iter().any(|word| word.text() == "exec")
}

/// Of an argument these endings say that it names a file, beside [`ENDINGS`].
const OF_ARGUMENTS: &[&str] = &["sqlite", "js", "so"];

/// Whether an argument may name a file.
fn looks_like_path(text: &str) -> bool {
    let address = text.contains("://") || text.starts_with(':') || text.contains(',');
    let host = text
        .rsplit_once(':')
        .is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    let file = text
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending) || OF_ARGUMENTS.contains(&ending));
    !address && !host && (text.contains('/') || file || text == "." || text == "..")
}
