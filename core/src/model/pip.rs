//! Whether pip keeps what it downloads, and can be told not to: both came with pip 6, in December 2014 (pip's own
//! documentation of its cache, read 2026-12).

use super::Install;
use super::packages::is_pip;
use crate::image::{Family, Reference, eol, facts};
use crate::shell::Command;

/// How old a pip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PipAge {
    /// 6 or newer: it has a cache, and `--no-cache-dir`.
    New,
    /// Older: it keeps nothing, and refuses the flag.
    Old,
    /// It may be either.
    Unknown,
}

/// The first releases of distributions whose pip is 6 or newer, by the year of their freeze: 1.5 was in those before.
const FIRST: &[(&str, (u32, u32))] =
    &[("Debian", (9, 0)), ("Ubuntu", (16, 4)), ("Alpine", (3, 2)), ("Fedora", (22, 0))];

/// Images on Debian 8, or older, whose tags do not say so.
const ON_JESSIE: &[&str] = &["java", "ubuntu-debootstrap", "ubuntu-upstart"];

/// What fetches a pip of its own.
const BRINGERS: &[&str] = &["get-pip", "ensurepip", "conda", "pyenv"];

impl Install {
    /// How old the pip is that it calls.
    pub fn pip_age(&self) -> PipAge {
        match self.present {
            // This package went away years before python3-pip, which is new on whatever is still in use.
            there if there.has_undated_pip() && there.has(&["python-pip"]) => PipAge::Unknown,
            there if !there.has_old_pip() => PipAge::New,
            there if there.has(&["py*-pip*"]) => PipAge::Old,
            _ => PipAge::Unknown,
        }
    }
}

/// Whether a distribution's pip is too old in an image.
pub(super) fn is_old(image: &Reference) -> bool {
    let repository = image.repository();
    if repository == "phusion/baseimage" {
        let tag = image.tag.as_deref().unwrap_or("");
        let number = tag.strip_prefix("0.9.").and_then(|rest| rest.parse::<u32>().ok());
        return number.is_some_and(|number| number < 19);
    }
    let own = brings_its_own(&repository);
    let dated = eol::distribution_of(image).is_some_and(|(name, release)| {
        FIRST.iter().any(|(known, first)| *known == name && release < *first)
    });
    !own && (dated || ON_JESSIE.contains(&repository.as_str()))
}

/// Whether nothing tells of which release the distribution's pip in an image is.
pub(super) fn is_undated(image: &Reference) -> bool {
    let of_apt = matches!(facts::family(image), Family::Debian | Family::Ubuntu | Family::Unknown);
    of_apt && !brings_its_own(&image.repository()) && eol::distribution_of(image).is_none()
}

fn brings_its_own(repository: &str) -> bool {
    ["python", "pypy", "conda", "jupyter/"].iter().any(|name| repository.contains(name))
}

/// Whether a command puts a newer pip in the place of the one that is there.
pub(super) fn renews(command: &Command) -> bool {
    let brings = |text: &str| BRINGERS.iter().any(|bringer| text.contains(bringer));
    command.all_words().any(|word| brings(word.text())) || upgrades(command)
}

fn upgrades(command: &Command) -> bool {
    let is_new = |text: &str| match text.strip_prefix("pip") {
        Some(rest) if rest.is_empty() || rest.starts_with(['=', '>', '<', '~', '[']) => {
            let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            digits[..end].parse::<u32>().map_or(true, |major| major >= 6)
        }
        _ => false,
    };
    let names_pip = || command.args().iter().any(|word| is_new(word.text()));
    let flagged = command.has_one_flag_of(&["--upgrade", "-U", "--force-reinstall", "-I"]);
    let pinned = || command.args().iter().any(|word| word.text().starts_with("pip=="));
    (command.is("easy_install") || (is_pip(command.name()) && (flagged || pinned()))) && names_pip()
}
