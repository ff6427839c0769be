//! What a rule is: a value with its explanation, its examples and its check.

use crate::audit::Context;
use crate::finding::Remark;
use crate::ignore::IgnoreFile;
use crate::model::{Dockerfile, Run, Stage};
use crate::order;
use crate::shell::Command;
use crate::syntax::{Instruction, Keyword};

/// Everything that a rule file needs.
pub mod prelude {
    pub use super::{Category, Check, Confidence, Example, Profile, Rule, Severity};
    pub use crate::audit::Context;
    pub use crate::finding::Remark;
    pub use crate::fix::{Class, Fix, Phase, Proof, Question};
    pub use crate::ignore::IgnoreFile;
    pub use crate::model::{
        Base, Copy, Dockerfile, Install, Launch, Manager, Run, Stage, UserAt, Value,
    };
    pub use crate::shell::{Command, Dialect};
    pub use crate::syntax::{Instruction, Keyword};
    pub use crate::text::Span;
}

/// A rule. Every field is filled.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name in kebab-case: names the fault, and reads well after "allow".
    pub id: &'static str,
    /// What is wrong, as a short sentence without a full stop.
    pub title: &'static str,
    /// Its category, which is also its folder.
    pub category: Category,
    /// How bad, by harm.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The least profile that switches it on.
    pub profile: Profile,
    /// The names that others know it by: "DL3009", "CKV_DOCKER_3", "DS-0002", "CIS-4.1", a BuildKit check's name.
    pub aliases: &'static [&'static str],
    /// The harm, concretely.
    pub why: &'static str,
    /// What to do.
    pub how: &'static str,
    /// Examples: page, test and lesson material.
    pub examples: &'static [Example],
    /// Where to read on.
    pub links: &'static [&'static str],
    /// The check.
    pub check: Check,
}

/// What a rule wants to see. The engine walks the file once and calls every rule where it belongs. ONBUILD triggers
/// are unwrapped: the checks see the triggered instruction, and `cx.onbuild` says so.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::type_complexity)]
pub enum Check {
    /// The file as a whole.
    File(fn(&Dockerfile, &mut Context<'_>)),
    /// Each stage.
    Stage(fn(&Stage, &mut Context<'_>)),
    /// Each instruction of these kinds; all kinds where the list is empty.
    Instruction(&'static [Keyword], fn(&Instruction, &mut Context<'_>)),
    /// Each RUN.
    Run(fn(&Run, &mut Context<'_>)),
    /// Each command of these names in RUNs; all where the list is empty.
    Command(&'static [&'static str], fn(&Command, &mut Context<'_>)),
    /// A `.dockerignore` file.
    Ignore(fn(&IgnoreFile) -> Vec<Remark>),
    /// The two files together. A `.dockerignore` file that is audited alone is asked with an empty Dockerfile.
    Pair(fn(&Dockerfile, &IgnoreFile) -> Vec<Remark>),
    /// Reported by the reader: the syntax errors of this code.
    Syntax(&'static str),
    /// Reported by the audit itself: faults of inline suppressions, of encoding.
    Audit,
}

/// How bad a finding is, by the harm it can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Waste, or a nuisance.
    Low,
    /// Breaks now and then, or weakens.
    Medium,
    /// A real danger, or a broken build.
    High,
    /// Gives a secret or the host away.
    Critical,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A guess from names and habits; deductions are halved.
    Heuristic,
    /// Nearly always right.
    Likely,
    /// Follows from the text.
    Certain,
}

/// The sets of rules that can be switched on, each holding those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// What nearly everybody wants.
    Default,
    /// Security and reproducibility without compromise.
    Strict,
    /// Everything, matters of taste included.
    All,
}

/// What a rule is about: its folder, and its budget in the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Which image it starts from: size, age, end of life.
    Base,
    /// Instructions that are wrong or do nothing.
    Correctness,
    /// Packages, layers, caches, files: how the image is built.
    Build,
    /// Labels and names.
    Metadata,
    /// Users and permissions.
    Privilege,
    /// What happens when the container runs.
    Runtime,
    /// What gives secrets away.
    Secrets,
    /// Pins, digests, checksums, TLS: whether what is fetched is what was meant.
    Supply,
}

impl Category {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Category; 8] = [
        Category::Secrets,
        Category::Privilege,
        Category::Supply,
        Category::Base,
        Category::Correctness,
        Category::Build,
        Category::Runtime,
        Category::Metadata,
    ];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Category::Base => "base",
            Category::Correctness => "correctness",
            Category::Build => "build",
            Category::Metadata => "metadata",
            Category::Privilege => "privilege",
            Category::Runtime => "runtime",
            Category::Secrets => "secrets",
            Category::Supply => "supply",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Category::Base => "Base image",
            Category::Correctness => "Correctness",
            Category::Build => "Build hygiene",
            Category::Metadata => "Metadata",
            Category::Privilege => "Privilege",
            Category::Runtime => "Run time",
            Category::Secrets => "Secrets",
            Category::Supply => "Supply chain",
        }
    }
}

impl Severity {
    /// All of them, worst first.
    pub const ALL: [Severity; 5] =
        [Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }

    /// The severity of a name.
    pub fn of(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

impl Confidence {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Heuristic => "heuristic",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

impl Profile {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Strict => "strict",
            Profile::All => "all",
        }
    }

    /// The profile of a name.
    pub fn of(name: &str) -> Option<Profile> {
        [Profile::Default, Profile::Strict, Profile::All]
            .into_iter()
            .find(|profile| profile.name() == name)
    }
}

/// An example. In a bad one, guillemets mark what the rule reports: `«…»`.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The text with its marks, indented as it stands in the source.
    pub text: &'static str,
    /// Whether the rule reports something.
    pub is_bad: bool,
    /// The text after the fixes.
    pub fixed: Option<&'static str>,
}

impl Example {
    /// An example that the rule reports, with the findings marked.
    pub const fn bad(text: &'static str) -> Example {
        Example { text, is_bad: true, fixed: None }
    }

    /// An example that the rule leaves alone: a well-known false alarm.
    pub const fn good(text: &'static str) -> Example {
        Example { text, is_bad: false, fixed: None }
    }

    /// The text after the rule's fixes.
    pub const fn fixed(mut self, text: &'static str) -> Example {
        self.fixed = Some(text);
        self
    }

    /// The text without indentation and marks, and the spans of the marks.
    pub fn source(&self) -> (String, Vec<crate::text::Span>) {
        unmark(&dedent(self.text))
    }

    /// The fixed text without indentation.
    pub fn fixed_source(&self) -> Option<String> {
        self.fixed.map(dedent)
    }
}

/// The line of an example between a Dockerfile and its `.dockerignore`.
pub const PAIR_LINE: &str = "--- .dockerignore ---\n";

/// The Dockerfile and the `.dockerignore` of an example, and where the latter begins. Without the line between them it
/// is a `.dockerignore` alone.
pub fn split_pair(text: &str) -> (&str, &str, u32) {
    match text.find(PAIR_LINE) {
        Some(at) => {
            let start = at + PAIR_LINE.len();
            (&text[..at], &text[start..], start as u32)
        }
        None => ("", text, 0),
    }
}

/// Takes the first line break, the common indentation and the blanks of the last line away.
pub fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let indent = text.lines().filter(|line| !line.trim().is_empty()).map(depth).min().unwrap_or(0);
    let mut out: Vec<&str> =
        text.split('\n').map(|line| line.get(indent..).unwrap_or("")).collect();
    if out.last().is_some_and(|line| line.trim().is_empty()) {
        *out.last_mut().expect("there is one") = "";
    }
    out.join("\n")
}

fn unmark(text: &str) -> (String, Vec<crate::text::Span>) {
    let (mut out, mut open, mut spans) = (String::new(), Vec::new(), Vec::new());
    for c in text.chars() {
        match c {
            '«' => open.push(out.len() as u32),
            '»' => spans
                .extend(open.pop().map(|start| crate::text::Span::new(start, out.len() as u32))),
            c => out.push(c),
        }
    }
    order::sort(&mut spans);
    (out, spans)
}
