//! Which releases a tag names, and when their support ends.

use super::Reference;
use super::cycles::PRODUCTS;

pub use super::cycles::SNAPSHOT;

/// Year, month, day.
pub type Day = (u16, u8, u8);

/// Something with releases.
#[derive(Debug)]
pub struct Product {
    /// What people call it.
    pub name: &'static str,
    /// The repositories whose tags are its releases.
    pub repositories: &'static [&'static str],
    /// Where its makers say how long they support it.
    pub policy: &'static str,
    /// Whether the extended support is there for everybody.
    pub free_extension: bool,
    /// The releases, newest first: see [`super::cycles`].
    pub cycles: &'static [&'static str],
}

/// A release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// Its number, with other names after slashes.
    names: &'static str,
    /// When normal support ends; `None` where no day is set.
    pub end: Option<Day>,
    /// When paid or volunteer support ends.
    pub extended: Option<Day>,
    /// Whether it ended on a day that is not known.
    pub ended: bool,
}

/// A release that a tag names.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Of what.
    pub product: &'static Product,
    /// Which one.
    pub cycle: Cycle,
}

/// How a release stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Supported for more than half a year, or without a day set.
    Supported,
    /// Its support ends within half a year.
    Ending(Day),
    /// Only volunteers still mend it, for everybody, until this day.
    Extended(Day),
    /// Its support is over, since this day where it is known.
    Ended(Option<Day>),
}

impl Cycle {
    fn parse(text: &'static str) -> Cycle {
        let mut parts = text.split(' ');
        let names = parts.next().unwrap_or("");
        let end = parts.next().unwrap_or("");
        let extended = parts.next().and_then(day);
        Cycle { names, end: day(end), extended, ended: end == "ended" }
    }

    /// Its number.
    pub fn name(&self) -> &'static str {
        self.names.split('/').next().unwrap_or("")
    }

    fn is_named(&self, name: &str) -> bool {
        self.names.split('/').any(|known| known == name)
    }
}

impl Product {
    /// The releases, newest first.
    pub fn cycles(&self) -> impl Iterator<Item = Cycle> {
        self.cycles.iter().map(|text| Cycle::parse(text))
    }

    /// The newest release that is supported.
    pub fn newest(&'static self, today: Day) -> Option<Release> {
        let all = self.cycles().map(|cycle| Release { product: self, cycle });
        all.into_iter().find(|release| release.standing(today) == Standing::Supported)
    }

    /// The release of a version such as `3.12.4`, by its longest known beginning. Where only a beginning is given, as
    /// in `7`, the newest release of it.
    fn release(&'static self, version: &str) -> Option<Release> {
        let found = |name: &str| self.cycles().find(|cycle| cycle.is_named(name));
        let mut name = version;
        let cycle = loop {
            if let Some(cycle) = found(name) {
                break Some(cycle);
            }
            match name.rsplit_once('.') {
                Some((shorter, _)) => name = shorter,
                None => break None,
            }
        };
        let newest = || {
            let starts = |cycle: &Cycle| {
                cycle.name().strip_prefix(version).is_some_and(|rest| rest.starts_with('.'))
            };
            self.cycles().find(starts)
        };
        cycle.or_else(newest).map(|cycle| Release { product: self, cycle })
    }
}

impl Release {
    /// How it stands on a day.
    pub fn standing(&self, today: Day) -> Standing {
        let free = self.cycle.extended.filter(|_| self.product.free_extension);
        match self.cycle.end {
            None if self.cycle.ended => Standing::Ended(None),
            None => Standing::Supported,
            Some(end) if today <= end => match days(end) - days(today) {
                0..=183 => Standing::Ending(end),
                _ => Standing::Supported,
            },
            Some(end) => match free {
                Some(last) if today <= last => Standing::Extended(last),
                last => Standing::Ended(Some(last.unwrap_or(end))),
            },
        }
    }

    /// What people call it.
    pub fn name(&self) -> String {
        format!("{} {}", self.product.name, self.cycle.name())
    }
}

/// The day as a count, near enough to compare within months.
fn days(day: Day) -> u32 {
    u32::from(day.0) * 365 + (u32::from(day.1) - 1) * 61 / 2 + u32::from(day.2)
}

fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn product(name: &str) -> Option<&'static Product> {
    PRODUCTS.iter().find(|product| product.name == name)
}

/// The releases that an image's name and tag name: that of the repository, and that of the distribution below it.
pub fn releases(image: &Reference) -> Vec<Release> {
    let repository = image.repository();
    let tag = image.tag.as_deref().unwrap_or("");
    let mut parts = tag.split(['-', '_']);
    let own = product_of(image);
    let mut found = Vec::new();
    if let Some(product) = own {
        let first = parts.next().unwrap_or("");
        let number = version(first.strip_prefix('v').unwrap_or(first));
        let named = product.release(if number.is_empty() { first } else { number });
        found.extend(named.filter(|_| !first.is_empty()));
    }
    if let Some(release) = ubi(&repository) {
        found.push(release);
    }
    for part in parts {
        found.extend(distribution(part));
    }
    found.dedup_by_key(|release| (release.product.name, release.cycle.name()));
    found
}

/// The distribution that an image is, or is built on, and its release as numbers, where the tag tells:
/// `("Ubuntu", (14, 4))`.
pub fn distribution_of(image: &Reference) -> Option<(&'static str, (u32, u32))> {
    const DISTRIBUTIONS: [&str; 5] = ["Debian", "Ubuntu", "Alpine", "Fedora", "CentOS"];
    let releases = releases(image);
    let release = releases.iter().find(|release| DISTRIBUTIONS.contains(&release.product.name))?;
    let mut numbers = release.cycle.name().split('.').map(|part| part.parse().ok());
    Some((release.product.name, (numbers.next()??, numbers.next().flatten().unwrap_or(0))))
}

/// The number of the Debian release that an image is built on, where its tag tells.
pub fn debian(image: &Reference) -> Option<u32> {
    let releases = releases(image);
    let debian = releases.iter().find(|release| release.product.name == "Debian")?;
    debian.cycle.name().split('/').next()?.parse().ok()
}

/// What a repository's tags are releases of.
pub fn product_of(image: &Reference) -> Option<&'static Product> {
    let repository = image.repository();
    PRODUCTS.iter().find(|product| product.repositories.contains(&repository.as_str()))
}

/// The number that a text begins with: `8` of `8u372`, `17.0.1` of `17.0.1`.
fn version(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    text[..end].trim_end_matches('.')
}

/// `registry.access.redhat.com/ubi8/ubi-minimal`.
fn ubi(repository: &str) -> Option<Release> {
    let mut parts = repository.split('/');
    let host = parts.next()?;
    if !matches!(host, "registry.access.redhat.com" | "registry.redhat.io" | "redhat") {
        return None;
    }
    let number = parts.find_map(|part| {
        part.strip_prefix("ubi").or_else(|| part.strip_prefix("rhel")).map(version)
    })?;
    product("Red Hat UBI")?.release(number).filter(|_| !number.is_empty())
}

/// Beginnings of a tag's part that name a distribution by number, as in `alpine3.22`.
const NUMBERED: &[(&str, &str)] = &[
    ("alpine", "Alpine"),
    ("debian", "Debian"),
    ("ubuntu", "Ubuntu"),
    ("centos", "CentOS"),
    ("rockylinux", "Rocky Linux"),
    ("fedora", "Fedora"),
    ("ubi", "Red Hat UBI"),
    ("amazonlinux", "Amazon Linux"),
];

/// The distribution that a part of a tag names.
fn distribution(part: &str) -> Option<Release> {
    let numbered = NUMBERED.iter().find_map(|(start, name)| {
        let number = part.strip_prefix(start).filter(|rest| !rest.is_empty())?;
        let whole = version(number) == number;
        product(name)?.release(number).filter(|_| whole)
    });
    let coded = |name: &str| {
        let product = product(name)?;
        let letters = part.len() > 3 && part.bytes().all(|b| b.is_ascii_lowercase());
        product.release(part).filter(|_| letters && !part.contains("stable"))
    };
    numbered.or_else(|| coded("Debian")).or_else(|| coded("Ubuntu")).or_else(|| {
        matches!(part, "al2" | "al2023").then(|| product("Amazon Linux")?.release(part)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(image: &str) -> Vec<String> {
        releases(&Reference::parse(image).unwrap()).iter().map(Release::name).collect()
    }

    #[test]
    fn tags_name_releases() {
        let cases: &[(&str, &[&str])] = &[
            ("debian:buster-slim", &["Debian 10"]),
            ("debian:12.5", &["Debian 12"]),
            ("ubuntu:18.04", &["Ubuntu 18.04"]),
            ("python:3.8-alpine3.14", &["Python 3.8", "Alpine 3.14"]),
            ("python:3.12.4-slim-buster", &["Python 3.12", "Debian 10"]),
            ("node:18", &["Node.js 18"]),
            ("node:hydrogen-alpine", &["Node.js 18"]),
            ("node:lts", &[]),
            ("node", &[]),
            ("php:7-fpm", &["PHP 7.4"]),
            ("eclipse-temurin:8u372-b07-jre-focal", &["Eclipse Temurin 8", "Ubuntu 20.04"]),
            ("nvidia/cuda:11.0-devel-ubuntu18.04", &["Ubuntu 18.04"]),
            ("mcr.microsoft.com/dotnet/sdk:6.0-alpine", &[".NET 6"]),
            ("registry.access.redhat.com/ubi7/ubi:7.9", &["Red Hat UBI 7"]),
            ("centos:centos7.9.2009", &["CentOS 7"]),
            ("quay.io/centos/centos:stream8", &["CentOS Stream 8"]),
            ("acme/app:stable-jammy", &["Ubuntu 22.04"]),
            ("amazonlinux:2.0.20230307.0", &["Amazon Linux 2"]),
            ("golang:1", &["Go 1.27"]),
        ];
        for (image, wanted) in cases {
            assert_eq!(names(image), *wanted, "{image}");
        }
    }

    #[test]
    fn standings_follow_the_calendar() {
        let release = |image| releases(&Reference::parse(image).unwrap())[0];
        let today = (2026, 11, 23);
        assert_eq!(release("debian:13").standing(today), Standing::Supported);
        assert_eq!(release("debian:12").standing(today), Standing::Extended((2028, 6, 30)));
        assert_eq!(release("debian:11").standing(today), Standing::Ended(Some((2026, 8, 31))));
        assert_eq!(release("ubuntu:20.04").standing(today), Standing::Ended(Some((2025, 5, 31))));
        assert_eq!(release("php:8.2").standing(today), Standing::Ending((2026, 12, 31)));
        assert_eq!(release("node:2").standing(today), Standing::Ended(None));
        assert_eq!(release("golang:1.27").standing(today), Standing::Supported);
    }

    #[test]
    fn the_table_can_be_read() {
        for product in PRODUCTS {
            for (text, cycle) in product.cycles.iter().zip(product.cycles()) {
                let known = cycle.end.is_some() || cycle.ended || text.ends_with(" supported");
                assert!(known && !cycle.name().is_empty(), "{}: {text}", product.name);
            }
        }
    }
}
