//! The steps of a stage, up to the last that builds and after it: what they leave that the program may need.

use super::ground::{Ground, join, parent, within};
use super::packages::{self, Use};
use super::sources::{self, Brings};
use crate::model::Run;
use crate::model::copies::file_name;
use crate::shell::{Command, Word};
use crate::syntax::{Instruction, Keyword};
use crate::text::Span;

/// What the steps come to.
#[derive(Debug)]
pub(super) struct Steps {
    /// The folders that are built in.
    pub roots: Vec<String>,
    /// The index of the first instruction after all that builds.
    pub end: usize,
    /// What was copied or moved: from where, to where.
    pub carried: Vec<(String, String)>,
    /// What was deleted.
    pub removed: Vec<String>,
    /// Packages that the program may need.
    pub packages: Vec<String>,
    /// Packages that only the build needed.
    pub left: Vec<String>,
    /// Folders that were made outside of the sources.
    pub folders: Vec<String>,
    /// The instructions before the end that must be repeated after it.
    pub repeated: Vec<usize>,
    /// Paths that the final stage has of its own.
    pub there: Vec<String>,
    /// The program, and the directory after all that builds.
    pub places: Vec<String>,
}

/// What is asked of a language.
pub(super) struct Toolbox<'t> {
    /// Whether a command only builds.
    pub builds: fn(&Command) -> bool,
    /// Whether a command works in the final stage too.
    pub runs: fn(&Command) -> bool,
    /// Whether it is built in the folders of the sources, which stay behind.
    pub leaves_sources: bool,
    /// The folders that the image builds in besides those of the sources.
    pub folders: &'t [&'t str],
    /// Packages that only build, of those that other languages' programs may call.
    pub packages: &'t [&'t str],
    /// Whether packages of the final image have the same names as those of the one that builds.
    pub same_release: bool,
}

impl Toolbox<'_> {
    /// What a package is for.
    fn used(&self, name: &str) -> Use {
        let own = self.packages.contains(&name);
        if own { Use::Build } else { packages::of(name) }
    }
}

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Builds,
    Runs,
    Looks,
    Nothing,
    Packages,
    Makes,
    Account,
    Touches,
    Removes,
    Carries,
}

/// Programs that leave nothing behind, and work anywhere.
const IDLE: &[&str] = &[
    "cd", "set", "true", ":", "echo", "printf", "pwd", "env", "export", "uname", "id", "whoami",
    "date", "sync", "exit", "nproc", "dpkg",
];

/// Programs that leave nothing behind, and fail where something is not there.
const LOOKING: &[&str] =
    &["ls", "cat", "find", "test", "[", "which", "command", "type", "file", "du", "tree"];

fn deed(command: &Command, toolbox: &Toolbox<'_>) -> Option<Deed> {
    let name = command.name();
    if command.words.is_empty() {
        return Some(Deed::Nothing);
    }
    Some(match name {
        _ if (toolbox.builds)(command) => Deed::Builds,
        _ if (toolbox.runs)(command) => Deed::Runs,
        "find" if command.has_one_flag_of(&["-exec", "-execdir", "-delete"]) => return None,
        "dpkg" if !command.has_one_flag_of(&["--print-architecture", "-l"]) => return None,
        _ if IDLE.contains(&name) => Deed::Nothing,
        _ if LOOKING.contains(&name) => Deed::Looks,
        "git" => Deed::Builds,
        "apt-get" | "apt" | "apk" => match command.subcommand() {
            "update" | "upgrade" | "clean" | "autoclean" | "autoremove" | "dist-upgrade" => {
                Deed::Nothing
            }
            // Of a package that is not there, without lists, apt knows nothing.
            "purge" | "remove" | "del" => Deed::Looks,
            "install" | "add" if packages::is_plain(command) => Deed::Packages,
            _ => return None,
        },
        "update-ca-certificates" => Deed::Touches,
        // Another mode would be lost with the command.
        "mkdir" if command.has_one_flag_of(&["-m", "--mode"]) => return None,
        "mkdir" => Deed::Makes,
        "useradd" | "groupadd" | "adduser" | "addgroup" | "usermod" => Deed::Account,
        "chmod" | "chown" | "touch" => Deed::Touches,
        "rm" => Deed::Removes,
        "cp" | "mv" | "install" => Deed::Carries,
        _ => return None,
    })
}

/// Caches: what is deleted there, nobody misses.
const CACHES: &[&str] = &[
    "/var/lib/apt/lists",
    "/var/cache",
    "/tmp",
    "/var/tmp",
    "/root/.cache",
    "/root/.m2",
    "/root/.gradle",
    "/root/.npm",
    "/root/.cargo/registry",
    "/go/pkg",
    "/usr/share/doc",
    "/usr/share/man",
    "/var/log",
];

/// Walks through a stage; `None` where a step is not understood, or leaves what can't be taken along. The program is
/// where the container's command says that it is.
pub(super) fn of(
    ground: &Ground<'_>,
    toolbox: &Toolbox<'_>,
    program: Option<String>,
) -> Option<Steps> {
    let roots = roots(ground, toolbox)?;
    let mut steps = Steps {
        roots,
        end: 0,
        carried: Vec::new(),
        removed: Vec::new(),
        packages: Vec::new(),
        left: Vec::new(),
        folders: Vec::new(),
        repeated: Vec::new(),
        there: Vec::new(),
        places: program.into_iter().collect(),
    };
    let built = |run: &&Run| builds(ground, toolbox, &steps.roots, run);
    let last = ground.file.runs_of(ground.stage).rfind(built)?;
    steps.end = last.instruction + 1;
    steps.places.extend(ground.directory(steps.end));
    for (at, step) in ground.file.steps(ground.stage) {
        match at < steps.end {
            true => steps.before(ground, toolbox, at, step)?,
            false => steps.after(ground, toolbox, at, step)?,
        }
    }
    // What holds credentials is not copied twice.
    let secrets = ground.file.secret_files(ground.stage);
    let is_secret = secrets.iter().any(|file| steps.repeated.contains(&file.at));
    (!is_secret).then_some(steps)
}

/// The folders in which tools work, and those above them that sources are copied to.
fn roots(ground: &Ground<'_>, toolbox: &Toolbox<'_>) -> Option<Vec<String>> {
    if !toolbox.leaves_sources {
        return Some(Vec::new());
    }
    let mut roots: Vec<String> = toolbox.folders.iter().map(|path| (*path).to_owned()).collect();
    for run in ground.file.runs_of(ground.stage) {
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            if (toolbox.builds)(command) {
                match directory? {
                    // Sources that lie elsewhere are named by the command.
                    root if root == "/" => roots.extend(copied(ground)?),
                    directory => roots.push(directory),
                }
            }
        }
    }
    for copy in ground.file.copies_of(ground.stage) {
        let dest = copy.dest_path.as_deref()?;
        if dest != "/" && roots.iter().any(|root| within(root, dest)) {
            roots.push(dest.to_owned());
        }
    }
    roots.dedup();
    (!roots.iter().any(|root| root == "/" || root.contains('$'))).then_some(roots)
}

/// The folders that the build context is copied to; `None` where it lies in the root.
fn copied(ground: &Ground<'_>) -> Option<Vec<String>> {
    let copies = ground.file.copies_of(ground.stage).filter(|copy| copy.from.is_none());
    let folders: Vec<String> = copies.map(|copy| copy.dest_path.clone()).collect::<Option<_>>()?;
    (!folders.is_empty() && !folders.iter().any(|folder| folder == "/")).then_some(folders)
}

/// Whether a RUN builds, or works on sources.
fn builds(ground: &Ground<'_>, toolbox: &Toolbox<'_>, roots: &[String], run: &Run) -> bool {
    let directories = ground.directories(run);
    run.script.commands.iter().zip(directories).any(|(command, directory)| {
        let directory = directory.as_deref();
        let inside = |path: Option<String>| {
            path.is_some_and(|path| roots.iter().any(|root| within(&path, root)))
        };
        let writes = command.writes().any(|word| inside(join(directory, word.text())));
        writes
            || match deed(command, toolbox) {
                // What is looked for may be there only.
                Some(Deed::Builds | Deed::Looks) => true,
                // Who owns the directory itself, in which the program starts, is no matter of its sources.
                Some(Deed::Touches | Deed::Removes) => {
                    let start = ground.directory(ground.stage.end);
                    let alone =
                        command.is("chown") && !command.has_one_flag_of(&["-R", "--recursive"]);
                    let named = paths(ground, run, command, directory).into_iter();
                    named.filter(|path| !alone || *path != start).any(inside)
                }
                Some(Deed::Carries) => {
                    paths(ground, run, command, directory).into_iter().next().is_some_and(inside)
                }
                _ => false,
            }
    })
}

/// The paths that the operands of a command name; a glob counts as what stands before it.
fn paths(
    ground: &Ground<'_>,
    run: &Run,
    command: &Command,
    directory: Option<&str>,
) -> Vec<Option<String>> {
    let words = command.operands();
    // The first operand of these is a mode or an owner.
    let skip = usize::from(command.is_one_of(&["chmod", "chown"]));
    let path = |word: &&Word| {
        let text = match ground.value(run, word) {
            Some(text) => text,
            None if word.has_glob() && word.is_static() => {
                let text = word.text();
                text[..text.find(['*', '?', '[', '{']).unwrap_or(text.len())].to_owned()
            }
            None => return None,
        };
        match text.strip_prefix("~/") {
            Some(rest) => Some(format!("/root/{rest}")),
            None => join(directory, &text),
        }
    };
    words.iter().skip(skip).map(path).collect()
}

impl Steps {
    /// A step up to the last that builds.
    fn before(
        &mut self,
        ground: &Ground<'_>,
        toolbox: &Toolbox<'_>,
        at: usize,
        step: &Instruction,
    ) -> Option<()> {
        match step.keyword {
            Keyword::Run => {
                let run = ground.file.run_at(at)?;
                match builds(ground, toolbox, &self.roots, run) {
                    true => self.build(ground, toolbox, run),
                    false => self.prepare(ground, toolbox, run),
                }
            }
            Keyword::Copy | Keyword::Add => {
                let copy = ground.file.copy_at(at)?;
                // Whom the folder of the sources belongs to may write there.
                let is_owned = copy.chown.is_some()
                    && ground.file.is_root_at(ground.stage, ground.stage.end) != Some(true);
                match sources::of(copy, &self.roots, toolbox.leaves_sources) {
                    Brings::Sources => (!is_owned).then_some(()),
                    Brings::Data => {
                        // A relative path must mean the same after the build.
                        let moved = !copy.dest.text.starts_with('/')
                            && ground.directory(at) != ground.directory(self.end);
                        self.repeated.push(at);
                        self.there.extend(sources::made(copy));
                        (!moved).then_some(())
                    }
                    Brings::Unknown => None,
                }
            }
            // Who builds may own what the program writes to.
            Keyword::User => None,
            Keyword::Volume => {
                let own = |path: &str| self.roots.iter().any(|root| meets(path, root));
                let known = |path: &str| path.starts_with('/') && !path.contains('$') && !own(path);
                step.words().iter().all(|word| known(word.text.trim_matches('"'))).then_some(())
            }
            _ => Some(()),
        }
    }

    /// A RUN that builds, or works on sources.
    fn build(&mut self, ground: &Ground<'_>, toolbox: &Toolbox<'_>, run: &Run) -> Option<()> {
        self.sort_packages(ground, toolbox, run)?;
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            let directory = directory.as_deref();
            let named = paths(ground, run, command, directory);
            match check(command, toolbox)? {
                Deed::Builds | Deed::Nothing | Deed::Packages | Deed::Looks => {}
                Deed::Runs => return None,
                Deed::Makes => self.folders.extend(self.outside(named)?),
                Deed::Removes => self.remove(named)?,
                Deed::Carries => {
                    let plain = command.is_one_of(&["cp", "mv"]) || !command.has_flag("-d");
                    let [Some(from), Some(to)] = &named[..] else { return None };
                    self.carried.push((from.clone(), to.clone()));
                    plain.then_some(())?;
                }
                // Whoever owns the folder of the program may write there.
                Deed::Touches if command.is("chown") => return None,
                Deed::Touches => {
                    self.outside(named)?.is_empty().then_some(())?;
                }
                Deed::Account => return None,
            }
            let kept = command.writes().all(|word| {
                let path = join(directory, word.text());
                path.is_some_and(|path| path == "/dev/null" || self.is_source(&path))
            });
            kept.then_some(())?;
        }
        Some(())
    }

    /// A RUN before the last that builds, which has nothing to do with sources.
    fn prepare(&mut self, ground: &Ground<'_>, toolbox: &Toolbox<'_>, run: &Run) -> Option<()> {
        let deeds: Vec<Deed> = run
            .script
            .commands
            .iter()
            .map(|command| check(command, toolbox))
            .collect::<Option<_>>()?;
        let has = |deed| deeds.contains(&deed);
        let quiet = run.script.commands.iter().all(|c| c.writes().all(|w| w.text() == "/dev/null"));
        if !quiet || has(Deed::Carries) || has(Deed::Runs) {
            return None;
        }
        let installed = packages::installed(ground, run)?;
        let build = installed.iter().any(|p| toolbox.used(packages::bare(p)) == Use::Build);
        if !has(Deed::Account) && !has(Deed::Touches) || build {
            self.sort_packages(ground, toolbox, run)?;
            (!has(Deed::Account) && !has(Deed::Touches)).then_some(())?;
            for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
                let named = paths(ground, run, command, directory.as_deref());
                match check(command, toolbox)? {
                    Deed::Makes => self.folders.extend(self.outside(named)?),
                    Deed::Removes => self.remove(named)?,
                    _ => {}
                }
            }
            return Some(());
        }
        self.stays(ground, toolbox, run)?;
        self.repeated.push(run.instruction);
        Some(())
    }

    /// A RUN that works in the final stage as it stands.
    fn stays(&mut self, ground: &Ground<'_>, toolbox: &Toolbox<'_>, run: &Run) -> Option<()> {
        let is_early = run.instruction < self.end;
        let installed = packages::installed(ground, run)?;
        let known = |text: &str, name: &str| {
            toolbox.same_release || packages::of(name) == Use::Everywhere && text == name
        };
        let named = installed.iter().all(|p| known(&p.text, packages::bare(p)));
        if !named || !packages::is_ready(run) || !run.mounts.is_empty() {
            return None;
        }
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            let named = paths(ground, run, command, directory.as_deref());
            // Debian's images have `useradd`; `adduser` is a package of its own since Debian 13.
            let absent = !ground.is_alpine && command.is_one_of(&["adduser", "addgroup"])
                || ground.is_alpine && command.is_one_of(&["useradd", "groupadd", "usermod"]);
            match check(command, toolbox)? {
                Deed::Builds | Deed::Carries | Deed::Looks => return None,
                // A folder that was there may stay behind.
                Deed::Nothing if command.is("cd") => {
                    let goes = |path: Option<String>| path.is_some_and(|path| self.is_there(&path));
                    named.into_iter().all(goes).then_some(())?;
                }
                // The directory of the second stage is made before.
                Deed::Makes if is_early && !command.has_one_flag_of(&["-p", "--parents"]) => {
                    return None;
                }
                Deed::Account if absent => return None,
                Deed::Account => {
                    let account = ground.file.account(run, command);
                    let home = |name: String| format!("/home/{name}");
                    self.there.extend(account.and_then(|a| a.home.or(a.name.map(home))));
                }
                Deed::Makes => self.there.extend(named.into_iter().collect::<Option<Vec<_>>>()?),
                Deed::Touches if command.is("touch") => {
                    let named: Vec<String> = named.into_iter().collect::<Option<_>>()?;
                    named.iter().all(|path| self.has_folder(path)).then_some(())?;
                    self.there.extend(named);
                }
                Deed::Touches => {
                    // The directory of the second stage is made before.
                    let own =
                        |path: &str| ground.directory(ground.stage.end).as_deref() == Some(path);
                    let is_there = |path: Option<String>| {
                        path.filter(|path| self.is_there(path) || own(path)).map(|_| ())
                    };
                    named.into_iter().try_for_each(is_there)?;
                }
                Deed::Removes if !command.has_flag("-f") => return None,
                Deed::Removes | Deed::Nothing | Deed::Packages | Deed::Runs => {}
            }
            let writes = |word: &Word| {
                let path = join(directory.as_deref(), word.text());
                path.is_some_and(|path| path.starts_with("/dev/") || self.has_folder(&path))
            };
            command.writes().all(writes).then_some(())?;
        }
        Some(())
    }

    /// Whether the final stage has the folder of a path: every system does, or something is put there.
    fn has_folder(&self, path: &str) -> bool {
        const EVERYWHERE: [&str; 7] =
            ["/", "/tmp", "/etc", "/root", "/var/log", "/run", "/usr/local/bin"];
        let folder = parent(path);
        EVERYWHERE.contains(&folder) || self.is_there(folder)
    }

    /// A step after the last that builds.
    fn after(
        &mut self,
        ground: &Ground<'_>,
        toolbox: &Toolbox<'_>,
        at: usize,
        step: &Instruction,
    ) -> Option<()> {
        match step.keyword {
            Keyword::Run => self.stays(ground, toolbox, ground.file.run_at(at)?),
            Keyword::Copy | Keyword::Add => {
                self.there.extend(ground.file.copy_at(at).into_iter().flat_map(sources::made));
                Some(())
            }
            Keyword::Workdir => {
                let set = ground.stage.workdirs.iter().find(|workdir| workdir.at == at)?;
                self.there.push(set.value.clone()?);
                Some(())
            }
            _ => Some(()),
        }
    }

    /// Sorts the packages of a RUN that is not repeated.
    fn sort_packages(
        &mut self,
        ground: &Ground<'_>,
        toolbox: &Toolbox<'_>,
        run: &Run,
    ) -> Option<()> {
        for package in packages::installed(ground, run)? {
            let name = packages::bare(package);
            match toolbox.used(name) {
                Use::Build => self.left.push(name.to_owned()),
                Use::Everywhere => self.packages.push(name.to_owned()),
                // Without that flag there are others besides, which the program may need as well.
                Use::Unknown if toolbox.same_release && (ground.is_alpine || is_exact(run)) => {
                    self.packages.push(package.text.clone());
                }
                Use::Unknown => return None,
            }
        }
        Some(())
    }

    fn remove(&mut self, named: Vec<Option<String>>) -> Option<()> {
        for path in named {
            let path = path?;
            let cache = CACHES.iter().any(|cache| within(&path, cache));
            (cache || self.is_source(&path)).then_some(())?;
            self.removed.push(path);
        }
        Some(())
    }

    /// Those of some paths that are no sources; `None` where one is not known.
    fn outside(&self, named: Vec<Option<String>>) -> Option<Vec<String>> {
        let named: Vec<String> = named.into_iter().collect::<Option<_>>()?;
        Some(named.into_iter().filter(|path| !self.is_source(path)).collect())
    }

    /// Whether a path lies in the folders that are built in, or above one.
    fn is_source(&self, path: &str) -> bool {
        self.roots.iter().any(|root| meets(path, root))
    }

    /// Whether the final stage has a path: something is put there, or into it.
    pub fn is_there(&self, path: &str) -> bool {
        self.there.iter().chain(&self.folders).any(|there| there != "/" && meets(path, there))
            || self.places.iter().any(|place| within(place, path))
    }
}

/// Whether apt installs the packages of a RUN without those that they recommend.
pub(super) fn is_exact(run: &Run) -> bool {
    run.named("apt-get").chain(run.named("apt")).filter(|c| c.subcommand() == "install").all(
        |command| {
            command.has_flag("--no-install-recommends")
                || command
                    .args()
                    .iter()
                    .any(|word| word.text().contains("Install-Recommends=false"))
        },
    )
}

fn meets(path: &str, root: &str) -> bool {
    within(path, root) || within(root, path)
}

/// What a command does, where it is certain to do it once.
fn check(command: &Command, toolbox: &Toolbox<'_>) -> Option<Deed> {
    let context = &command.context;
    let plain = !context.in_function && !context.in_background && !context.in_loop;
    plain.then(|| deed(command, toolbox)).flatten()
}

impl Steps {
    /// The words that made what lies at a path, by way of a copy or a move perhaps. `None` where nothing did, or where
    /// something else was copied or moved, which the program may need.
    pub fn made(
        &self,
        path: &str,
        is_made: &dyn Fn(&str) -> Option<Span>,
    ) -> Option<(Span, String)> {
        let leads = |(from, to): &(String, String)| {
            let name = file_name(from);
            to == path
                || path.strip_suffix(name).is_some_and(|rest| rest.trim_end_matches('/') == to)
        };
        match &self.carried[..] {
            [] => Some((is_made(path)?, path.to_owned())),
            [only] if leads(only) => Some((is_made(&only.0)?, only.0.clone())),
            _ => None,
        }
    }
}
