//! What packages of Debian and Ubuntu need for their ordinary use, though they only recommend it (`Recommends:` in
//! their control files, Debian 8 to 13 and Ubuntu 14.04 to 24.04, 2026-11).

use super::{Dockerfile, Install, Manager, Run, Stage};

/// What is lost with the recommended packages of an install.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommended {
    /// Packages that the named ones hardly work without. Every release has them, and they came along before.
    pub needed: Vec<&'static str>,
    /// The package that may need more than that, so that the author should look first.
    pub doubtful: Option<String>,
}

/// Packages, what they need, and others that bring that too. A `*` at the end stands for any ending.
const PARTNERS: &[(&[&str], &str, &[&str])] = &[
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

const COMPILERS: &[&str] = &["gcc*", "g++*", "clang*", "build-essential"];

/// Packages that are of little use without what they recommend, which differs from release to release.
const NEED_MORE: &[&str] = &[
    "*-virtualenv",
    "ant",
    "asciidoc*",
    "bundler",
    "calibre",
    "chromium*",
    "cinnamon*",
    "composer",
    "cpanminus",
    "default-jdk*",
    "default-jre*",
    "devscripts",
    "dh-make*",
    "docker-ce",
    "docker.io",
    "dpkg-dev",
    "erlang*",
    "firefox*",
    "ghostscript",
    "gnome*",
    "golang*",
    "graphviz",
    "icinga*",
    "imagemagick",
    "inkscape",
    "kde*",
    "libreoffice*",
    "libvirt*",
    "luarocks",
    "lxc",
    "lxde*",
    "lxqt*",
    "mailutils",
    "mate-*",
    "maven",
    "mono-*",
    "nagios*",
    "npm",
    "nvidia-*",
    "octave*",
    "opam",
    "openbox",
    "openjdk*",
    "openvpn",
    "phpmyadmin",
    "postgresql-client*",
    "python-matplotlib",
    "python3-matplotlib",
    "qemu*",
    "r-base*",
    "roundcube*",
    "ruby-bundler",
    "samba",
    "strongswan*",
    "supervisor",
    "task-*",
    "texlive*",
    "tigervnc*",
    "tightvncserver",
    "ubuntu-desktop*",
    "virtualenv",
    "wine*",
    "wordpress",
    "x11vnc",
    "xfce4*",
    "xorg",
    "xserver-xorg*",
    "xvfb",
];

/// Releases whose image has gpg, which add-apt-repository calls.
const WITH_GPG: &[&str] =
    &["12.04", "14.04", "16.04", "precise", "trusty", "xenial", "7", "8", "wheezy", "jessie"];

impl Dockerfile {
    /// What is lost where apt leaves out what the packages of `install` recommend.
    pub fn recommended(&self, stage: &Stage, run: &Run, install: &Install) -> Recommended {
        let mut there = self.apt_packages(stage, run, install);
        let mut needed = Vec::new();
        for (packages, partner, others) in PARTNERS {
            let own = install.packages.iter().map(|package| package.text.as_str());
            let needs = own.chain(needed.iter().copied()).any(|name| is_any(packages, name));
            if needs && !there.iter().any(|name| is_any(others, name)) {
                needed.push(*partner);
                there.push(partner);
            }
        }
        let has = |names: &[&str]| there.iter().any(|name| is_any(names, name));
        let git =
            install.packages.iter().any(|package| is_any(&["git", "git-core"], &package.text));
        if git && !has(&["openssh-client", "ssh"]) && self.speaks_ssh() {
            needed.push("openssh-client");
        }
        let is_doubtful = |name: &str| {
            is_any(NEED_MORE, name)
                || match name {
                    // Without a compiler and the headers only what is packed as a wheel can be installed.
                    "python-pip" | "python3-pip" => {
                        !(has(COMPILERS) && has(&["python*-dev"]) && has(&["python*-setuptools"]))
                    }
                    "gnupg" | "gnupg2" => !has(&["dirmngr"]) && self.asks_keyservers(),
                    "software-properties-common" => {
                        !has(&["gpg", "gpg-agent", "gnupg", "gnupg2"]) && !self.has_gpg(stage)
                    }
                    "yarn" => !has(&["nodejs"]) && !self.is_node(stage),
                    _ => false,
                }
        };
        let mut names = install.packages.iter().map(|package| bare(&package.text));
        let doubtful = names.find(|name| is_doubtful(name)).map(str::to_owned);
        Recommended { needed, doubtful }
    }

    /// The packages that are there once an install is done, as far as this file names them.
    fn apt_packages<'a>(&'a self, stage: &'a Stage, run: &Run, install: &Install) -> Vec<&'a str> {
        let place = (run.instruction, install.command);
        self.lineage(stage)
            .flat_map(|scope| self.runs_of(scope))
            .flat_map(|run| run.installs.iter().map(move |other| (run.instruction, other)))
            .filter(|(at, other)| {
                matches!(other.manager, Manager::AptGet | Manager::Apt | Manager::Aptitude)
                    && (*at, other.command) <= place
            })
            .flat_map(|(_, other)| &other.packages)
            .map(|package| bare(&package.text))
            .collect()
    }

    fn speaks_ssh(&self) -> bool {
        self.any_word(&|text| {
            ["git@", "ssh://", "known_hosts", ".ssh"].iter().any(|part| text.contains(part))
                || text.starts_with("ssh-")
        })
    }

    fn asks_keyservers(&self) -> bool {
        self.any_word(&|text| text.starts_with("--recv") || text.starts_with("--keyserver"))
    }

    fn any_word(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let commands = self.runs.iter().flat_map(|run| &run.script.commands);
        commands.flat_map(|command| command.all_words()).any(|word| is(word.text()))
    }

    fn has_gpg(&self, stage: &Stage) -> bool {
        let tag = self.root_image(stage).and_then(|image| image.tag.as_deref()).unwrap_or("");
        WITH_GPG.iter().any(|release| {
            tag.strip_prefix(release)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    }

    fn is_node(&self, stage: &Stage) -> bool {
        self.root_image(stage).is_some_and(|image| image.repository().ends_with("node"))
    }
}

/// A package's name, without its version or architecture.
fn bare(package: &str) -> &str {
    &package[..package.find(['=', ':', '/']).unwrap_or(package.len())]
}

fn is_any(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.split_once('*') {
        None => *pattern == name,
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
    })
}
