//! How findings on what only builds need get the split that leaves it behind.

use crate::audit::Config;
use crate::finding::Finding;
use crate::fix::{Fix, Phase, Question};
use crate::image::Reference;
use crate::image::eol::{self, Standing};
use crate::model::Dockerfile;
use crate::model::splits::{self, Ask, Split};

/// Adds to a finding on build tools that they are left in a stage of their own: to the first of them, as all go.
pub(super) fn mend(finding: &mut Finding, file: &Dockerfile, config: &Config) {
    if let Some(split) = splits::of_scripts(file).filter(|split| split.span == finding.span) {
        finding.fix = fix(split, config);
    }
}

/// The fix that a split is; `None` where the second image is one whose support has ended: that would be a new fault.
pub(super) fn fix(split: Split, config: &Config) -> Option<Fix> {
    let ended = |standing| !matches!(standing, Standing::Supported | Standing::Ending(_));
    let image = Reference::parse(&split.base).ok()?;
    let today = config.today.map(|day| (day.year, day.month, day.day));
    if today.is_some_and(|today| {
        eol::releases(&image).iter().any(|release| ended(release.standing(today)))
    }) {
        return None;
    }
    let title = "build in a stage of its own, and ship what it made";
    let fix = match split.ask {
        Some(Ask { key, text, suggestion }) => {
            let (key, suggestion) = (key.to_owned(), suggestion.to_owned());
            Fix::ask(title, Phase::Structure, Question { key, text, suggestion })
        }
        None => {
            Fix::review(title, Phase::Structure, &split.change).instructions(split.instructions)
        }
    };
    Some(split.edits.into_iter().fold(fix, |fix, (span, text)| fix.replace(span, text)))
}
