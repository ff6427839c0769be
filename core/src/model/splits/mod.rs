//! How a stage that builds a program and ships it can be parted in two: what it builds, where the program lies, what
//! starts it, and what else it needs. Only what is known to start the same program is told; everything else is `None`.

mod begin;
mod go;
mod ground;
mod packages;
mod sources;
mod steps;
mod write;

use super::Dockerfile;
use crate::text::Span;
use ground::Ground;
use steps::Steps;

/// A stage parted in two.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The words that build: `go build`.
    pub span: Span,
    /// What stays behind, in words: `the Go toolchain`.
    pub toolchain: &'static str,
    /// The image that the program would start from.
    pub base: String,
    /// What may change, as one sentence.
    pub change: String,
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// How many instructions they add.
    pub instructions: i32,
}

/// What a language knows of the program that a stage builds.
struct Plan {
    /// The words that build.
    span: Span,
    /// What stays behind, in words.
    toolchain: &'static str,
    /// The image that the program starts from.
    base: String,
    /// What is copied from the stage that builds: from where, to where.
    copies: Vec<(String, String)>,
    /// Packages that the program needs there.
    packages: Vec<String>,
    /// What the steps before and after leave.
    steps: Steps,
}

/// How the only stage of a file can be parted in two.
pub fn of(file: &Dockerfile) -> Option<Split> {
    let ground = Ground::of(file)?;
    let plan = match ground.repository.as_str() {
        "golang" => go::plan(&ground)?,
        _ => return None,
    };
    write::split(&ground, plan)
}
