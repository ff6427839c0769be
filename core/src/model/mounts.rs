//! `RUN --mount=…`.

use crate::syntax::Flag;
use crate::text::Span;

/// What kind of mount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum MountKind {
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
    Unknown,
}

/// A mount of a RUN.
#[derive(Clone, Debug, PartialEq)]
pub struct Mount {
    /// The whole flag.
    pub span: Span,
    /// Its kind; bind where none is written.
    pub kind: MountKind,
    /// Where it appears.
    pub target: Option<String>,
    /// What is mounted.
    pub source: Option<String>,
    /// The stage or image it comes from.
    pub from: Option<String>,
    /// The secret's or cache's id.
    pub id: Option<String>,
    /// The variable that a secret is given in.
    pub env: Option<String>,
    /// Every `key=value` as written, keys in lower case; a bare key has an empty value.
    pub options: Vec<(String, String)>,
}

/// Reads the value of `--mount`.
pub fn mount(flag: &Flag) -> Mount {
    let text = flag.value.as_deref().unwrap_or("");
    let options: Vec<(String, String)> = text
        .split(',')
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let get = |names: &[&str]| {
        options
            .iter()
            .find(|(key, _)| names.contains(&key.as_str()))
            .map(|(_, value)| value.clone())
    };
    let kind = match get(&["type"]).as_deref() {
        None | Some("bind") => MountKind::Bind,
        Some("cache") => MountKind::Cache,
        Some("tmpfs") => MountKind::Tmpfs,
        Some("secret") => MountKind::Secret,
        Some("ssh") => MountKind::Ssh,
        Some(_) => MountKind::Unknown,
    };
    Mount {
        span: flag.span,
        kind,
        target: get(&["target", "dst", "destination"]),
        source: get(&["source", "src"]),
        from: get(&["from"]),
        id: get(&["id"]),
        env: get(&["env"]),
        options,
    }
}
