//! What packages of Debian and Ubuntu need for their ordinary use, though they only recommend it. That of gcc and of
//! yarn was looked up (2026-12: trackers of Wazuh and yarn); the others are from experience with Debian 8 to 13 and
//! Ubuntu 14.04 to 24.04, and rather name a package too many: each was installed before.

use super::present::{self, COMPILERS, PARTNERS, is_any};
use super::{Dockerfile, Install, Stage};
use crate::image::eol;

/// What is lost with the recommended packages of an install.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommended {
    /// Packages that the named ones hardly work without. Every release has them, and they came along before.
    pub needed: Vec<&'static str>,
    /// The package that may need more than that, so that the author should look first.
    pub doubtful: Option<String>,
}

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
    "cron-apt",
    "default-jdk*",
    "default-jre*",
    "devscripts",
    "dh-make*",
    "docker-ce*",
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
    "ruby-build",
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
const WITH_GPG: &[(&str, (u32, u32))] = &[
    ("Ubuntu", (12, 4)),
    ("Ubuntu", (14, 4)),
    ("Ubuntu", (16, 4)),
    ("Debian", (7, 0)),
    ("Debian", (8, 0)),
];

impl Dockerfile {
    /// What is lost where apt leaves out what the packages of `install` recommend.
    pub fn recommended(&self, stage: &Stage, install: &Install) -> Recommended {
        let mut there = install.present;
        let mut needed = Vec::new();
        for (packages, partner, others) in PARTNERS {
            let own = install.packages.iter().map(|package| package.text.as_str());
            let needs = own.chain(needed.iter().copied()).any(|name| is_any(packages, name));
            if needs && !there.has(others) {
                needed.push(*partner);
                there = there.with(partner);
            }
        }
        let names = || install.packages.iter().map(|package| present::bare(&package.text));
        let compiles =
            |name: &str| name.ends_with("-dev") || matches!(name, "automake" | "autoconf");
        if names().any(compiles) && !there.has(COMPILERS) && self.recommends_gcc(stage) {
            needed.push("gcc");
            there = there.with("gcc");
        }
        let git = names().any(|name| is_any(&["git", "git-core"], name));
        if git && !there.has(&["openssh-client", "ssh"]) && there.speaks_ssh() {
            needed.push("openssh-client");
        }
        let is_doubtful = |name: &str| {
            name.contains('*')
                || is_any(NEED_MORE, name)
                || match name {
                    // Without a compiler and the headers only what is packed as a wheel can be installed.
                    "python-pip" | "python3-pip" => {
                        !(there.has(COMPILERS)
                            && there.has(&["python*-dev"])
                            && there.has(&["python*-setuptools"]))
                    }
                    "gnupg" | "gnupg2" => !there.has(&["dirmngr"]) && there.asks_keyservers(),
                    "software-properties-common" => {
                        !there.has(&["gpg", "gpg-agent", "gnupg", "gnupg2"]) && !self.has_gpg(stage)
                    }
                    "yarn" => !there.has(&["nodejs"]) && !self.is_node(stage),
                    _ => false,
                }
        };
        let doubtful = names().find(|name| is_doubtful(name)).map(str::to_owned);
        Recommended { needed, doubtful }
    }

    fn has_gpg(&self, stage: &Stage) -> bool {
        let release = self.root_image(stage).and_then(eol::distribution_of);
        release.is_some_and(|release| WITH_GPG.contains(&release))
    }

    /// Whether the headers of C only recommend a compiler, as they did until Debian 8 and Ubuntu 14.10 (control files of
    /// eglibc 2.18 and glibc 2.19, 2026-12).
    fn recommends_gcc(&self, stage: &Stage) -> bool {
        match self.root_image(stage).and_then(eol::distribution_of) {
            Some(("Debian", (major, _))) => major <= 8,
            Some(("Ubuntu", (major, _))) => major <= 14,
            _ => false,
        }
    }

    fn is_node(&self, stage: &Stage) -> bool {
        self.root_image(stage).is_some_and(|image| image.repository().ends_with("node"))
    }
}
