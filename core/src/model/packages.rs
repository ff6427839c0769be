//! Package installs found in scripts.

use super::present::Present;
use crate::shell::{Command, Script};
use crate::text::Span;

/// The package managers that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Manager {
    Apt,
    AptGet,
    Aptitude,
    Apk,
    Yum,
    Dnf,
    Microdnf,
    Tdnf,
    Zypper,
    Pacman,
    Pip,
    Npm,
    Yarn,
    Pnpm,
    Gem,
    Go,
    Cargo,
    Composer,
    Conda,
}

impl Manager {
    /// Whether it installs the packages of a distribution.
    pub fn is_of_system(self) -> bool {
        use Manager::*;
        matches!(
            self,
            Apt | AptGet | Aptitude | Apk | Yum | Dnf | Microdnf | Tdnf | Zypper | Pacman
        )
    }
}

/// An install command.
#[derive(Clone, Debug, PartialEq)]
pub struct Install {
    /// Who installs.
    pub manager: Manager,
    /// The command's index in the script.
    pub command: usize,
    /// The verb: `install`, `add`, `ci`.
    pub verb: String,
    /// Where the verb is written.
    pub verb_span: Span,
    /// What is installed: the words that are no options.
    pub packages: Vec<Package>,
    /// What is there then: with its packages, or before it where it is pip's.
    pub present: Present,
}

/// A word that names a package.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Where.
    pub span: Span,
    /// As much of its text as is known.
    pub text: String,
    /// Whether all of it is known (no variable in it).
    pub known: bool,
}

/// How a manager's command line is read.
struct Grammar {
    manager: Manager,
    names: &'static [&'static str],
    verbs: &'static [&'static str],
    /// Options that take the next word as their value.
    valued: &'static [&'static str],
}

/// From the managers' manuals, read 2026-08; the catalogue's §5.2 lists the same facts.
const GRAMMARS: &[Grammar] = &[
    Grammar {
        manager: Manager::AptGet,
        names: &["apt-get"],
        verbs: &["install", "reinstall"],
        valued: APT_VALUED,
    },
    Grammar {
        manager: Manager::Apt,
        names: &["apt"],
        verbs: &["install", "reinstall"],
        valued: APT_VALUED,
    },
    Grammar {
        manager: Manager::Aptitude,
        names: &["aptitude"],
        verbs: &["install"],
        valued: APT_VALUED,
    },
    Grammar {
        manager: Manager::Apk,
        names: &["apk"],
        verbs: &["add"],
        valued: &[
            "-t",
            "--virtual",
            "-X",
            "--repository",
            "-p",
            "--root",
            "--arch",
            "--keys-dir",
            "--cache-dir",
        ],
    },
    Grammar {
        manager: Manager::Yum,
        names: &["yum"],
        verbs: &["install", "groupinstall", "localinstall", "reinstall"],
        valued: RPM_VALUED,
    },
    Grammar {
        manager: Manager::Dnf,
        names: &["dnf", "dnf5"],
        verbs: &["install", "groupinstall", "reinstall"],
        valued: RPM_VALUED,
    },
    Grammar {
        manager: Manager::Microdnf,
        names: &["microdnf"],
        verbs: &["install", "reinstall"],
        valued: RPM_VALUED,
    },
    Grammar {
        manager: Manager::Tdnf,
        names: &["tdnf"],
        verbs: &["install", "reinstall"],
        valued: RPM_VALUED,
    },
    Grammar {
        manager: Manager::Zypper,
        names: &["zypper"],
        verbs: &["install", "in"],
        valued: &[
            "-r",
            "--repo",
            "--from",
            "-t",
            "--type",
            "-R",
            "--root",
            "-C",
            "--config",
            "--plus-repo",
            "-p",
        ],
    },
    Grammar {
        manager: Manager::Pip,
        names: &["pip", "pip2", "pip3"],
        verbs: &["install"],
        valued: &[
            "--abi",
            "-b",
            "--build",
            "-e",
            "--editable",
            "--extra-index-url",
            "-f",
            "--find-links",
            "-i",
            "--index-url",
            "--implementation",
            "--no-binary",
            "--only-binary",
            "--platform",
            "--prefix",
            "--progress-bar",
            "--proxy",
            "--python",
            "--python-version",
            "--root",
            "--root-user-action",
            "--src",
            "-t",
            "--target",
            "--trusted-host",
            "--upgrade-strategy",
            "-c",
            "--constraint",
            "-r",
            "--requirement",
            "--timeout",
            "--retries",
            "--cache-dir",
            "--log",
            "--cert",
            "--global-option",
            "--install-option",
            "--config-settings",
            "-C",
            "--report",
            "--default-timeout",
        ],
    },
    Grammar {
        manager: Manager::Npm,
        names: &["npm"],
        verbs: &["install", "i", "add", "ci"],
        valued: &[
            "--loglevel",
            "--registry",
            "--prefix",
            "--cache",
            "--tag",
            "--omit",
            "--workspace",
            "-w",
        ],
    },
    Grammar {
        manager: Manager::Yarn,
        names: &["yarn", "yarnpkg"],
        verbs: &["install", "add"],
        valued: &["--cwd", "--registry", "--network-timeout", "--cache-folder", "--modules-folder"],
    },
    Grammar {
        manager: Manager::Pnpm,
        names: &["pnpm"],
        verbs: &["install", "i", "add"],
        valued: &["--filter", "-C", "--dir"],
    },
    Grammar {
        manager: Manager::Gem,
        names: &["gem"],
        verbs: &["install", "i"],
        valued: &[
            "-v",
            "--version",
            "-i",
            "--install-dir",
            "-n",
            "--bindir",
            "-s",
            "--source",
            "-P",
            "--trust-policy",
        ],
    },
    Grammar {
        manager: Manager::Go,
        names: &["go"],
        verbs: &["install", "get"],
        valued: &["-ldflags", "-tags", "-o", "-C", "-mod"],
    },
    Grammar {
        manager: Manager::Cargo,
        names: &["cargo"],
        verbs: &["install"],
        valued: &[
            "--version",
            "--git",
            "--branch",
            "--tag",
            "--rev",
            "--path",
            "--root",
            "--features",
            "--target",
            "-j",
        ],
    },
    Grammar {
        manager: Manager::Composer,
        names: &["composer"],
        verbs: &["install", "require"],
        valued: &["-d", "--working-dir"],
    },
    Grammar {
        manager: Manager::Conda,
        names: &["conda", "mamba", "micromamba"],
        verbs: &["install", "create"],
        valued: &["-n", "--name", "-c", "--channel", "-p", "--prefix", "-f", "--file"],
    },
];

const APT_VALUED: &[&str] = &[
    "-t",
    "--target-release",
    "--default-release",
    "-o",
    "--option",
    "-c",
    "--config-file",
    "-a",
    "--host-architecture",
];
const RPM_VALUED: &[&str] = &[
    "-c",
    "--config",
    "-x",
    "--exclude",
    "--releasever",
    "--installroot",
    "-d",
    "-e",
    "--enablerepo",
    "--disablerepo",
    "--repo",
    "--setopt",
];

/// The installs of a script, in order.
pub fn installs(script: &Script) -> Vec<Install> {
    script.commands.iter().filter_map(install).collect()
}

/// The install that a command is, if it is one.
fn install(command: &Command) -> Option<Install> {
    let name = command.name();
    let python = is_python(name) && module(command) == Some("pip");
    let grammar = GRAMMARS.iter().find(|g| {
        g.names.contains(&name) || (g.manager == Manager::Pip && (python || is_pip(name)))
    })?;
    let skip = if python { 2 } else { 0 };
    let words = operands(command, skip, grammar.valued);
    let (verb, packages) = match (words.split_first(), grammar.manager) {
        (Some((verb, rest)), _) if grammar.verbs.contains(&verb.text.as_str()) => {
            (verb.clone(), rest.to_vec())
        }
        (None, Manager::Yarn) if command.args().is_empty() => {
            let span = command.span;
            return Some(Install {
                manager: Manager::Yarn,
                command: command.index,
                verb: "install".into(),
                verb_span: span,
                packages: Vec::new(),
                present: Present::default(),
            });
        }
        _ => return None,
    };
    Some(Install {
        manager: grammar.manager,
        command: command.index,
        verb: verb.text,
        verb_span: verb.span,
        packages,
        present: Present::default(),
    })
}

/// `pip`, `pip3`, `pip3.11`.
pub fn is_pip(name: &str) -> bool {
    name.strip_prefix("pip")
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// `python`, `python3`, `python3.11`.
pub fn is_python(name: &str) -> bool {
    name.strip_prefix("python")
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// The module of `python -m module`.
pub fn module(command: &Command) -> Option<&str> {
    let args = command.args();
    let at = args.iter().position(|word| word.literal() == Some("-m"))?;
    args.get(at + 1)?.literal()
}

/// The words that are neither options nor their values.
fn operands(command: &Command, skip: usize, valued: &[&str]) -> Vec<Package> {
    let (mut found, mut words, mut plain) = (Vec::new(), command.args().iter().skip(skip), false);
    while let Some(word) = words.next() {
        let text = word.text();
        if !plain && text == "--" {
            plain = true;
        } else if !plain && text.len() > 1 && text.starts_with('-') {
            if valued.contains(&text) {
                words.next();
            }
        } else {
            found.push(Package { span: word.span, text: text.to_owned(), known: word.is_static() });
        }
    }
    found
}
