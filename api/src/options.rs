//! What callers may ask for. Fields that there are not are refused by name.

use drydock_core::audit::{Config, Date};
use drydock_core::harden::{Level, Options};
use drydock_core::input::Kind;
use drydock_core::policy::{self, Format};
use drydock_core::report::Counting;
use drydock_core::rule::{Profile, Severity};
use drydock_core::rules;
use drydock_core::share::Shared;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For programs: `options`, `policy`, `too-long`, `lesson`, `link`.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl Fault {
    /// A fault.
    pub fn new(code: &'static str, message: impl Into<String>) -> Fault {
        Fault { code, message: message.into() }
    }
}

/// Options of an audit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct AuditOptions {
    path: Option<String>,
    kind: Option<String>,
    ignore_file: Option<String>,
    counting: Option<String>,
    profile: Option<String>,
    today: Option<String>,
    rules: Option<BTreeMap<String, String>>,
    policy: Option<String>,
    policy_format: Option<String>,
    answers: Option<BTreeMap<String, String>>,
}

/// Options of hardening.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct HardenOptions {
    path: Option<String>,
    kind: Option<String>,
    dockerfile: Option<String>,
    level: Option<String>,
    with: Option<Vec<String>>,
    without: Option<Vec<String>>,
    only: Option<Vec<String>>,
    profile: Option<String>,
    today: Option<String>,
    rules: Option<BTreeMap<String, String>>,
    policy: Option<String>,
    policy_format: Option<String>,
    answers: Option<BTreeMap<String, String>>,
}

/// A file for a link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct ShareOptions {
    kind: Option<String>,
    name: Option<String>,
    text: String,
    beside: Option<BesideOptions>,
    policy: Option<String>,
}

/// The file that belongs to the one of a link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BesideOptions {
    name: Option<String>,
    text: String,
}

/// Reads options; the error names the field.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|error| Fault::new("options", error.to_string()))
}

impl AuditOptions {
    /// The file's path, which is its usual name where none is given.
    pub fn path(&self, kind: Kind) -> &str {
        self.path.as_deref().unwrap_or(kind.file_name())
    }

    /// The kind of a text: as told, or as its name or contents say.
    pub fn kind(&self, text: &str) -> Result<Kind, Fault> {
        kind(self.kind.as_deref(), self.path.as_deref(), text)
    }

    /// The text of the `.dockerignore` that goes with it.
    pub fn ignore_file(&self) -> Option<&str> {
        self.ignore_file.as_deref()
    }

    /// How places are counted.
    pub fn counting(&self) -> Counting {
        match self.counting.as_deref() {
            Some("bytes") => Counting::Bytes,
            _ => Counting::Utf16,
        }
    }

    /// The settings.
    pub fn config(&self) -> Result<Config, Fault> {
        named("counting", self.counting.as_deref(), &["utf-16", "bytes"])?;
        Settings {
            profile: self.profile.as_deref(),
            today: self.today.as_deref(),
            rules: self.rules.as_ref(),
            policy: self.policy.as_deref(),
            policy_format: self.policy_format.as_deref(),
            answers: self.answers.as_ref(),
        }
        .config()
    }
}

impl HardenOptions {
    /// The file's path, which is its usual name where none is given.
    pub fn path(&self, kind: Kind) -> &str {
        self.path.as_deref().unwrap_or(kind.file_name())
    }

    /// The kind of a text: as told, or as its name or contents say.
    pub fn kind(&self, text: &str) -> Result<Kind, Fault> {
        kind(self.kind.as_deref(), self.path.as_deref(), text)
    }

    /// The text of the Dockerfile that a `.dockerignore` goes with.
    pub fn dockerfile(&self) -> Option<&str> {
        self.dockerfile.as_deref()
    }

    /// What the engine is asked to do.
    pub fn options(&self) -> Result<Options, Fault> {
        named("level", self.level.as_deref(), &["minimal", "hardened", "small"])?;
        let config = Settings {
            profile: self.profile.as_deref(),
            today: self.today.as_deref(),
            rules: self.rules.as_ref(),
            policy: self.policy.as_deref(),
            policy_format: self.policy_format.as_deref(),
            answers: self.answers.as_ref(),
        }
        .config()?;
        let level = match self.level.as_deref() {
            Some("minimal") => Level::Safe,
            Some("small") => Level::Small,
            _ => Level::Hardened,
        };
        let mut options = Options { level, config, ..Options::default() };
        let names = |list: &Option<Vec<String>>| list.clone().unwrap_or_default();
        for name in names(&self.with) {
            sort_in(&name, &mut options.on, &mut options.with)?;
        }
        for name in names(&self.without) {
            sort_in(&name, &mut options.off, &mut options.without)?;
        }
        for name in names(&self.only) {
            options.only.extend(ids(&name)?);
        }
        Ok(options)
    }
}

impl TryFrom<ShareOptions> for Shared {
    type Error = Fault;

    fn try_from(file: ShareOptions) -> Result<Shared, Fault> {
        let chosen = file.kind.as_deref().filter(|kind| *kind != "auto");
        let chosen = chosen.map(|name| kind(Some(name), None, "")).transpose()?;
        let beside = file.beside.map(|beside| (beside.name, beside.text));
        Ok(Shared { chosen, name: file.name, text: file.text, beside, policy: file.policy })
    }
}

/// The settings that both have.
struct Settings<'o> {
    profile: Option<&'o str>,
    today: Option<&'o str>,
    rules: Option<&'o BTreeMap<String, String>>,
    policy: Option<&'o str>,
    policy_format: Option<&'o str>,
    answers: Option<&'o BTreeMap<String, String>>,
}

impl Settings<'_> {
    /// What is said here wins over the policy.
    fn config(&self) -> Result<Config, Fault> {
        named("policyFormat", self.policy_format, &["drydock", "hadolint"])?;
        named("profile", self.profile, &["default", "strict", "all"])?;
        let mut config = match self.policy {
            Some(text) => policy(text, self.policy_format == Some("hadolint"))?,
            None => Config::default(),
        };
        config.profile = self.profile.and_then(Profile::of).or(config.profile);
        if let Some(day) = self.today {
            let read = Date::parse(day).ok_or_else(|| {
                Fault::new(
                    "options",
                    format!("`today` takes a day such as 2026-11-25, not `{day}`"),
                )
            })?;
            config.today = Some(read);
        }
        for (name, wish) in self.rules.into_iter().flatten() {
            named(name, Some(wish), &["off", "on", "critical", "high", "medium", "low", "info"])?;
            for id in ids(name)? {
                let own = rules::find(&id).map(|rule| rule.severity);
                let severity = match wish.as_str() {
                    "off" => None,
                    "on" => own,
                    severity => Severity::of(severity),
                };
                config.severities.insert(id, severity);
            }
        }
        config.answers.extend(self.answers.cloned().unwrap_or_default());
        Ok(config)
    }
}

fn policy(text: &str, is_hadolint: bool) -> Result<Config, Fault> {
    let format = if is_hadolint { Format::Hadolint } else { Format::Drydock };
    let read = policy::read(format, text);
    let fault = |note: policy::Note| {
        Fault::new("policy", format!("line {} of the policy: {}", note.line, note.message))
    };
    read.map(|policy| policy.config).map_err(fault)
}

fn kind(told: Option<&str>, path: Option<&str>, text: &str) -> Result<Kind, Fault> {
    named("kind", told, &["auto", "dockerfile", "dockerignore"])?;
    let known = Kind::ALL.into_iter().find(|kind| Some(kind.name()) == told);
    Ok(known.unwrap_or_else(|| drydock_core::input::detect_kind(path, text)))
}

/// Refuses what is not one of a few words.
fn named(option: &str, given: Option<&str>, choices: &[&str]) -> Result<(), Fault> {
    match given {
        Some(word) if !choices.contains(&word) => {
            let sentence = format!("`{option}` takes {}, not `{word}`", choices.join(", "));
            Err(Fault::new("options", sentence))
        }
        _ => Ok(()),
    }
}

/// A fix by its key, `rule@line`, or rules by a name of theirs.
fn sort_in(
    name: &str,
    keys: &mut BTreeSet<String>,
    into: &mut BTreeSet<String>,
) -> Result<(), Fault> {
    if name.contains('@') {
        keys.insert(name.to_owned());
    } else {
        into.extend(ids(name)?);
    }
    Ok(())
}

/// The ids of the rules of a name.
fn ids(name: &str) -> Result<Vec<String>, Fault> {
    let ids: Vec<String> = rules::find_all(name).map(|rule| rule.id.to_owned()).collect();
    if ids.is_empty() {
        let near = rules::nearest(name);
        let hint = near.first().map_or(String::new(), |id| format!(", did you mean `{id}`?"));
        return Err(Fault::new("options", format!("there is no rule `{name}`{hint}")));
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn audit(value: Value) -> Result<Config, Fault> {
        read::<AuditOptions>(value).and_then(|options| options.config())
    }

    #[test]
    fn unknown_fields_are_refused_by_name() {
        for (value, words) in [
            (json!({"profil": "strict"}), "profil"),
            (json!({"level": "small"}), "level"),
            (json!({"profile": "strickt"}), "`profile` takes default, strict, all, not `strickt`"),
            (json!({"rules": {"sudo-usd": "off"}}), "did you mean `sudo-used`?"),
            (json!({"rules": {"sudo-used": "of"}}), "`sudo-used` takes off, on"),
            (json!({"today": "yesterday"}), "not `yesterday`"),
            (json!({"policy": "profil = \"strict\""}), "line 1 of the policy"),
        ] {
            let fault = audit(value).expect_err(words);
            assert!(fault.message.contains(words), "{}", fault.message);
        }
        let fault =
            read::<HardenOptions>(json!({"counting": "bytes"})).expect_err("no such option");
        assert!(fault.message.contains("counting"), "{}", fault.message);
    }

    #[test]
    fn options_win_over_the_policy() {
        let config = audit(json!({
            "policy": "profile = \"strict\"\nmax-lines = 9\n[rules]\nsudo-used = \"off\"\n",
            "profile": "all",
            "rules": {"DL3004": "low"},
            "today": "2026-11-25",
            "answers": {"port": "80"},
        }))
        .expect("good options");
        assert_eq!((config.profile, config.max_lines), (Some(Profile::All), Some(9)));
        assert_eq!(config.severities.get("sudo-used"), Some(&Some(Severity::Low)));
        assert_eq!(config.today, Some(Date::new(2026, 11, 25)));
        assert_eq!(config.answers.get("port").map(String::as_str), Some("80"));
    }

    #[test]
    fn what_to_harden_is_named_by_rule_or_place() {
        let options = json!({"level": "minimal", "with": ["DL3004", "sudo-used@3"], "without": ["sudo-used@9"]});
        let options = read::<HardenOptions>(options).and_then(|options| options.options());
        let options = options.expect("good options");
        assert_eq!(options.level, Level::Safe);
        assert!(options.with.contains("sudo-used") && options.on.contains("sudo-used@3"));
        assert!(options.off.contains("sudo-used@9") && options.without.is_empty());
    }
}
