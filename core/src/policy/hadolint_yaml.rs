//! hadolint's settings, `.hadolint.yaml`: its codes name our rules by their aliases.
//!
//! Keys and their meaning from hadolint's documentation (read 2026-11). What has no counterpart is noted, not refused:
//! the file is another tool's.

use super::{Note, Policy, meant};
use crate::audit::{Config, FailLevel};
use crate::model::LabelFormat;
use crate::rule::Severity;
use crate::rules;
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

/// Keys that say how hadolint shows its findings, not which.
const OF_OUTPUT: [&str; 4] = ["format", "no-color", "verbose", "file-path-in-report"];

const KEYS: [&str; 9] = [
    "ignored",
    "override",
    "trustedRegistries",
    "label-schema",
    "strict-labels",
    "failure-threshold",
    "no-fail",
    "disable-ignore-pragma",
    "format",
];

pub(super) fn read(text: &str) -> Result<Policy, Note> {
    let documents = MarkedYaml::load_from_str(text).map_err(|error| Note {
        line: error.marker().line(),
        message: format!("this is no YAML: {}", error.info()),
    })?;
    let mut policy = Policy { config: Config::default(), notes: Vec::new() };
    let Some(root) = documents.first().filter(|root| !is_null(root)) else { return Ok(policy) };
    let entries = entries(root, "the file")?;
    for entry in &entries {
        match entry.key.as_str() {
            "override" => overrides(entry, &mut policy)?,
            "trustedRegistries" | "trusted-registries" => {
                policy.config.trusted_registries =
                    entry.texts()?.into_iter().map(|(_, text)| text).collect();
            }
            "label-schema" => labels(entry, &mut policy.config)?,
            "strict-labels" => policy.config.only_these_labels = entry.flag()?,
            "failure-threshold" => {
                let levels = ["error", "warning", "info", "style", "ignore", "none"];
                let level = entry.choice(&levels)?;
                let never = policy.config.fail_level == Some(FailLevel::Never);
                let level = severity(level).map_or(FailLevel::Never, FailLevel::From);
                policy.config.fail_level = Some(if never { FailLevel::Never } else { level });
            }
            "no-fail" => {
                if entry.flag()? {
                    policy.config.fail_level = Some(FailLevel::Never);
                }
            }
            "disable-ignore-pragma" => policy.config.ignores_suppressions = entry.flag()?,
            "ignored" => {} // Below: it wins over the severities.
            key if OF_OUTPUT.contains(&key) => {}
            key => {
                let message = format!("`{key}` is no key of hadolint's{}", meant(key, &KEYS));
                policy.notes.push(Note { line: entry.line, message });
            }
        }
    }
    for entry in entries.iter().filter(|entry| entry.key == "ignored") {
        for (line, code) in entry.texts()? {
            set(&code, line, None, &mut policy);
        }
    }
    Ok(policy)
}

/// hadolint's severities in ours.
fn severity(level: &str) -> Option<Severity> {
    Some(match level {
        "error" => Severity::High,
        "warning" => Severity::Medium,
        "info" => Severity::Low,
        "style" => Severity::Info,
        _ => return None,
    })
}

fn overrides(entry: &Entry<'_>, policy: &mut Policy) -> Result<(), Note> {
    for level in entry.entries()? {
        let Some(severity) = severity(&level.key) else {
            let near = meant(&level.key, &["error", "warning", "info", "style"]);
            let message = format!("`{}` is no severity of hadolint's{near}", level.key);
            return Err(Note { line: level.line, message });
        };
        for (line, code) in level.texts()? {
            set(&code, line, Some(severity), policy);
        }
    }
    Ok(())
}

/// Gives the rules of a code a severity, or notes that there are none.
fn set(code: &str, line: usize, severity: Option<Severity>, policy: &mut Policy) {
    let mut found = false;
    for rule in rules::find_all(code) {
        policy.config.severities.insert(rule.id.to_owned(), severity);
        found = true;
    }
    if !found {
        let message = if code.starts_with("SC") {
            format!("`{code}` is a code of ShellCheck that no rule has, so nothing is set for it")
        } else {
            format!("no rule has the code `{code}`, so nothing is set for it")
        };
        policy.notes.push(Note { line, message });
    }
}

fn labels(entry: &Entry<'_>, config: &mut Config) -> Result<(), Note> {
    for label in entry.entries()? {
        let name = label.text()?;
        let Some(format) = LabelFormat::of(&name) else {
            let formats = LabelFormat::NAMES.map(|(name, _)| name);
            let near = meant(&name, &formats);
            let message =
                format!("`{}` takes {}, not `{name}`{near}", label.key, formats.join(", "));
            return Err(Note { line: label.line, message });
        };
        config.labels.insert(label.key, format);
    }
    Ok(())
}

/// A key with its value.
struct Entry<'t> {
    line: usize,
    key: String,
    value: &'t MarkedYaml<'t>,
}

/// The entries of a map; none where nothing is written.
fn entries<'t>(node: &'t MarkedYaml<'t>, name: &str) -> Result<Vec<Entry<'t>>, Note> {
    let line = node.span.start.line();
    let YamlData::Mapping(map) = &node.data else {
        if is_null(node) {
            return Ok(Vec::new());
        }
        return Err(Note { line, message: format!("{name} takes keys with values") });
    };
    map.iter()
        .map(|(key, value)| {
            let line = key.span.start.line();
            let key = scalar(key)
                .ok_or_else(|| Note { line, message: "a key is no plain word".to_owned() })?;
            Ok(Entry { line, key, value })
        })
        .collect()
}

/// The text of a scalar.
fn scalar(node: &MarkedYaml<'_>) -> Option<String> {
    match &node.data {
        YamlData::Value(Scalar::String(text)) => Some(text.to_string()),
        YamlData::Value(Scalar::Boolean(value)) => Some(value.to_string()),
        YamlData::Value(Scalar::Integer(value)) => Some(value.to_string()),
        _ => None,
    }
}

fn is_null(node: &MarkedYaml<'_>) -> bool {
    matches!(node.data, YamlData::Value(Scalar::Null))
}

impl<'t> Entry<'t> {
    fn wants(&self, what: &str) -> Note {
        Note { line: self.line, message: format!("`{}` takes {what}", self.key) }
    }

    fn entries(&self) -> Result<Vec<Entry<'t>>, Note> {
        entries(self.value, &format!("`{}`", self.key))
    }

    fn text(&self) -> Result<String, Note> {
        scalar(self.value).ok_or_else(|| self.wants("a text"))
    }

    fn flag(&self) -> Result<bool, Note> {
        match &self.value.data {
            YamlData::Value(Scalar::Boolean(value)) => Ok(*value),
            _ => Err(self.wants("true or false")),
        }
    }

    /// One of a few words.
    fn choice(&self, choices: &[&'static str]) -> Result<&'static str, Note> {
        let word = self.text()?;
        choices.iter().copied().find(|choice| *choice == word).ok_or_else(|| {
            let near = meant(&word, choices);
            self.wants(&format!("{}, not `{word}`{near}", choices.join(", ")))
        })
    }

    /// A list of texts with their lines; none where nothing is written.
    fn texts(&self) -> Result<Vec<(usize, String)>, Note> {
        match &self.value.data {
            YamlData::Sequence(list) => list
                .iter()
                .map(|node| {
                    let text = scalar(node).ok_or_else(|| self.wants("a list of texts"))?;
                    Ok((node.span.start.line(), text))
                })
                .collect(),
            _ if is_null(self.value) => Ok(Vec::new()),
            _ => Err(self.wants("a list of texts")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_rules_and_the_rest_is_noted() {
        let text = "\
            ignored:\n  - DL3002\n  - SC2086\n  - DL9999\noverride:\n  error:\n    - DL3015\n  style: [DL3002, DL3008]\n\
            trustedRegistries:\n  - docker.io\n  - \"*.example.org\"\nlabel-schema:\n  author: text\n  \
            commit: hash\n  site: url\nstrict-labels: true\nno-color: true\nfailure-threshold: warning\n\
            disable-ignore-pragma: true\ntrustRegistries: []\n";
        let policy = read(text).expect("settings");
        let severities: Vec<(&str, Option<Severity>)> =
            policy.config.severities.iter().map(|(id, level)| (id.as_str(), *level)).collect();
        assert_eq!(
            severities,
            [
                ("apt-get-missing-no-install-recommends", Some(Severity::High)),
                ("apt-get-unpinned", Some(Severity::Info)),
                ("user-root-last", None),
            ]
        );
        let notes: Vec<(usize, &str)> =
            policy.notes.iter().map(|note| (note.line, note.message.as_str())).collect();
        assert_eq!(
            notes,
            [
                (
                    20,
                    "`trustRegistries` is no key of hadolint's, did you mean `trustedRegistries`?"
                ),
                (3, "`SC2086` is a code of ShellCheck that no rule has, so nothing is set for it"),
                (4, "no rule has the code `DL9999`, so nothing is set for it"),
            ]
        );
        let config = policy.config;
        assert_eq!(config.trusted_registries, ["docker.io", "*.example.org"]);
        assert_eq!(config.labels["commit"], LabelFormat::Hash);
        assert_eq!(config.labels.len(), 3);
        assert!(config.only_these_labels && config.ignores_suppressions);
        assert_eq!(config.fail_level, Some(FailLevel::From(Severity::Medium)));
    }

    #[test]
    fn no_fail_wins_over_the_threshold() {
        for text in [
            "no-fail: true\nfailure-threshold: error\n",
            "failure-threshold: error\nno-fail: true\n",
        ] {
            assert_eq!(read(text).expect("settings").config.fail_level, Some(FailLevel::Never));
        }
        let config = read("failure-threshold: none\nno-fail: false\n").expect("settings").config;
        assert_eq!(config.fail_level, Some(FailLevel::Never));
    }

    #[test]
    fn nothing_is_no_fault() {
        for text in ["", "---\n", "# nothing yet\n", "ignored:\noverride:\n"] {
            assert_eq!(read(text).expect("settings").config, Config::default(), "{text}");
        }
    }

    #[test]
    fn faults_name_their_line() {
        for (text, line, message) in [
            ("a: [\n", 2, "this is no YAML: "),
            ("- a\n", 1, "the file takes keys with values"),
            ("ignored: DL3008\n", 1, "`ignored` takes a list of texts"),
            (
                "override:\n  eror:\n    - DL3008\n",
                2,
                "`eror` is no severity of hadolint's, did you mean `error`?",
            ),
            (
                "label-schema:\n  a: uri\n",
                2,
                "`a` takes text, rawText, url, rfc3339, spdx, hash, semver, email, not `uri`, did you mean `url`?",
            ),
            (
                "failure-threshold: warn\n",
                1,
                "`failure-threshold` takes error, warning, info, style, ignore, none, not `warn`, \
                 did you mean `warning`?",
            ),
            ("no-fail: maybe\n", 1, "`no-fail` takes true or false"),
        ] {
            let note = read(text).expect_err("a fault");
            assert_eq!(note.line, line, "{text}: {}", note.message);
            assert!(note.message.starts_with(message), "{text}: {}", note.message);
        }
    }
}
