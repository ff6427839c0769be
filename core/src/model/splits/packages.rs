//! Which packages only the build needs, and which the program may need too.

use super::ground::Ground;
use crate::model::{Manager, Package, Run, dependencies, managers};
use crate::shell::Command;

/// Tools that sources are fetched and built with, besides compilers and headers.
const BUILD: &[&str] = &[
    "git",
    "git-core",
    "mercurial",
    "bzr",
    "subversion",
    "curl",
    "wget",
    "unzip",
    "zip",
    "xz-utils",
    "gnupg",
    "gnupg2",
    "openssh",
    "openssh-client",
    "build-base",
    "alpine-sdk",
    "pkgconfig",
    "pkg-config",
    "pkgconf",
    "protobuf",
    "protobuf-compiler",
    "protoc",
    "upx",
    "binutils",
    "apt-transport-https",
    "apt-utils",
    "software-properties-common",
    "lsb-release",
    "rsync",
    "vim",
    "nano",
    "less",
    "file",
    "python3-dev",
    "libc-dev",
];

/// Packages that a program may need, which are there under the same name in every release.
const EVERYWHERE: &[&str] = &[
    "ca-certificates",
    "tzdata",
    "bash",
    "tini",
    "dumb-init",
    "su-exec",
    "gosu",
    "libc6-compat",
    "gcompat",
    "libgcc",
    "libstdc++",
    "netbase",
];

/// Toolchains of other languages: who installs one beside their own may call it when the program runs.
const FOREIGN: &[&str] = &[
    "openjdk",
    "default-jdk",
    "java-",
    "maven",
    "gradle",
    "golang",
    "rustc",
    "cargo",
    "ghc",
    "devscripts",
    "rpm-build",
    "dpkg-dev",
];

/// What a package is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Only to build.
    Build,
    /// The program may need it, and any release has it.
    Everywhere,
    /// The program may need it.
    Unknown,
}

/// What a package is for, by its name without a version.
pub(super) fn of(name: &str) -> Use {
    if EVERYWHERE.contains(&name) {
        Use::Everywhere
    } else if FOREIGN.iter().any(|start| name.starts_with(start)) {
        Use::Unknown
    } else if BUILD.contains(&name) || dependencies::is_build_tool(name) {
        Use::Build
    } else {
        Use::Unknown
    }
}

/// A package's name without its version.
pub(super) fn bare(package: &Package) -> &str {
    package.text.split(['=', '<', '>', '~', '@', ':']).next().unwrap_or(&package.text)
}

/// The packages that the system's manager installs in a RUN; `None` where another manager does, or a name is not known.
pub(super) fn installed<'r>(ground: &Ground<'_>, run: &'r Run) -> Option<Vec<&'r Package>> {
    let mut found = Vec::new();
    for install in &run.installs {
        let own = match install.manager {
            Manager::Apt | Manager::AptGet => !ground.is_alpine,
            Manager::Apk => ground.is_alpine,
            _ => continue,
        };
        if !own || install.packages.iter().any(|package| !package.known) {
            return None;
        }
        found.extend(&install.packages);
    }
    Some(found)
}

/// Whether a command of a package manager leaves nothing but packages: no other source of them, no group of packages
/// that goes again.
pub(super) fn is_plain(command: &Command) -> bool {
    let strange =
        ["-X", "--repository", "-t", "--virtual", "--allow-untrusted", "--target-release"];
    !command.has_one_flag_of(&strange)
}

/// Whether a RUN that installs packages gets their lists itself.
pub(super) fn is_ready(run: &Run) -> bool {
    let fetches = |command: &Command| {
        managers::refreshes(command)
            || command.is("apk")
                && (command.subcommand() == "update"
                    || command.has_one_flag_of(&["--no-cache", "-U", "--update", "--update-cache"]))
    };
    let installs = |command: &Command| {
        command.is_one_of(&["apk", "apt-get", "apt"])
            && matches!(command.subcommand(), "add" | "install")
    };
    let mut commands = run.script.commands.iter();
    !run.script.commands.iter().any(installs) || commands.any(fetches)
}
