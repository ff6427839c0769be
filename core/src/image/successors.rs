//! Tags of images that are no longer kept, as tags of what came after them.

use super::Reference;

/// The image of Eclipse Temurin with the same Java, for `openjdk`, `java` and `adoptopenjdk`: the newest build of the
/// same major version, as there are none of the old numbers. `None` where there is none for it (tags of
/// hub.docker.com/_/eclipse-temurin, 2026-11).
pub fn temurin(image: &Reference) -> Option<String> {
    const KEPT: [&str; 5] = ["8", "11", "17", "21", "25"];
    let repository = image.repository();
    if !matches!(repository.as_str(), "openjdk" | "java" | "adoptopenjdk")
        || image.digest.is_some()
        || image.full_name() != repository
    {
        return None;
    }
    let tag = image.tag.as_deref()?;
    let mut parts = tag.split('-');
    let first = parts.next()?;
    let end = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let major = KEPT.into_iter().find(|major| *major == &first[..end])?;
    let mut variant = ("jdk", "");
    for part in parts {
        match part {
            "jdk" | "hotspot" | "slim" | "jessie" | "stretch" | "buster" | "bullseye"
            | "bookworm" => {}
            "jre" => variant.0 = "jre",
            part if part.starts_with("alpine") => variant.1 = "-alpine",
            // Builds such as `b04` of version 8u.
            part if part.starts_with('b') && part[1..].bytes().all(|b| b.is_ascii_digit()) => {}
            _ => return None,
        }
    }
    Some(format!("eclipse-temurin:{major}-{}{}", variant.0, variant.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_carry_over() {
        for (old, new) in [
            ("openjdk:8", Some("eclipse-temurin:8-jdk")),
            ("openjdk:17-jre-slim", Some("eclipse-temurin:17-jre")),
            ("openjdk:8u181-jdk-alpine3.8", Some("eclipse-temurin:8-jdk-alpine")),
            ("openjdk:11.0.4-jre-slim-buster", Some("eclipse-temurin:11-jre")),
            ("java:8-jre", Some("eclipse-temurin:8-jre")),
            ("openjdk:7-jdk", None),
            ("openjdk:latest", None),
            ("openjdk:11-windowsservercore", None),
            ("openjdk", None),
        ] {
            let image = Reference::parse(old).expect("an image");
            assert_eq!(temurin(&image).as_deref(), new, "{old}");
        }
    }
}
