//! Repositories that have a smaller variant for running programs (the publishers' lists of tags, 2026-08).

use super::Reference;

/// Repositories whose `version-slim` is the same distribution with less in it.
const SLIM: &[&str] =
    &["debian", "node", "python", "ruby", "rust", "perl", "erlang", "elixir", "haskell", "swift"];

/// Parts of tags that name a variant other than the full one.
const SMALL: &[&str] = &[
    "slim",
    "alpine",
    "jre",
    "headless",
    "minimal",
    "micro",
    "chiseled",
    "distroless",
    "static",
    "windowsservercore",
    "nanoserver",
];

/// The tag of the smaller variant of an image, and whether it is known to the letter.
pub fn smaller(image: &Reference) -> Option<(String, bool)> {
    let repository = image.repository();
    let tag = image.tag.as_deref()?;
    if tag.split(['-', '_']).any(|part| SMALL.iter().any(|small| part.starts_with(small))) {
        return None;
    }
    let version = tag.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if SLIM.contains(&repository.as_str()) {
        return Some((format!("{tag}-slim"), version));
    }
    match repository.as_str() {
        "eclipse-temurin" => {
            let jre = tag.replace("-jdk", "-jre");
            Some((if jre == tag { format!("{tag}-jre") } else { jre }, tag.ends_with("-jdk")))
        }
        _ => None,
    }
}
