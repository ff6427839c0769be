//! `drydock.toml`.

use super::{Note, Policy, meant};
use crate::audit::{Config, FailLevel, Wish};
use crate::model::LabelFormat;
use crate::order;
use crate::rule::{Profile, Severity};
use crate::rules;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// The keys, in the order in which the documentation has them.
const KEYS: [&str; 14] = [
    "profile",
    "fail-level",
    "trusted-registries",
    "approved-bases",
    "secret-names-allowed",
    "package-pins",
    "tag-with-digest",
    "max-lines",
    "inline-suppressions",
    "labels",
    "only-these-labels",
    "secret-mounts",
    "rules",
    "answers",
];

pub(super) fn read(text: &str) -> Result<Policy, Note> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Note { line: line_of(text, at), message: error.message().replace('\n', ", ") }
    })?;
    let mut config = Config::default();
    for entry in entries(text, table.get_ref()) {
        match entry.key {
            "profile" => {
                config.profile = Profile::of(entry.choice(&["default", "strict", "all"])?);
            }
            "fail-level" => {
                let level = entry.choice(&["critical", "high", "medium", "low", "info", "none"])?;
                config.fail_level =
                    Some(Severity::of(level).map_or(FailLevel::Never, FailLevel::From));
            }
            "trusted-registries" => config.trusted_registries = entry.texts()?,
            "approved-bases" => config.approved_bases = entry.texts()?,
            "secret-names-allowed" => config.secret_names_allowed = entry.texts()?,
            "package-pins" => config.package_pins = Some(entry.flag()?),
            "tag-with-digest" => {
                config.tag_with_digest = match entry.choice(&["free", "required", "forbidden"])? {
                    "required" => Wish::Required,
                    "forbidden" => Wish::Forbidden,
                    _ => Wish::Free,
                };
            }
            "max-lines" => config.max_lines = Some(entry.count()?),
            "inline-suppressions" => config.ignores_suppressions = !entry.flag()?,
            "labels" => {
                for label in entry.table()? {
                    let formats = LabelFormat::NAMES.map(|(name, _)| name);
                    let format = LabelFormat::of(label.choice(&formats)?);
                    config.labels.insert(label.key.to_owned(), format.unwrap_or(LabelFormat::Text));
                }
            }
            "only-these-labels" => config.only_these_labels = entry.flag()?,
            "secret-mounts" => config.secret_mounts = entry.texts_by_key()?,
            "rules" => config.severities = severities(&entry)?,
            "answers" => config.answers = entry.texts_by_key()?,
            key => {
                return Err(entry.fault(format!("there is no key `{key}`{}", meant(key, &KEYS))));
            }
        }
    }
    Ok(Policy { config, notes: Vec::new() })
}

/// `[rules]`: a rule's own id wins over a name that it shares with others.
fn severities(entry: &Entry<'_>) -> Result<BTreeMap<String, Option<Severity>>, Note> {
    let mut found = BTreeMap::new();
    let is_id = |entry: &Entry<'_>| rules::find(entry.key).is_some_and(|rule| rule.id == entry.key);
    let (ids, aliases): (Vec<_>, Vec<_>) = entry.table()?.into_iter().partition(is_id);
    for entry in aliases.into_iter().chain(ids) {
        let levels = ["off", "on", "info", "low", "medium", "high", "critical"];
        let mut named = rules::find_all(entry.key).peekable();
        if named.peek().is_none() {
            let near = rules::nearest(entry.key).first().copied();
            let near = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
            return Err(entry.fault(format!("there is no rule `{}`{near}", entry.key)));
        }
        let level = entry.choice(&levels)?;
        for rule in named {
            let severity = if level == "on" { Some(rule.severity) } else { Severity::of(level) };
            found.insert(rule.id.to_owned(), severity);
        }
    }
    Ok(found)
}

/// A key with its value.
struct Entry<'t> {
    text: &'t str,
    line: usize,
    key: &'t str,
    value: &'t DeValue<'t>,
    written: &'t str,
}

/// The entries of a table, in the order in which they are written.
fn entries<'t>(text: &'t str, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
    let mut found: Vec<(usize, Entry<'t>)> = table
        .iter()
        .map(|(key, value)| {
            let at = key.span().start;
            let written = text.get(value.span()).unwrap_or("").lines().next().unwrap_or("");
            let value = value.get_ref();
            (at, Entry { text, line: line_of(text, at), key: key.get_ref(), value, written })
        })
        .collect();
    order::sort_by_key(&mut found, |(at, _)| *at);
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

impl<'t> Entry<'t> {
    fn fault(&self, message: String) -> Note {
        Note { line: self.line, message }
    }

    fn wants(&self, what: &str) -> Note {
        self.fault(format!("`{}` takes {what}, not `{}`", self.key, self.written))
    }

    fn flag(&self) -> Result<bool, Note> {
        self.value.as_bool().ok_or_else(|| self.wants("true or false"))
    }

    fn count(&self) -> Result<u32, Note> {
        let count = self.value.as_integer().and_then(|number| {
            u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|count| *count > 0)
        });
        count.ok_or_else(|| self.wants("a number from 1 on"))
    }

    /// One of a few words.
    fn choice(&self, choices: &[&'static str]) -> Result<&'static str, Note> {
        let word = self.value.as_str().unwrap_or("");
        choices.iter().copied().find(|choice| *choice == word).ok_or_else(|| {
            let near = meant(word, choices);
            self.fault(format!(
                "`{}` takes {}, not `{}`{near}",
                self.key,
                choices.join(", "),
                self.value.as_str().unwrap_or(self.written)
            ))
        })
    }

    fn texts(&self) -> Result<Vec<String>, Note> {
        let list = self.value.as_array().ok_or_else(|| self.wants("a list of texts"))?;
        let text = |value: &toml::Spanned<DeValue<'_>>| value.get_ref().as_str().map(str::to_owned);
        let texts: Option<Vec<String>> = list.iter().map(text).collect();
        texts.ok_or_else(|| self.wants("a list of texts"))
    }

    fn table(&self) -> Result<Vec<Entry<'t>>, Note> {
        let table = self.value.as_table().ok_or_else(|| {
            self.fault(format!("`{}` is a table: write `[{}]` above its keys", self.key, self.key))
        })?;
        Ok(entries(self.text, table))
    }

    fn texts_by_key(&self) -> Result<BTreeMap<String, String>, Note> {
        let pair = |entry: Entry<'_>| match entry.value.as_str() {
            Some(text) => Ok((entry.key.to_owned(), text.to_owned())),
            None => Err(entry.wants("a text")),
        };
        self.table()?.into_iter().map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Config {
        read(text).expect("settings").config
    }

    fn fault(text: &str) -> (usize, String) {
        let note = read(text).expect_err("a fault");
        (note.line, note.message)
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
            profile = "strict"
            fail-level = "none"
            trusted-registries = ["docker.io", "*.example.org"]
            approved-bases = ["debian:*-slim"]
            secret-names-allowed = ["PUBLIC_*"]
            package-pins = false
            tag-with-digest = "required"
            max-lines = 1_00
            inline-suppressions = false
            only-these-labels = true

            [labels]
            "org.opencontainers.image.source" = "url"
            commit = "hash"

            [secret-mounts]
            npm = "id=npmrc,target=/root/.npmrc"

            [rules]
            sudo-used = "off"
            user-not-numeric = "on"
            healthcheck-missing = "critical"

            [answers]
            port = "8080"
        "#;
        let config = config(&text.replace("1_00", "100"));
        let text = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            config,
            Config {
                profile: Some(Profile::Strict),
                today: None,
                severities: [
                    ("sudo-used", None),
                    ("user-not-numeric", Some(Severity::Info)),
                    ("healthcheck-missing", Some(Severity::Critical)),
                ]
                .map(|(id, severity)| (id.to_owned(), severity))
                .into(),
                trusted_registries: text(&["docker.io", "*.example.org"]),
                approved_bases: text(&["debian:*-slim"]),
                labels: [
                    ("org.opencontainers.image.source".to_owned(), LabelFormat::Url),
                    ("commit".to_owned(), LabelFormat::Hash),
                ]
                .into(),
                only_these_labels: true,
                secret_names_allowed: text(&["PUBLIC_*"]),
                package_pins: Some(false),
                max_lines: Some(100),
                tag_with_digest: Wish::Required,
                secret_mounts: [("npm".to_owned(), "id=npmrc,target=/root/.npmrc".to_owned())]
                    .into(),
                ignores_suppressions: true,
                fail_level: Some(FailLevel::Never),
                answers: [("port".to_owned(), "8080".to_owned())].into(),
            }
        );
    }

    #[test]
    fn an_alias_names_all_of_its_rules_and_an_id_wins() {
        let config = config("[rules]\nuser-missing = \"low\"\nDS-0002 = \"off\"\n");
        assert_eq!(config.severities["user-missing"], Some(Severity::Low));
        assert_eq!(config.severities["user-root-last"], None);
    }

    #[test]
    fn faults_name_line_text_and_the_nearest() {
        for (text, line, message) in [
            (
                "\ntrusted-registry = []",
                2,
                "there is no key `trusted-registry`, did you mean `trusted-registries`?",
            ),
            (
                "[rules]\nsudo-use = \"off\"",
                2,
                "there is no rule `sudo-use`, did you mean `sudo-used`?",
            ),
            (
                "[rules]\nsudo-used = \"higj\"",
                2,
                "`sudo-used` takes off, on, info, low, medium, high, critical, not `higj`, did you mean `high`?",
            ),
            (
                "[labels]\na = \"text\"\nb = \"uri\"",
                3,
                "`b` takes text, rawText, url, rfc3339, spdx, hash, semver, email, not `uri`, did you mean `url`?",
            ),
            ("package-pins = \"yes\"", 1, "`package-pins` takes true or false, not `\"yes\"`"),
            ("max-lines = 0", 1, "`max-lines` takes a number from 1 on, not `0`"),
            ("approved-bases = [1]", 1, "`approved-bases` takes a list of texts, not `[1]`"),
            ("rules = 1", 1, "`rules` is a table: write `[rules]` above its keys"),
            ("profile = 3", 1, "`profile` takes default, strict, all, not `3`"),
        ] {
            assert_eq!(fault(text), (line, message.to_owned()), "{text}");
        }
        let (line, message) = fault("profile = \"all\"\nlabels = [\n");
        assert!(line >= 2 && !message.is_empty() && !message.contains('\n'), "{line}: {message}");
        assert_eq!(fault("profile = \"all\"\nprofile = \"all\"\n").0, 2);
    }
}
