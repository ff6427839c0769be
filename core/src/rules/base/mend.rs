//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::image::successors;
use crate::model::ImageUse;

/// Takes the successor of an image of Java.
pub(super) fn successor(finding: &mut Finding, used: &ImageUse) {
    if let Some(image) = successors::temurin(&used.image).filter(|_| used.is_literal()) {
        let change = "the newest build of the same Java, on Ubuntu where the old image had Debian: packages that are \
                      installed may have other versions";
        let fix = Fix::review("take the successor", Phase::Base, change);
        finding.fix(fix.replace(used.span, image));
    }
}
