//! What earlier steps left where a package is installed: packages that others need, and a newer pip. Found in one pass
//! over the file, as each install asks for all that came before it.

use super::lock_files::matches;
use super::{Base, Dockerfile, Run, pip};

/// Which of [`PATTERNS`] are there, a bit each, and what the file does, in the last bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present(u32);

/// Names of packages that are asked about. A `*` stands for anything.
const PATTERNS: [&str; 27] = [
    "automake*",
    "build-essential",
    "ca-certificates*",
    "clang*",
    "dirmngr",
    "g++*",
    "gcc*",
    "gfortran*",
    "gnupg",
    "gnupg2",
    "gpg",
    "gpg-agent",
    "libc-dev",
    "libc6-dbg",
    "libc6-dev*",
    "libtool",
    "make",
    "ninja-build",
    "nodejs",
    "openssh-client",
    "php5-cgi",
    "php5-cli",
    "python*-dev",
    "python*-setuptools",
    "ssh",
    "py*-pip*",
    "python-pip",
];

/// Packages, what they need, and others that bring that too. A `*` at the end stands for any ending.
pub(super) const PARTNERS: &[(&[&str], &str, &[&str])] = &[
    (
        &["curl", "wget", "git", "git-core", "aria2", "apt-transport-https", "libcurl*", "*-curl"],
        "ca-certificates",
        &["ca-certificates*"],
    ),
    (&["cmake", "cmake3"], "make", &["make", "build-essential", "ninja-build"]),
    (&["cmake", "cmake3"], "gcc", COMPILERS),
    (
        &["gcc", "gcc-1*", "gcc-4*", "gcc-5*", "gcc-6*", "gcc-7*", "gcc-8*", "gcc-9*"],
        "libc6-dev",
        &["libc6-dev*", "libc-dev", "build-essential", "g++*", "clang*", "gfortran*", "libtool"],
    ),
    (&["autoconf"], "automake", &["automake*"]),
    (&["php5", "libapache2-mod-php5"], "php5-cli", &["php5-cli", "php5-cgi"]),
    (&["valgrind"], "libc6-dbg", &["libc6-dbg"]),
];

pub(super) const COMPILERS: &[&str] = &["gcc*", "g++*", "clang*", "build-essential"];

impl Present {
    /// Whether a package of one of these patterns is there; each must be one of [`PATTERNS`].
    pub fn has(self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| {
            let at = PATTERNS.iter().position(|known| known == pattern);
            debug_assert!(at.is_some(), "{pattern} is not asked about");
            at.is_some_and(|at| self.0 & 1 << at != 0)
        })
    }

    /// With a package more.
    pub fn with(self, package: &str) -> Present {
        let bits = PATTERNS.iter().enumerate().filter(|(_, pattern)| matches(pattern, package));
        Present(bits.fold(self.0, |bits, (at, _)| bits | 1 << at))
    }

    /// Whether pip is that of an old image, where it has one: none newer was fetched.
    pub fn has_old_pip(self) -> bool {
        self.0 & OLD_PIP != 0
    }

    /// Whether pip may be that of an old image, since nothing tells the release: none newer was fetched.
    pub fn has_undated_pip(self) -> bool {
        self.0 & UNDATED_PIP != 0
    }

    /// Whether something in the file goes over SSH.
    pub fn speaks_ssh(self) -> bool {
        self.0 & SSH != 0
    }

    /// Whether something in the file fetches keys from a server for them.
    pub fn asks_keyservers(self) -> bool {
        self.0 & KEYSERVERS != 0
    }
}

const UNDATED_PIP: u32 = 1 << 28;
const SSH: u32 = 1 << 29;
const KEYSERVERS: u32 = 1 << 30;
const OLD_PIP: u32 = 1 << 31;

/// Notes at each install of a file what is there then: for one of packages with them, for one of pip before it.
pub(super) fn find(file: &mut Dockerfile) {
    let everywhere = habits(file);
    let mut ends: Vec<Present> = Vec::new();
    let mut runs = file.runs.iter_mut().peekable();
    for (index, stage) in file.stages.iter().enumerate() {
        let mut present = match &stage.base {
            Base::Stage(from) => ends.get(*from).copied().unwrap_or(everywhere),
            Base::Image(image) if pip::is_old(image) => Present(everywhere.0 | OLD_PIP),
            Base::Image(image) if pip::is_undated(image) => Present(everywhere.0 | UNDATED_PIP),
            _ => everywhere,
        };
        while let Some(run) = runs.next_if(|run| run.stage <= index) {
            present = pass(run, present);
        }
        ends.push(present);
    }
}

/// What commands of the file do, where an install cares for it.
fn habits(file: &Dockerfile) -> Present {
    let packages = || file.runs.iter().flat_map(|run| &run.installs).flat_map(|i| &i.packages);
    if !packages()
        .any(|package| package.text.starts_with("git") || package.text.starts_with("gnupg"))
    {
        return Present::default();
    }
    let commands = file.runs.iter().flat_map(|run| &run.script.commands);
    let bits = commands.flat_map(|command| command.all_words()).map(|word| {
        let text = word.text();
        let ssh = ["git@", "ssh://", "known_hosts", ".ssh"].iter().any(|part| text.contains(part))
            || text.starts_with("ssh-");
        let keys = text.starts_with("--recv") || text.starts_with("--keyserver");
        (u32::from(ssh) * SSH) | (u32::from(keys) * KEYSERVERS)
    });
    Present(bits.fold(0, |all, bits| all | bits))
}

fn pass(run: &mut Run, mut present: Present) -> Present {
    let mut installs = run.installs.iter_mut().peekable();
    for command in &run.script.commands {
        while let Some(install) = installs.next_if(|install| install.command <= command.index) {
            if install.manager.is_of_system() {
                let names = install.packages.iter().map(|package| bare(&package.text));
                present = names.fold(present, Present::with);
            }
            install.present = present;
            // An install that is to be made leaner names by then what it needs.
            if install.manager.is_of_system() && !command.has_flag("--no-install-recommends") {
                let names = install.packages.iter().map(|package| bare(&package.text));
                present = names.flat_map(brings).fold(present, Present::with);
            }
        }
        if present.0 & (OLD_PIP | UNDATED_PIP) != 0 && pip::renews(command) {
            present.0 &= !(OLD_PIP | UNDATED_PIP);
        }
    }
    present
}

/// What comes along with a package for being recommended, of what is asked about.
fn brings(package: &str) -> impl Iterator<Item = &'static str> {
    let of = PARTNERS.iter().filter(move |(packages, _, _)| is_any(packages, package));
    of.map(|(_, partner, _)| *partner)
}

/// Whether a pattern is that of a name.
pub(super) fn is_any(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, name))
}

/// A package's name, without its version or architecture.
pub(super) fn bare(package: &str) -> &str {
    &package[..package.find(['=', ':', '/']).unwrap_or(package.len())]
}

#[cfg(test)]
mod tests {
    use super::super::pip::PipAge;
    use super::*;

    /// What is there at the last install of a file, and the age of its pip.
    fn last(source: &str) -> (Present, PipAge) {
        let file = Dockerfile::new(source);
        let run = file.runs.iter().rfind(|run| !run.installs.is_empty()).unwrap();
        let install = run.installs.last().unwrap();
        (install.present, install.pip_age())
    }

    #[test]
    fn stages_hand_on_what_they_have() {
        let source = "FROM debian:13 AS a\nRUN apt-get install -y gcc=4:14\nFROM a\nRUN apt-get install -y x\n";
        assert!(last(source).0.has(&["gcc*"]));
        let source = "FROM debian:13 AS a\nRUN apt-get install -y gcc\nFROM debian:13\nRUN apt-get install -y x\n";
        assert!(!last(source).0.has(&["gcc*"]));
        let source = "FROM debian:13\nRUN apt-get install -y x\nRUN git clone git@example.org:a\nRUN apt-get install -y git\n";
        assert!(last(source).0.speaks_ssh());
    }

    #[test]
    fn pip_is_as_old_as_what_brought_it() {
        let age = |base: &str, steps: &str| last(&format!("FROM {base}\n{steps}\n")).1;
        let packaged = "RUN apt-get install -y python-pip\nRUN pip install x";
        assert_eq!(age("debian:8", packaged), PipAge::Old);
        assert_eq!(age("ubuntu:14.04.5", packaged), PipAge::Old);
        assert_eq!(age("ubuntu:16.04", packaged), PipAge::New);
        assert_eq!(age("python:2.7-jessie", packaged), PipAge::New);
        assert_eq!(age("debian:8", "RUN pip install x"), PipAge::Unknown);
        let renewed = "RUN apt-get install -y python-pip && pip install -U pip && pip install x";
        assert_eq!(age("debian:8", renewed), PipAge::New);
        assert_eq!(
            age("debian:8", "RUN apt-get install -y python-pip && pip install -U pip"),
            PipAge::Old
        );
        let kept = "RUN apt-get install -y python-pip && pip install pip==1.5.6 && pip install x";
        assert_eq!(age("debian:8", kept), PipAge::Old);
    }
}
