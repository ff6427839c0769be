//! Programs in Go: one file, which needs nothing of the toolchain.

use super::Plan;
use super::begin::Begin;
use super::ground::{Ground, join, parent, within};
use super::steps::{self, Steps, Toolbox};
use crate::model::copies::file_name;
use crate::model::{Run, Value};
use crate::shell::Command;
use crate::text::Span;

/// Programs that only build Go; `git` is one wherever sources are built.
const TOOLS: &[&str] = &[
    "go",
    "dep",
    "glide",
    "godep",
    "govendor",
    "gofmt",
    "swag",
    "wire",
    "protoc",
    "packr",
    "packr2",
    "statik",
    "go-bindata",
    "rice",
    "templ",
    "sqlc",
    "mockgen",
    "golint",
    "golangci-lint",
    "go-wrapper",
    "upx",
    "strip",
];

/// Flags of `go build` and `go install` that take the next word (`go help build`, 2026-11).
const VALUED: &[&str] = &[
    "-o",
    "-p",
    "-asmflags",
    "-buildmode",
    "-compiler",
    "-gccgoflags",
    "-gcflags",
    "-installsuffix",
    "-ldflags",
    "-mod",
    "-modfile",
    "-overlay",
    "-pkgdir",
    "-tags",
    "-C",
    "-covermode",
    "-coverpkg",
    "-buildvcs",
];

/// Releases of Go whose Debian images are built on Debian 13 or an older one (docker-library's lists, 2026-11).
const NEWEST: u32 = 27;

pub(super) fn plan(ground: &Ground<'_>) -> Option<Plan> {
    let begin = Begin::of(ground)?;
    let is_static = is_static(ground);
    let base = base(ground, is_static)?;
    let toolbox = Toolbox {
        builds: |command| command.is_one_of(TOOLS),
        runs: |_| false,
        leaves_sources: true,
        folders: &["/go"],
        packages: &[],
        same_release: false,
    };
    let steps = steps::of(ground, &toolbox, begin.path(ground))?;
    let libraries = |name: &&String| {
        name.contains("-dev") && !matches!(name.as_str(), "musl-dev" | "libc-dev" | "libc6-dev")
    };
    if !is_static && steps.left.iter().any(|name| libraries(&name)) {
        return None;
    }
    let (span, copies) = programs(ground, &begin, &steps)?;
    let there = |path: &str| steps.is_there(path);
    if !begin.finds_its_files(ground, &steps.roots, &there) {
        return None;
    }
    let mut packages = ["ca-certificates", "tzdata"].map(str::to_owned).to_vec();
    let cpp = |name: &String| matches!(name.as_str(), "g++" | "build-base" | "alpine-sdk");
    packages.extend(
        (ground.is_alpine && !is_static && steps.left.iter().any(cpp))
            .then(|| "libstdc++".to_owned()),
    );
    Some(Plan { packages, ..Plan::new(span, "the Go toolchain", base, copies, steps) })
}

/// What the program starts from: the distribution that it was built on. A newer release of it runs what an older one
/// linked, glibc and musl promise that.
fn base(ground: &Ground<'_>, is_static: bool) -> Option<String> {
    let registry = ground.registry();
    let fixed = ground.fixed_tag();
    if fixed.split('-').any(|part| part.starts_with("alpine")) {
        return Some(format!("{registry}alpine:3"));
    }
    let codes = ["jessie", "stretch", "buster", "bullseye", "bookworm", "trixie"];
    let coded = fixed.split('-').any(|part| codes.contains(&part));
    let minor = fixed.strip_prefix("1.").map(|rest| rest.split(['.', '-']).next().unwrap_or(""));
    let known =
        minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor <= NEWEST);
    let plain = !fixed.contains('-') && (known || is_static);
    (!ground.is_alpine && (coded || plain)).then(|| format!("{registry}debian:13-slim"))
}

/// Whether every build does without C, so that the program needs no library at all.
fn is_static(ground: &Ground<'_>) -> bool {
    let set = ground.file.lookup(ground.stage, ground.stage.end, "CGO_ENABLED");
    let off = |command: &Command| match command.environment("CGO_ENABLED") {
        Some(word) => word.text().rsplit('=').next() == Some("0"),
        None => set == Value::Known("0".to_owned()),
    };
    let mut builds = commands(ground).filter(|(_, command)| is_build(command)).peekable();
    builds.peek().is_some() && builds.all(|(_, command)| off(command))
}

fn commands<'f>(ground: &Ground<'f>) -> impl Iterator<Item = (&'f Run, &'f Command)> {
    let runs = ground.file.runs_of(ground.stage);
    runs.flat_map(|run| run.script.commands.iter().map(move |command| (run, command)))
}

fn is_build(command: &Command) -> bool {
    command.is("go") && matches!(subcommand(command), "build" | "install")
}

fn subcommand(command: &Command) -> &str {
    command.args().first().map_or("", |word| word.text())
}

/// What a build makes.
struct Made {
    span: Span,
    /// The folder that it writes to.
    folder: String,
    /// The name, where the command tells it.
    name: Option<String>,
    /// Whether it may make several programs.
    several: bool,
    /// Whether the command tells the place of the one program.
    is_placed: bool,
}

/// The words that build the program that starts, and where it and others lie, with where they are looked for.
fn programs(
    ground: &Ground<'_>,
    begin: &Begin<'_>,
    steps: &Steps,
) -> Option<(Span, Vec<(String, String)>)> {
    let mut made = Vec::new();
    for (run, command) in commands(ground).filter(|(_, command)| is_build(command)) {
        let directory = ground.directories(run).into_iter().nth(command.index)?;
        made.extend(build(ground, run, command, directory.as_deref()?)?);
    }
    let is_made =
        |path: &str| made.iter().rev().find(|made| made.makes(path)).map(|made| made.span);
    let is_named = made.iter().any(|made| made.name.as_deref() == Some(&begin.program));
    let (span, from, to) = begin.placed(ground, steps, &is_made, "/go/bin", is_named)?;
    let cleans = |command: &Command| {
        command.is("go")
            && subcommand(command) == "clean"
            && command.args().iter().skip(1).all(|word| !word.text().starts_with("-m"))
    };
    let is_gone = |path: &str| {
        steps.removed.iter().any(|removed| within(path, removed))
            || ground.file.runs_of(ground.stage).any(|run| run.mounts_over(path))
    };
    if is_gone(&from) || commands(ground).any(|(_, command)| cleans(command)) {
        return None;
    }
    // Others that were given a place of their own may be called by it.
    let others = made.iter().filter(|made| made.is_placed).filter_map(|made| {
        let name = made.name.as_deref()?;
        Some(format!("{}/{name}", made.folder.trim_end_matches('/')))
    });
    let mut copies = vec![(from.clone(), to)];
    for path in others.filter(|path| *path != from && !is_gone(path)) {
        let carried = steps.carried.iter().any(|(other, _)| *other == path);
        if !carried && copies.iter().all(|(other, _)| *other != path) {
            copies.push((path.clone(), path));
        }
    }
    Some((span, copies))
}

impl Made {
    fn makes(&self, path: &str) -> bool {
        let name = file_name(path);
        // What is no script by its name: without `-o` the module's own name counts, which the file does not show.
        const SCRIPTS: &[&str] =
            &["start", "run", "entrypoint", "docker-entrypoint", "wait-for-it", "init"];
        let likely = !name.contains('.') && !SCRIPTS.contains(&name);
        parent(path) == self.folder
            && match &self.name {
                Some(own) => own == name || self.several && likely,
                None => likely,
            }
    }
}

/// What `go build` or `go install` makes; nothing of the project where a tool is installed.
fn build(
    ground: &Ground<'_>,
    run: &Run,
    command: &Command,
    directory: &str,
) -> Option<Option<Made>> {
    let operands = command.operands_with(VALUED);
    let name_word = command.name_word()?;
    let verb = operands.first().filter(|word| word.text() == subcommand(command))?;
    let mode = command.flag_values("-buildmode");
    let odd =
        command.has_one_flag_of(&["-C", "-race", "-msan", "-asan", "-linkshared", "-n", "-i"])
            || mode.iter().any(|mode| !matches!(mode.value, Some("exe" | "pie" | "default")))
            || command.context.conditional
            || !is_linux(ground, command);
    if odd {
        return None;
    }
    let mut names = Vec::new();
    for word in &operands[1..] {
        names.push(ground.value(run, word)?);
    }
    let several = names.len() > 1 && !names.iter().all(|name| name.ends_with(".go"))
        || names.iter().any(|name| name.contains("..."));
    let name = match names.first().map(String::as_str) {
        None | Some("." | "./") => None,
        Some(name) => Some(program_name(name)),
    };
    let span = name_word.span.to(verb.span);
    if names.iter().any(|name| !is_own(ground, name)) {
        return Some(None);
    }
    if verb.text() == "install" {
        // With the system or the processor set, the folder may be another.
        let crossed = ["GOOS", "GOARCH", "GOBIN"].iter().any(|name| {
            command.environment(name).is_some()
                || ground.file.lookup(ground.stage, run.instruction, name) != Value::Unset
        });
        let own = directory.starts_with("/go/src/").then(|| file_name(directory).to_owned());
        let folder = match ground.file.lookup(ground.stage, run.instruction, "GOPATH") {
            Value::Unset => "/go/bin".to_owned(),
            Value::Known(path) if !path.contains(':') => join(None, &format!("{path}/bin"))?,
            _ => return None,
        };
        let name = match several {
            true => own.filter(|_| names.iter().all(|name| name == "./...")),
            false => name.or(own),
        };
        let made = Made { span, folder, name, several, is_placed: false };
        return (!crossed).then_some(Some(made));
    }
    let outputs = command.flag_values("-o");
    let Some(output) = outputs.last() else {
        let own = directory.starts_with("/go/src/").then(|| file_name(directory).to_owned());
        let name = name.or(own);
        let folder = directory.to_owned();
        let made = Made { span, folder, name, several, is_placed: false };
        return (!several).then_some(Some(made));
    };
    let word = output.value_word?;
    let text = match word.span == output.word.span {
        true => output.value?.to_owned(),
        false => ground.value(run, word)?,
    };
    let path = join(Some(directory), &text)?;
    let is_folder =
        text.ends_with('/') || text.ends_with("/.") || matches!(text.as_str(), "." | "..");
    if is_folder {
        let name = name.filter(|_| !several);
        return Some(Some(Made { span, folder: path, name, several, is_placed: false }));
    }
    // Where a folder of that name is there, the program is put into it.
    let folders = ground.stage.workdirs.iter().filter_map(|workdir| workdir.value.as_deref());
    let taken = folders.chain([directory]).any(|folder| within(folder, &path));
    let made = Made {
        span,
        folder: parent(&path).to_owned(),
        name: Some(file_name(&path).to_owned()),
        several: false,
        is_placed: true,
    };
    (!taken && !several).then_some(Some(made))
}

/// Whether a package is the project's: a path, or one that the build context is copied to. Others are tools, which may
/// need the toolchain when they run.
fn is_own(ground: &Ground<'_>, package: &str) -> bool {
    let path = package.split("...").next().unwrap_or("").trim_end_matches('/');
    let place = format!("/go/src/{path}");
    let mut copies = ground.file.copies_of(ground.stage).filter(|copy| copy.from.is_none());
    package.starts_with(['.', '/'])
        || package.ends_with(".go")
        || !package.contains(['.', '@'])
        || !package.contains('@')
            && copies.any(|copy| copy.dest_path.as_deref().is_some_and(|dest| within(&place, dest)))
}

/// The name of the program of a package: that of its folder without a version, or that of its first file.
fn program_name(package: &str) -> String {
    let path = package.split('@').next().unwrap_or(package).trim_end_matches('/');
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or("");
    let version = last
        .strip_prefix('v')
        .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let name = if version { parts.next().unwrap_or(last) } else { last };
    name.strip_suffix(".go").unwrap_or(name).to_owned()
}

/// Whether what is built is for Linux.
fn is_linux(ground: &Ground<'_>, command: &Command) -> bool {
    let set = ground.file.lookup(ground.stage, ground.stage.end, "GOOS");
    match command.environment("GOOS") {
        Some(word) => {
            let value = word.text().rsplit('=').next().unwrap_or("");
            value == "linux" || value.contains("TARGETOS")
        }
        None => {
            matches!(set, Value::Unset | Value::Unknown) || set == Value::Known("linux".to_owned())
        }
    }
}
