//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::audit::Config;
use crate::finding::Finding;
use crate::fix::{Fix, Phase, Question};
use crate::image::Reference;
use crate::image::eol::{self, Standing};
use crate::model::splits::{self, Ask, Split};
use crate::model::{Dockerfile, Run};
use crate::shell::Command;
use crate::text::Span;

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
    Some(fix.replace_all(split.edits))
}

/// Lets every RUN that installs fetch the lists itself.
pub(super) fn updates(finding: &mut Finding, file: &Dockerfile, run: &Run, update: &Command) {
    const FEW: usize = 3;
    let Some(plan) = file.own_updates(run, update) else { return };
    let title = "fetch the index where it is used";
    let change = match plan.count {
        1 => "the step that installs fetches the index itself, and leaves none in its layer"
            .to_owned(),
        count => format!(
            "the {count} steps that install each fetch the index, and leave none in their layers"
        ),
    };
    let fix = match plan.count <= FEW {
        true => Fix::recommended(title, Phase::Join, &change),
        false => Fix::review(title, Phase::Join, &change),
    };
    let fix = fix.replace_all(plan.edits);
    finding.fix(fix.instructions(-1));
}

/// Mounts a file that a RUN uses and deletes, instead of copying it.
pub(super) fn mount(
    finding: &mut Finding,
    file: &Dockerfile,
    run: &Run,
    rm: &Command,
    word: Span,
    path: &str,
) {
    let Some(mount) = file.file_mount(run, rm, word, path) else { return };
    let title = "mount the file instead of copying it";
    let fix = match mount.is_read {
        true => {
            let change = "the file is only there while the step runs, and can't be written to";
            Fix::recommended(title, Phase::Join, change)
        }
        false => {
            let change = "the script is only there while the step runs, and can't be changed or deleted by itself";
            Fix::review(title, Phase::Join, change)
        }
    };
    let fix = fix.replace_all(mount.edits);
    finding.fix(fix.instructions(-1));
}
