//! Settings as text: Drydock's own `drydock.toml`, and hadolint's `.hadolint.yaml`.

mod drydock_toml;
mod hadolint_yaml;
mod write;

pub use write::write;

use crate::audit::Config;
use crate::rules;

/// A format of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `drydock.toml`.
    Drydock,
    /// `.hadolint.yaml`.
    Hadolint,
}

/// The names that settings are looked for under, the first one first.
pub const FILES: [&str; 3] = ["drydock.toml", ".hadolint.yaml", ".hadolint.yml"];

/// What a text of settings says.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The settings.
    pub config: Config,
    /// What is not used of it, and why: nothing that fails.
    pub notes: Vec<Note>,
}

/// A sentence about a line of the settings, as messages are: lower case, no full stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The line, from 1.
    pub line: usize,
    /// The sentence.
    pub message: String,
}

impl Format {
    /// The format of a file of this name: hadolint's where it ends as YAML does.
    pub fn of(path: &str) -> Format {
        let path = path.to_ascii_lowercase();
        let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        if yaml { Format::Hadolint } else { Format::Drydock }
    }
}

/// Reads settings. The error says what is wrong with them first.
pub fn read(format: Format, text: &str) -> Result<Policy, Note> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Drydock => drydock_toml::read(text),
        Format::Hadolint => hadolint_yaml::read(text),
    }
}

/// `, did you mean …?`, where a word is near one of those that there are.
fn meant(word: &str, choices: &[&'static str]) -> String {
    match rules::nearest_of(word, choices).first() {
        Some(near) => format!(", did you mean `{near}`?"),
        None => String::new(),
    }
}
