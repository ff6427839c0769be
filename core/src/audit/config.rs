//! What the user asks of an audit.

use crate::model::LabelFormat;
use crate::rule::{Profile, Rule, Severity};
use crate::rules;
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
    /// Whether to leave out the rules that are off by default, and those that real files seldom have findings of.
    pub is_brief: bool,
    /// Answers to the questions that fixes ask, by key. A fix whose question is answered is offered with its edits.
    pub answers: BTreeMap<String, String>,
}

impl Config {
    /// The profile in force.
    pub fn profile(&self) -> Profile {
        self.profile.unwrap_or(Profile::Default)
    }

    /// Whether a rule is on: by the profile, or because a severity is given for it.
    pub fn selects(&self, rule: &Rule) -> bool {
        if self.is_brief && (rule.profile != Profile::Default || rules::is_rare(rule)) {
            return false;
        }
        match self.severities.get(rule.id) {
            Some(severity) => severity.is_some(),
            None => rule.profile <= self.profile(),
        }
    }

    /// The severity given for a rule.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.id).copied().flatten()
    }
}
