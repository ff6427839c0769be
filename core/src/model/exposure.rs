//! Hazards of the build context that a `.dockerignore` file lets through, and how far they get.

use super::{Dockerfile, Need};
use crate::ignore::hazards::{self, HazardKind, Stack};
use crate::ignore::{IgnoreFile, Matcher, relate};

/// How far a hazard gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nobody knows: there is no Dockerfile to ask.
    Unknown,
    /// Into a build stage, and its cache.
    Stage,
    /// Into the image that is shipped.
    Image,
}

/// What gets through.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    /// What to write into the `.dockerignore` file against it.
    pub patterns: Vec<&'static str>,
    /// How far the farthest gets.
    pub reach: Reach,
    /// The line of the Dockerfile that brings it.
    pub line: Option<u32>,
}

impl Dockerfile {
    /// The hazards of some kinds that get through: without stacks given those of every project, otherwise those of
    /// the stacks. What an instruction names outright is wanted, and what an exception names has been thought of.
    /// Where there is a Dockerfile, only what it copies or mounts as a whole gets anywhere: BuildKit asks for no more.
    pub fn exposure(
        &self,
        ignore: &IgnoreFile,
        kinds: &[HazardKind],
        stacks: &[Stack],
    ) -> Option<Exposure> {
        let needs = self.needs();
        let matcher = Matcher::new(ignore);
        let mut exposure = Exposure { patterns: Vec::new(), reach: Reach::Unknown, line: None };
        let of_stack = |stack: Option<Stack>| match stack {
            None => stacks.is_empty(),
            Some(stack) => stacks.contains(&stack),
        };
        let groups =
            hazards::GROUPS.iter().filter(|g| kinds.contains(&g.kind) && of_stack(g.stack));
        for pattern in groups.flat_map(hazards::Group::patterns) {
            let probe = hazards::probe(pattern);
            if matcher.excludes(&probe) || is_wanted(&needs, ignore, pattern, &probe) {
                continue;
            }
            if self.stages.is_empty() {
                exposure.patterns.push(pattern);
                continue;
            }
            let brings = needs.iter().filter(|need| need.is_whole() && need.brings(&probe));
            if let Some((reach, line)) = brings.map(|need| self.reach(need)).max() {
                exposure.patterns.push(pattern);
                if reach > exposure.reach {
                    (exposure.reach, exposure.line) = (reach, Some(line));
                }
            }
        }
        (!exposure.patterns.is_empty()).then_some(exposure)
    }

    fn reach(&self, need: &Need) -> (Reach, u32) {
        let stage = &self.stages[need.stage];
        let stays = stage.ships && !stage.is_dev() && need.by != "RUN --mount";
        let reach = if stays { Reach::Image } else { Reach::Stage };
        (reach, self.tree.lines.line(need.span.start))
    }
}

/// Whether an instruction or an exception speaks of what a pattern is against.
pub fn is_wanted(needs: &[Need], ignore: &IgnoreFile, pattern: &str, probe: &str) -> bool {
    let named = |need: &Need| {
        !need.is_whole() && (relate::covers(pattern, &need.path) || need.brings(probe))
    };
    let excepted = |other: &crate::ignore::Pattern| {
        other.negated && relate::covers(pattern, &other.clean) && !hazards::is_example(&other.clean)
    };
    needs.iter().any(named) || (ignore.is_comparable() && ignore.patterns.iter().any(excepted))
}

/// What to write against some hazards, a line each, under a heading; templates of settings stay.
pub fn block(heading: &str, patterns: &[&str]) -> Vec<String> {
    let mut lines = vec![format!("# {heading}")];
    for pattern in patterns {
        lines.push((*pattern).to_owned());
        if pattern.ends_with("/.env.*") {
            lines.push("!**/.env.example".to_owned());
        }
    }
    lines
}

/// Names for a sentence: `` `.env`, `*.pem`, `id_rsa` and 3 more``.
pub fn listed(patterns: &[&str]) -> String {
    const SHOWN: usize = 4;
    let names: Vec<String> =
        patterns.iter().take(SHOWN).map(|p| format!("`{}`", hazards::short(p))).collect();
    match (names.split_last(), patterns.len().saturating_sub(SHOWN)) {
        (_, more) if more > 0 => format!("{} and {more} more", names.join(", ")),
        (Some((last, rest)), _) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(", "),
    }
}
