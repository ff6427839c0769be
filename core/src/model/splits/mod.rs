//! How a stage that builds a program and ships it can be parted in two: what it builds, where the program lies, what
//! starts it, and what else it needs. Only what is known to start the same program is told; everything else is `None`.

mod begin;
mod dotnet;
mod go;
mod ground;
mod java;
mod packages;
mod rust;
mod scripts;
mod sources;
mod steps;
mod write;

use super::Dockerfile;
use crate::image::Reference;
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
    /// What must be known first; there are no edits before that.
    pub ask: Option<Ask>,
}

/// What only the author knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The key of the answer.
    pub key: &'static str,
    /// The question, as one sentence.
    pub text: String,
    /// A likely answer.
    pub suggestion: &'static str,
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
    /// What must be known first.
    ask: Option<Ask>,
    /// What ENV sets in both stages.
    settings: Vec<String>,
    /// What is run before an instruction of the first stage, and before which.
    prepares: Vec<String>,
    prepares_at: Option<usize>,
    /// What may change besides, where the sources stay.
    note: Option<&'static str>,
    /// What may change besides, where they do not.
    also: &'static str,
}

impl Plan {
    /// A plan that copies what was built, and no more.
    fn new(
        span: Span,
        toolchain: &'static str,
        base: String,
        copies: Vec<(String, String)>,
        steps: Steps,
    ) -> Plan {
        Plan {
            span,
            toolchain,
            base,
            copies,
            packages: Vec::new(),
            steps,
            ask: None,
            settings: Vec::new(),
            prepares: Vec::new(),
            prepares_at: None,
            note: None,
            also: "",
        }
    }
}

/// How the only stage of a file can be parted in two, where it builds a program that runs without its sources; `answer`
/// is to the question of [`Split::ask`].
pub fn of(file: &Dockerfile, answer: &dyn Fn(&str) -> Option<String>) -> Option<Split> {
    let ground = Ground::of(file)?;
    let plan = match ground.repository.as_str() {
        "golang" => go::plan(&ground)?,
        "rust" => rust::plan(&ground, answer("libraries").as_deref())?,
        "maven" | "gradle" | "eclipse-temurin" => java::plan(&ground)?,
        _ => return None,
    };
    write::split(&ground, plan)
}

/// The same of a program for .NET.
pub fn of_dotnet(file: &Dockerfile) -> Option<Split> {
    let ground = Ground::of(file)?;
    write::split(&ground, dotnet::plan(&ground)?)
}

/// The same of a program that runs from its sources: only what compiles its dependencies is left behind. The span is
/// that of the first such package.
pub fn of_scripts(file: &Dockerfile) -> Option<Split> {
    let ground = Ground::of(file)?;
    let plan = match ground.repository.as_str() {
        "python" => scripts::python(&ground)?,
        "ruby" => scripts::ruby(&ground)?,
        "node" => scripts::node(&ground)?,
        _ => return None,
    };
    write::split(&ground, plan)
}

/// The image of .NET's runtime in place of one with the whole kit; `None` where its tag does not tell.
pub fn dotnet_runtime(image: &Reference) -> Option<String> {
    dotnet::runtime(image)
}
