//! A project's dependencies and its build: which commands install them, which compile, which packages only builds need.

use super::{Dockerfile, Install, packages};
use crate::shell::Command;
use crate::text::Span;

/// A command that installs what a manifest names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FromManifest {
    /// The command's index in its script.
    pub command: usize,
    /// How people call it.
    pub words: &'static str,
    /// The files that it reads, as COPY can name them whichever of them there are; empty where that is not certain.
    pub manifests: &'static str,
}

/// Program, first words, what it reads.
const INSTALLS: &[(&str, &[&str], &str, &str)] = &[
    ("npm", &["ci"], "npm ci", "package*.json"),
    ("npm", &["install"], "npm install", "package*.json"),
    ("npm", &["i"], "npm install", "package*.json"),
    ("yarn", &["install"], "yarn install", "package.json yarn.loc[k]"),
    ("pnpm", &["install"], "pnpm install", ""),
    ("bundle", &["install"], "bundle install", ""),
    ("composer", &["install"], "composer install", ""),
    ("go", &["mod", "download"], "go mod download", "go.mod go.su[m]"),
    ("dotnet", &["restore"], "dotnet restore", ""),
    ("poetry", &["install"], "poetry install", ""),
    ("pipenv", &["install"], "pipenv install", ""),
];

/// Whether a command installs a project's dependencies from its manifest.
pub fn installs(command: &Command) -> Option<FromManifest> {
    let operands = command.operands();
    let is = |at: usize, text: &str| operands.get(at).is_some_and(|word| word.text() == text);
    let pip = packages::is_pip(command.name()) && is(0, "install");
    if pip || packages::is_python(command.name()) && packages::module(command) == Some("pip") {
        let given = command.flag_value("-r").or(command.flag_value("--requirement"));
        let plain = given == Some("requirements.txt") && operands.len() == 1;
        let manifests = if plain { "requirements.txt" } else { "" };
        return given.map(|_| FromManifest {
            command: command.index,
            words: "pip install -r",
            manifests,
        });
    }
    let row = INSTALLS.iter().find(|(name, words, _, _)| {
        let first = words.iter().enumerate().all(|(at, word)| is(at, word));
        command.is(name) && first && operands.len() == words.len()
    });
    let global = command.has_one_flag_of(&["-g", "--global", "--prefix"]);
    let (_, _, words, manifests) = row.filter(|_| !global)?;
    Some(FromManifest { command: command.index, words, manifests })
}

/// Packages that hold compilers and their like.
const TOOLS: &[&str] = &[
    "gcc",
    "g++",
    "clang",
    "make",
    "cmake",
    "build-essential",
    "build-base",
    "base-devel",
    "autoconf",
    "automake",
    "libtool",
    "gcc-c++",
    "golang",
    "golang-go",
    "rustc",
    "cargo",
    "maven",
    "gradle",
    "ninja-build",
    "meson",
    "bison",
    "flex",
    "nasm",
    "devscripts",
    "dpkg-dev",
    "rpm-build",
    "patch",
    "musl-dev",
    "linux-headers",
    "kernel-headers",
    "default-jdk",
    "ghc",
];

/// Whether a package is only of use for building.
pub fn is_build_tool(package: &str) -> bool {
    let name = package.split(['=', '<', '>', '~']).next().unwrap_or(package);
    TOOLS.contains(&name)
        || ["-dev", "-devel", "-headers"].iter().any(|end| name.ends_with(end))
        || ["gcc-", "g++-", "clang-", "golang-1", "openjdk-"]
            .iter()
            .any(|start| name.starts_with(start))
            && !name.contains("-jre")
            && !name.ends_with("-base")
}

/// Whether a command removes a package, or a virtual group of them.
pub fn removes(command: &Command, package: &str) -> bool {
    const VERBS: [&str; 7] = ["remove", "purge", "autoremove", "del", "erase", "rm", "auto-remove"];
    let managers =
        ["apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper"];
    let operands = command.operands();
    let verb = operands.first().is_some_and(|verb| VERBS.contains(&verb.text()));
    let named = |word: &&&crate::shell::Word| word.text() == package || word.literal().is_none();
    let automatic = matches!(command.subcommand(), "autoremove" | "auto-remove");
    command.is_one_of(&managers)
        && verb
        && (automatic || operands[1..].iter().any(|word| named(&word)))
}

/// Whether a command builds something, or installs what may have to be built.
pub fn builds(command: &Command) -> bool {
    const BUILDERS: &[&str] = &[
        "./configure",
        "configure",
        "cmake",
        "meson",
        "ninja",
        "gcc",
        "g++",
        "cc",
        "clang",
        "rustc",
        "javac",
        "autoreconf",
        "phpize",
        "pecl",
        "docker-php-ext-install",
        "cpan",
        "cpanm",
        "gem",
        "bundle",
        "npm",
        "yarn",
        "pnpm",
        "luarocks",
        "R",
        "Rscript",
        "install2.r",
        "cabal",
        "ghc",
        "poetry",
        "pipenv",
        "uv",
        "easy_install",
        "rebar3",
        "mix",
        "opam",
        "node-gyp",
        "rpmbuild",
    ];
    let setup = packages::is_python(command.name())
        && command.args().iter().any(|word| word.text().ends_with(".py") || word.text() == "-m");
    compiles(command).is_some()
        || setup
        || packages::is_pip(command.name())
        || command.is_one_of(BUILDERS)
        || command.name().ends_with("/configure")
        || command.name().ends_with(".sh")
        || command.is_one_of(&["go", "cargo", "mvn", "gradle", "sh", "bash"])
}

/// Notes for every stage which RUN is the last to build or to remove, which the first to install packages of the
/// system, and whether pip's cache is read.
pub(super) fn find_steps(file: &mut Dockerfile) {
    let cached = |text: &str| text.contains(".cache/pip");
    let takes = |command: &Command| {
        command.is_one_of(&["cp", "mv", "rsync", "tar", "find", "ls"])
            && command.args().iter().any(|word| cached(word.text()))
    };
    let others = file.copies.iter().filter(|copy| copy.from.is_some());
    let copied = others.flat_map(|copy| &copy.sources).any(|source| cached(&source.word.text));
    for stage in &mut file.stages {
        stage.reads_pip_cache = copied;
    }
    for run in &file.runs {
        let stage = &mut file.stages[run.stage];
        stage.reads_pip_cache |= run.script.commands.iter().any(takes);
        if run.named("rm").next().is_some() {
            stage.last_rm = Some(run.instruction);
        }
        let unaided = |install: &Install| {
            let command = &run.script.commands[install.command];
            install.manager.is_of_system() && command.wrappers().is_empty()
        };
        if !run.onbuild && run.installs.iter().any(unaided) {
            stage.first_install.get_or_insert(run.instruction);
        }
        if run.script.commands.iter().any(builds) {
            stage.last_build = Some(run.instruction);
        }
    }
}

/// Whether a command compiles a program: the words that say so.
pub fn compiles(command: &Command) -> Option<Span> {
    const BUILDS: &[(&str, &[&str])] = &[
        ("go", &["build", "install"]),
        ("cargo", &["build", "install"]),
        ("mvn", &["package", "install", "verify"]),
        ("mvnw", &["package", "install", "verify"]),
        ("gradle", &["build", "bootJar", "assemble", "jar"]),
        ("gradlew", &["build", "bootJar", "assemble", "jar"]),
        ("dotnet", &["build", "publish"]),
        ("npm", &["run"]),
        ("yarn", &["build"]),
        ("swift", &["build"]),
        ("stack", &["build", "install"]),
        ("cabal", &["build", "install"]),
    ];
    let name = command.name_word()?;
    let operands = command.operands();
    if command.is("make") || command.is("ninja") {
        return Some(name.span);
    }
    let (_, verbs) = BUILDS.iter().find(|(tool, _)| command.is(tool))?;
    let verb = operands.iter().find(|word| verbs.contains(&word.text()))?;
    let script = operands.iter().any(|word| word.text().starts_with("build"));
    (!command.is("npm") || script).then(|| name.span.to(verb.span))
}
