//! Settings written as `drydock.toml`.

use crate::audit::{Config, FailLevel, Wish};
use crate::model::LabelFormat;
use std::collections::BTreeMap;

/// Settings as the text of a `drydock.toml`: what differs from a file that says nothing, in the order of the
/// documentation. [`super::read`] makes the same settings of it again; only [`Config::today`] is no setting.
pub fn write(config: &Config) -> String {
    let mut out = String::new();
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            out += &format!("{key} = {value}\n");
        }
    };
    line("profile", config.profile.map(|profile| quoted(profile.name())));
    let level = config.fail_level.map(|level| match level {
        FailLevel::From(severity) => severity.name(),
        FailLevel::Never => "none",
    });
    line("fail-level", level.map(quoted));
    line("trusted-registries", list(&config.trusted_registries));
    line("approved-bases", list(&config.approved_bases));
    line("secret-names-allowed", list(&config.secret_names_allowed));
    line("package-pins", config.package_pins.map(|wanted| wanted.to_string()));
    let wish = match config.tag_with_digest {
        Wish::Free => None,
        Wish::Required => Some("required"),
        Wish::Forbidden => Some("forbidden"),
    };
    line("tag-with-digest", wish.map(quoted));
    line("max-lines", config.max_lines.map(|lines| lines.to_string()));
    line("inline-suppressions", config.ignores_suppressions.then(|| "false".to_owned()));
    line("only-these-labels", config.only_these_labels.then(|| "true".to_owned()));
    out + &table("labels", &config.labels, |format| label_format(*format))
        + &table("secret-mounts", &config.secret_mounts, String::as_str)
        + &table("rules", &config.severities, |severity| severity.map_or("off", |s| s.name()))
        + &table("answers", &config.answers, String::as_str)
}

fn label_format(format: LabelFormat) -> &'static str {
    let known = LabelFormat::NAMES.iter().find(|(_, known)| *known == format);
    known.map_or("text", |(name, _)| name)
}

fn table<V>(
    name: &str,
    entries: &BTreeMap<String, V>,
    value: impl for<'v> Fn(&'v V) -> &'v str,
) -> String {
    let lines = entries.iter().map(|(key, v)| format!("{} = {}\n", quoted(key), quoted(value(v))));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\n[{name}]\n{lines}") }
}

fn list(texts: &[String]) -> Option<String> {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
}

/// A text as TOML's basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out += &format!("\\u{:04X}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read};
    use super::*;
    use crate::rule::{Profile, Severity};

    fn again(config: &Config) -> Config {
        read(Format::Drydock, &write(config)).expect("what is written can be read").config
    }

    #[test]
    fn what_is_written_is_read() {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let config = Config {
            profile: Some(Profile::Strict),
            today: None,
            severities: [
                ("sudo-used".to_owned(), None),
                ("user-root-last".to_owned(), Some(Severity::Low)),
            ]
            .into(),
            trusted_registries: texts(&["docker.io", "*.example.org"]),
            approved_bases: texts(&["a\"b\\c\td ⚓"]),
            labels: [("a.b".to_owned(), LabelFormat::Url), ("c".to_owned(), LabelFormat::Text)]
                .into(),
            only_these_labels: true,
            secret_names_allowed: texts(&["PUBLIC_*"]),
            package_pins: Some(false),
            max_lines: Some(100),
            tag_with_digest: Wish::Forbidden,
            secret_mounts: [("npm".to_owned(), "id=npmrc,target=/root/.npmrc".to_owned())].into(),
            ignores_suppressions: true,
            fail_level: Some(FailLevel::From(Severity::High)),
            answers: [("tag.debian".to_owned(), "13.2-slim".to_owned())].into(),
        };
        assert_eq!(again(&config), config);
        for fail_level in [None, Some(FailLevel::Never)] {
            let config = Config { fail_level, ..Config::default() };
            assert_eq!(again(&config), config);
        }
        assert_eq!(write(&Config::default()), "");
    }
}
