//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::model::{Dockerfile, Run};
use crate::shell::Command;
use crate::text::Span;

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
