//! What package managers' commands do besides installing: which fetch an index, which pins hold, which caches stay.

use super::{Dockerfile, Install, Manager, Package, Run, Stage, packages};
use crate::shell::{Argument, Command, Word};
use crate::syntax::Instruction;
use crate::text::Span;

/// The managers that share apt's lists.
pub const APT: [Manager; 3] = [Manager::AptGet, Manager::Apt, Manager::Aptitude];

/// Whether a command fetches a package index.
pub fn refreshes(command: &Command) -> bool {
    let verb = command.subcommand();
    match command.name() {
        "apt-get" | "apt" | "aptitude" | "apk" => verb == "update",
        "yum" | "dnf" | "microdnf" | "tdnf" => verb == "makecache",
        "zypper" => matches!(verb, "refresh" | "ref"),
        _ => false,
    }
}

/// Whether a command fetches apt's lists.
pub fn refreshes_apt(command: &Command) -> bool {
    command.is_one_of(&["apt-get", "apt", "aptitude"]) && command.subcommand() == "update"
}

/// Whether apt asks nothing, because the command line says so.
pub fn apt_says_yes(command: &Command) -> bool {
    let flags = command.arguments(&[]);
    let quiet = flags
        .iter()
        .filter(|argument| matches!(argument, Argument::Flag(f) if f.is("-q") || f.is("--quiet")));
    quiet.count() > 1
        || command.has_one_flag_of(&["-y", "--yes", "--assume-yes", "--force-yes"])
        || command.args().iter().any(|word| matches!(word.text(), "-q=2" | "--quiet=2"))
        || sets(command, "Assume-Yes")
}

/// The same, were one of its flags not there.
pub fn apt_says_yes_without(command: &Command, flag: &str) -> bool {
    let mut rest = command.clone();
    rest.words.retain(|word| word.text() != flag);
    apt_says_yes(&rest)
}

/// The commands of a stage with which dnf or yum, under one of these names, ask before they go on: each with its RUN
/// and its verb.
pub fn unanswered<'a>(
    file: &'a Dockerfile,
    stage: &'a Stage,
    names: &'a [&str],
    verbs: &'a [&str],
) -> impl Iterator<Item = (&'a Run, &'a Command, &'a Word)> {
    let asks = move |command: &'a Command| {
        let verb = command.operands().into_iter().next().filter(|v| verbs.contains(&v.text()))?;
        let answered = command.context.piped_in || command.has_one_flag_of(&["-y", "--assumeyes"]);
        (command.is_one_of(names) && !answered).then_some(verb)
    };
    let all = file.runs_of(stage).flat_map(move |run| {
        run.script.commands.iter().filter_map(move |command| Some((run, command, asks(command)?)))
    });
    let mut all = all.peekable();
    // From there on the configuration answers. It is only looked for where something asks.
    let sets = |word: &Word| word.text().replace(' ', "").contains("assumeyes=");
    let configured = all.peek().and_then(|_| {
        let mut runs = file.lineage(stage).flat_map(|stage| file.runs_of(stage));
        let run = runs.find(|run| run.script.commands.iter().any(|c| c.all_words().any(sets)))?;
        Some(run.instruction)
    });
    all.take_while(move |(run, ..)| configured.is_none_or(|from| run.instruction < from))
}

/// Whether an option such as `-o APT::Get::Assume-Yes=true` sets a key of apt's configuration.
pub fn sets(command: &Command, key: &str) -> bool {
    command.args().iter().any(|word| {
        word.text().starts_with("APT::") && word.text().contains(key)
            || word.text().starts_with("-oAPT::") && word.text().contains(key)
    })
}

/// Whether something before an instruction, in the stage or those it is built from, writes a key of apt's
/// configuration.
pub fn is_configured(file: &Dockerfile, stage: &Stage, at: usize, key: &str) -> bool {
    file.lineage(stage).enumerate().any(|(depth, stage)| {
        let runs = file.runs_of(stage).filter(|run| depth > 0 || run.instruction <= at);
        let mut commands = runs.flat_map(|run| &run.script.commands);
        let writes = commands.any(|command| {
            command.is_one_of(&["echo", "printf", "cat", "tee"])
                && command
                    .all_words()
                    .any(|word| word.text().contains("APT::") && word.text().contains(key))
        });
        let copies =
            file.steps(stage).any(|(step, i)| (depth > 0 || step < at) && brings(file, i, key));
        writes || copies
    })
}

/// Whether an instruction's heredoc holds a key of apt's configuration.
fn brings(file: &Dockerfile, instruction: &Instruction, key: &str) -> bool {
    instruction.heredocs.iter().any(|heredoc| file.text(heredoc.body).contains(key))
}

/// The flag or package word that stands in for a version; what is unknown counts as pinned.
pub fn is_pinned(manager: Manager, package: &Package) -> bool {
    let text = package.text.as_str();
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if text.is_empty() || is_path(text) {
        return true;
    }
    let pinned = match manager {
        Manager::AptGet | Manager::Apt | Manager::Aptitude => {
            has(&["=", "/"]) || text.ends_with(".deb")
        }
        Manager::Apk => {
            has(&["=", "<", ">", "@"]) || text.ends_with(".apk") || text.starts_with('.')
        }
        Manager::Yum | Manager::Dnf | Manager::Microdnf | Manager::Tdnf => {
            has(&["=", "://"])
                || text.starts_with('@')
                || text.ends_with(".rpm")
                || has_version_suffix(text)
        }
        Manager::Zypper => has(&["=", "<", ">", "://"]) || text.ends_with(".rpm"),
        Manager::Pip if text.contains("://") => at_revision(text) || !text.starts_with("git+"),
        Manager::Pip => {
            has(&["==", "@", ">", "<", "!=", "~="])
                || [".whl", ".tar.gz", ".zip"].iter().any(|end| text.ends_with(end))
        }
        Manager::Npm | Manager::Yarn | Manager::Pnpm => {
            text.trim_start_matches('@').contains('@')
                || text.contains('#')
                || text.contains("://") && !text.starts_with("git")
                || [".tgz", ".tar.gz", ".tar"].iter().any(|end| text.ends_with(end))
        }
        Manager::Gem => has(&[":"]) || text.ends_with(".gem"),
        Manager::Go if !text.split('/').next().is_some_and(|first| first.contains('.')) => true,
        Manager::Go => text.contains('@') && !text.ends_with("@latest") && !text.ends_with("@none"),
        _ => true,
    };
    pinned || !package.known
}

/// `git+https://host/path@revision`: an `@` in the path.
fn at_revision(address: &str) -> bool {
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    path.is_some_and(|(_, path)| path.contains('@'))
}

/// `name-1.2`: a dash before a digit.
fn has_version_suffix(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).any(|pair| pair[0] == b'-' && pair[1].is_ascii_digit())
}

/// Whether a word is a file or folder rather than a name from a registry.
fn is_path(text: &str) -> bool {
    text == "."
        || text == ".."
        || ["./", "../", "/", "~/", "file:"].iter().any(|start| text.starts_with(start))
}

/// The packages of an install that no version holds.
pub fn unpinned(install: &Install) -> Vec<&Package> {
    install.packages.iter().filter(|package| !is_pinned(install.manager, package)).collect()
}

/// The names of packages for a message: `` `a`, `b` and 3 more``.
pub fn listed(packages: &[&Package]) -> String {
    const SHOWN: usize = 3;
    let names: Vec<String> =
        packages.iter().take(SHOWN).map(|package| format!("`{}`", package.text)).collect();
    match packages.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", names.join(", ")),
        None => names.join(", "),
    }
}

/// Whether a later step, in the stage or one built from it, installs with apt from lists that it does not fetch.
pub fn needs_lists_later(file: &Dockerfile, run: &Run) -> bool {
    later_runs(file, run).any(|later| {
        let first = later.installs.iter().find(|install| APT.contains(&install.manager));
        let fetched = |index: usize| later.script.commands[..index].iter().any(refreshes_apt);
        first.is_some_and(|install| !fetched(install.command))
    })
}

/// Whether a later step, in the stage or one built from it, runs something that the file does not show: a script, or
/// shell text that could not be read.
pub fn hands_over_later(file: &Dockerfile, run: &Run) -> bool {
    let unseen = |command: &Command| {
        let runs = command.is_one_of(&["sh", "bash", "dash", "ash", "source", "."]);
        (runs && command.inner.is_none() && !command.args().is_empty())
            || command.name().ends_with(".sh")
            || command.name_word().is_some_and(|word| word.literal().is_none())
    };
    later_runs(file, run)
        .any(|later| !later.script.is_clear() || later.script.commands.iter().any(unseen))
}

/// The RUNs that see what a RUN left: those after it in its stage, and those of stages built from it.
pub fn later_runs<'a>(file: &'a Dockerfile, run: &'a Run) -> impl Iterator<Item = &'a Run> {
    file.heirs(&file.stages[run.stage]).into_iter().flat_map(|heir| {
        // A file may have thousands of them: those before are not walked over.
        let at = |run: &Run| (run.stage, run.instruction);
        let start = file.runs.partition_point(|other| at(other) <= (heir.index, run.instruction));
        let end = file.runs.partition_point(|other| other.stage <= heir.index);
        &file.runs[start..end]
    })
}

impl Run {
    /// The installs of some managers, with their commands.
    pub fn installs_by<'a>(
        &'a self,
        managers: &'a [Manager],
    ) -> impl Iterator<Item = (&'a Install, &'a Command)> {
        let of = self.installs.iter().filter(move |install| managers.contains(&install.manager));
        of.filter_map(|install| Some((install, self.script.commands.get(install.command)?)))
    }

    /// Whether a command of a given name and verb is run, such as `yarn cache clean`.
    pub fn runs(&self, names: &[&str], verbs: &[&str]) -> bool {
        self.script.commands.iter().any(|command| {
            let words = command.operands();
            let said = |(word, verb): (&&crate::shell::Word, &&str)| word.text() == *verb;
            names.contains(&command.name())
                && words.len() >= verbs.len()
                && words.iter().zip(verbs).all(said)
        })
    }
}

impl Install {
    /// From the program's name to the verb: `apt-get install`.
    pub fn head(&self, command: &Command) -> Span {
        command.name_word().map_or(self.verb_span, |name| name.span.to(self.verb_span))
    }
}

impl Command {
    /// Whether it is a step of the RUN's own outermost chain, run whenever those before it succeed, and as the RUN's
    /// own user: what may be followed up at the end of the RUN.
    pub fn is_own_step(&self) -> bool {
        self.context.depth == 0 && !self.context.conditional && self.wrappers().is_empty()
    }

    /// Whether it stands in another script than the RUN's own, such as that of `su -c`.
    pub fn in_other_hands(&self) -> bool {
        self.context.in_inner
    }
}

impl Stage {
    /// Whether what its layers hold ends up in the final image.
    pub fn weighs(&self) -> bool {
        self.ships
    }
}

/// Whether a command is pip, as a program or as a module of Python.
pub fn is_pip(command: &Command) -> bool {
    packages::is_pip(command.name())
        || packages::is_python(command.name()) && packages::module(command) == Some("pip")
}

/// Whether a path ends in a file's name: `./web/yarn.lock` is `yarn.lock`.
pub fn is_file(path: &str, name: &str) -> bool {
    path.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
