//! Fixes that take more to find than the findings that they belong to: part of what may come later.

use crate::finding::Finding;
use crate::fix::{Fix, Phase};
use crate::image::facts;
use crate::model::{Base, Copy, Dockerfile, Stage};

/// Writes a relative destination from the root, where the base image's own folder is the root.
pub(super) fn absolute(finding: &mut Finding, file: &Dockerfile, stage: &Stage, copy: &Copy) {
    let at_root = match file.root_of(stage) {
        Base::Image(image) => facts::directory(image) == Some("/"),
        base => matches!(base, Base::Scratch),
    };
    let dest = copy.dest.text.as_str();
    let rest = match dest {
        "." => "",
        _ => dest.strip_prefix("./").unwrap_or(dest),
    };
    // Over the root itself only files go: what a folder brings is not seen.
    let files = copy.sources.iter().all(|source| {
        let name = source.text.as_deref().unwrap_or("").rsplit('/').next().unwrap_or("");
        name.trim_start_matches('.').contains('.') && !name.contains('*')
    });
    let odd = ['$', '"', '\'', '\\', '~'];
    let plain = at_root
        && !copy.onbuild
        && !copy.sources.is_empty()
        && !copy.is_json
        && !rest.starts_with(['.', '/'])
        && !dest.contains(odd)
        && file.text(copy.dest.span) == dest
        && (!rest.is_empty() || files);
    if plain {
        let change = "the destination no longer depends on the working directory of the base image";
        let fix = Fix::review("write the destination from the root", Phase::Structure, change);
        finding.fix(fix.replace(copy.dest.span, format!("/{rest}")));
    }
}
