//! What the user asks of an audit.

use crate::model::LabelFormat;
use crate::rule::{Profile, Rule, Severity};
use std::collections::BTreeMap;

/// A day. Days compare by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Date {
    /// A day.
    pub const fn new(year: u16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    /// Reads `2026-11-23`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let date = Date::new(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        );
        let valid = parts.next().is_none()
            && (1..=12).contains(&date.month)
            && (1..=31).contains(&date.day);
        valid.then_some(date)
    }

    /// The day so many months later, or the last of that month.
    pub fn plus_months(self, months: u16) -> Date {
        let count = self.year * 12 + u16::from(self.month) - 1 + months;
        Date::new(count / 12, (count % 12 + 1) as u8, self.day.min(28))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What a policy says about something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wish {
    /// As the author likes.
    #[default]
    Free,
    /// It must be there.
    Required,
    /// It must not be there.
    Forbidden,
}

/// From which severity on findings fail a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailLevel {
    /// Findings of this severity and worse fail.
    From(Severity),
    /// Findings never fail.
    Never,
}

/// The rules that ask for versions of packages.
const PACKAGE_PINS: [&str; 9] = [
    "apk-unpinned",
    "apt-get-unpinned",
    "dnf-unpinned",
    "gem-unpinned",
    "go-unpinned",
    "npm-unpinned",
    "pip-unpinned",
    "yum-unpinned",
    "zypper-unpinned",
];

/// The settings of an audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Which rules are on.
    pub profile: Option<Profile>,
    /// Today, for dates of end of life; without it those rules are silent.
    pub today: Option<Date>,
    /// Severities that replace the rules' own, by rule id; `None` switches a rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// Registries that images may come from; empty means any.
    pub trusted_registries: Vec<String>,
    /// Images that builds may start from: `repository[:tag][@digest]`, with `*` for anything; empty means any.
    pub approved_bases: Vec<String>,
    /// Labels that the final image must have, with the form of their values.
    pub labels: BTreeMap<String, LabelFormat>,
    /// Whether it may have no others.
    pub only_these_labels: bool,
    /// Names of ARGs and ENVs that hold no secret although they sound so, with `*` for anything.
    pub secret_names_allowed: Vec<String>,
    /// Whether packages must be pinned to versions; `None` leaves it to the profile.
    pub package_pins: Option<bool>,
    /// How many lines a file may have.
    pub max_lines: Option<u32>,
    /// Whether an image may have, must have or must not have a tag beside its digest.
    pub tag_with_digest: Wish,
    /// Commands that must run with a secret mounted, with the mount's options: `id=npmrc,target=/root/.npmrc`.
    pub secret_mounts: BTreeMap<String, String>,
    /// Whether inline suppressions are left unheeded.
    pub ignores_suppressions: bool,
    /// From which severity on findings fail a check.
    pub fail_level: Option<FailLevel>,
    /// Answers to the questions that fixes ask, by key. A fix whose question is answered is offered with its edits.
    pub answers: BTreeMap<String, String>,
}

impl Config {
    /// The profile in force.
    pub fn profile(&self) -> Profile {
        self.profile.unwrap_or(Profile::Default)
    }

    /// Whether a rule is on: because a severity is given for it, because packages are to be pinned, or by the profile.
    pub fn selects(&self, rule: &Rule) -> bool {
        if let Some(severity) = self.severities.get(rule.id) {
            return severity.is_some();
        }
        match self.package_pins {
            Some(wanted) if PACKAGE_PINS.contains(&rule.id) => wanted,
            _ => rule.profile <= self.profile(),
        }
    }

    /// Whether a variable of this name holds no secret, by the settings.
    pub fn allows_name(&self, name: &str) -> bool {
        self.secret_names_allowed.iter().any(|pattern| glob(pattern, name))
    }

    /// Whether the worst finding fails a check: from low on where nothing else is said.
    pub fn fails(&self, worst: Severity) -> bool {
        match self.fail_level.unwrap_or(FailLevel::From(Severity::Low)) {
            FailLevel::From(level) => worst >= level,
            FailLevel::Never => false,
        }
    }

    /// The severity given for a rule.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.id).copied().flatten()
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn pins_are_switched_all_at_once() {
        let on = |config: &Config, id: &str| config.selects(rules::find(id).expect("a rule"));
        let mut config = Config { package_pins: Some(true), ..Config::default() };
        assert!(PACKAGE_PINS.iter().all(|id| on(&config, id)));
        config.severities.insert("apk-unpinned".to_owned(), None);
        assert!(!on(&config, "apk-unpinned") && on(&config, "pip-unpinned"));
        let config =
            Config { profile: Some(Profile::All), package_pins: Some(false), ..Config::default() };
        assert!(
            PACKAGE_PINS.iter().all(|id| !on(&config, id)) && on(&config, "git-clone-unpinned")
        );
    }

    #[test]
    fn names_and_levels() {
        let config = Config {
            secret_names_allowed: vec!["PUBLIC_*".to_owned(), "API_TOKEN".to_owned()],
            ..Config::default()
        };
        assert!(config.allows_name("PUBLIC_KEY") && config.allows_name("API_TOKEN"));
        assert!(!config.allows_name("API_TOKEN_2") && !config.allows_name("MY_PUBLIC_KEY"));
        assert!(config.fails(Severity::Low) && !config.fails(Severity::Info));
        let never = Config { fail_level: Some(FailLevel::Never), ..config };
        assert!(!never.fails(Severity::Critical));
    }
}
