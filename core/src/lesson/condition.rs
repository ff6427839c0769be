//! The closed set of conditions. Each is a question to the engine's facts; there are no scripts and no patterns on
//! raw text.

use super::facts::Facts;
use super::node::Node;
use super::progress::Trouble;
use super::read::{Fault, choice, fault, find, known, rule, small, text, texts, wanted};
use super::{Kind, Lesson, verified};
use crate::audit::glob;
use crate::image::Family;
use crate::model::{Base, Dockerfile, MountKind, SourceKind, Stage, UserAt, labels};
use crate::rule::{Category, Severity};
use crate::score;
use crate::syntax::{Instruction, KEYWORDS, Keyword};

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A rule finds nothing, anywhere; what is suppressed counts as found.
    Absent(String),
    /// A rule finds something.
    Present(String),
    /// A finding of a rule is suppressed.
    Suppressed(String),
    /// No finding of a category is as bad as this.
    AbsentCategory(Category, Severity),
    /// The score.
    ScoreAtLeast(u32),
    /// The part of the score that a category has, 0 to 100.
    CategoryAtLeast(Category, u32),
    /// A fact of the file.
    Fact(Fact),
    /// The fact is known to be otherwise.
    NoFact(Fact),
    /// There is an instruction of a kind whose arguments fit a pattern, in a stage that the image needs.
    Instruction(Keyword, String),
    /// As many stages as this lead to the image.
    StagesAtLeast(u32),
    /// The final image has a label, in its proper form.
    Label(String),
    /// A RUN that the image needs has a mount of a kind.
    Mount(MountKind),
    /// No rule of this severity or worse finds more than in the broken file.
    MaxNew(Severity),
    /// These paths are kept out of the build context.
    Excluded(Vec<String>),
    /// These paths are sent to the builder.
    Included(Vec<String>),
    /// This line of the broken file is selected.
    Selected(String),
    /// A step of the application is lost: by its label, or `*` for any.
    Lost(String),
}

impl Condition {
    /// The rule that it speaks of.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Condition::Absent(rule) | Condition::Present(rule) | Condition::Suppressed(rule) => {
                Some(rule)
            }
            _ => None,
        }
    }
}

/// A fact of a file that a condition may ask for.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    FinalUserNotRoot,
    FinalUserRoot,
    FinalUserNumeric,
    FinalBasePinned,
    BasesPinned,
    CopiesFromStage,
    ExecForm,
    Healthcheck,
    SuppressionsJustified,
    /// Every download in a step that the image needs is compared there with a checksum that stands in the file.
    DownloadsVerified,
    /// What is copied from another stage was made for the C library of the final one.
    OneLibc,
}

/// The keys of conditions, one of which says which it is.
pub(super) const CONDITIONS: [&str; 17] = [
    "no-fact",
    "absent",
    "present",
    "suppressed",
    "absent-category",
    "score-at-least",
    "category-at-least",
    "fact",
    "instruction",
    "stages-at-least",
    "label",
    "mount",
    "max-new",
    "excluded",
    "included",
    "selected",
    "lost",
];

const FACTS: [(&str, Fact); 11] = [
    ("downloads-verified", Fact::DownloadsVerified),
    ("one-libc", Fact::OneLibc),
    ("final-user-not-root", Fact::FinalUserNotRoot),
    ("final-user-root", Fact::FinalUserRoot),
    ("final-user-numeric", Fact::FinalUserNumeric),
    ("final-base-pinned", Fact::FinalBasePinned),
    ("bases-pinned", Fact::BasesPinned),
    ("copies-from-stage", Fact::CopiesFromStage),
    ("exec-form", Fact::ExecForm),
    ("healthcheck", Fact::Healthcheck),
    ("suppressions-justified", Fact::SuppressionsJustified),
];

const MOUNTS: [(&str, MountKind); 5] = [
    ("bind", MountKind::Bind),
    ("cache", MountKind::Cache),
    ("tmpfs", MountKind::Tmpfs),
    ("secret", MountKind::Secret),
    ("ssh", MountKind::Ssh),
];

/// Reads a condition: `kind` is the entry of its table that says which it is.
pub(super) fn read(kind: &Node, table: &Node) -> Result<Condition, Fault> {
    let category = || choice(kind, &Category::ALL.map(|category| (category.name(), category)));
    let severities = Severity::ALL.map(|severity| (severity.name(), severity));
    let mut keys: Vec<&'static str> =
        CONDITIONS.iter().copied().filter(|key| *key == kind.key).collect();
    let condition = match kind.key.as_str() {
        "absent" => Condition::Absent(rule(kind)?),
        "present" => Condition::Present(rule(kind)?),
        "suppressed" => Condition::Suppressed(rule(kind)?),
        "absent-category" => {
            keys.push("from");
            let from = find(table, "from").map(|from| choice(from, &severities)).transpose()?;
            Condition::AbsentCategory(category()?, from.unwrap_or(Severity::Low))
        }
        "score-at-least" => Condition::ScoreAtLeast(small(kind)?),
        "category-at-least" => {
            keys.push("points");
            Condition::CategoryAtLeast(category()?, small(wanted(table, "points")?)?)
        }
        "fact" => Condition::Fact(choice(kind, &FACTS)?),
        "no-fact" => Condition::NoFact(choice(kind, &FACTS)?),
        "instruction" => {
            keys.push("like");
            let like = find(table, "like").map(text).transpose()?;
            Condition::Instruction(choice(kind, &KEYWORDS)?, like.unwrap_or_else(|| "*".to_owned()))
        }
        "stages-at-least" => Condition::StagesAtLeast(small(kind)?),
        "label" => Condition::Label(text(kind)?),
        "mount" => Condition::Mount(choice(kind, &MOUNTS)?),
        "max-new" => Condition::MaxNew(choice(kind, &severities)?),
        "excluded" => Condition::Excluded(texts(kind)?),
        "included" => Condition::Included(texts(kind)?),
        "selected" => Condition::Selected(text(kind)?),
        "lost" => Condition::Lost(text(kind)?),
        _ => return Err(fault(kind, format!("there is no condition `{}`", kind.key))),
    };
    known(table, "this condition", &keys)?;
    Ok(condition)
}

/// Whether a condition holds.
pub(super) fn holds(
    condition: &Condition,
    lesson: &Lesson,
    facts: &Facts,
    troubles: &[Trouble],
) -> bool {
    let found = |rule: &str| facts.findings().any(|finding| finding.rule.id == rule);
    match condition {
        Condition::Absent(rule) => !found(rule),
        Condition::Present(rule) => found(rule),
        Condition::Suppressed(rule) => {
            let all = facts.audit.findings.iter();
            all.filter(|finding| finding.rule.id == rule).any(|f| f.suppressed.is_some())
        }
        Condition::AbsentCategory(category, from) => {
            !facts.findings().any(|f| f.rule.category == *category && f.severity >= *from)
        }
        Condition::ScoreAtLeast(points) => facts.points().is_some_and(|own| own >= *points),
        Condition::CategoryAtLeast(category, points) => {
            let score = score::of(facts.findings());
            let part = score.categories.iter().find(|part| part.category == *category);
            facts.points().is_some() && part.is_some_and(|part| part.score >= *points)
        }
        Condition::Fact(fact) => final_fact(*fact, facts).unwrap_or(false),
        Condition::NoFact(fact) => !final_fact(*fact, facts).unwrap_or(true),
        Condition::Instruction(keyword, like) => {
            let file = facts.file();
            let needed = file.stages.iter().filter(|stage| stage.is_reachable);
            let mut steps = needed.flat_map(|stage| file.steps(stage));
            steps.any(|(_, i)| i.keyword == *keyword && glob(like, &arguments(i)))
        }
        Condition::StagesAtLeast(count) => {
            let needed = facts.file().stages.iter().filter(|stage| stage.is_reachable).count();
            needed as u64 >= u64::from(*count)
        }
        Condition::Label(key) => {
            facts.file().final_stage().is_some_and(|stage| has_label(facts.file(), stage, key))
        }
        Condition::Mount(kind) => {
            let file = facts.file();
            let needed = file.stages.iter().filter(|stage| stage.is_reachable);
            let mut runs = needed.flat_map(|stage| file.runs_of(stage)).filter(|run| !run.onbuild);
            runs.any(|run| run.mounts.iter().any(|mount| mount.kind == *kind))
        }
        Condition::MaxNew(from) => facts.counts().iter().all(|(rule, count, severity)| {
            let before = lesson.baseline.counts.iter().find(|(id, ..)| id == rule);
            severity < from || before.is_some_and(|(_, before, _)| count <= before)
        }),
        Condition::Excluded(paths) => paths.iter().all(|path| facts.excludes(path)),
        Condition::Included(paths) => !paths.iter().any(|path| facts.excludes(path)),
        Condition::Selected(line) => {
            lesson.line_of(line).is_some_and(|line| facts.selected.contains(&line))
        }
        Condition::Lost(label) => {
            let lost = troubles.iter().filter_map(|trouble| trouble.lost.as_deref());
            lost.into_iter().any(|lost| label == "*" || lost == label)
        }
    }
}

/// The lines that a lesson's goals ask for.
pub(super) fn selected_lines(lesson: &Lesson) -> Vec<u32> {
    let conditions = lesson.goals.iter().flat_map(|goal| &goal.all);
    let lines = conditions.filter_map(|condition| match condition {
        Condition::Selected(line) if lesson.kind == Kind::Review => lesson.line_of(line),
        _ => None,
    });
    lines.collect()
}

/// What follows an instruction's keyword, with single blanks.
fn arguments(instruction: &Instruction) -> String {
    let words: Vec<&str> = instruction.logical.text.split_whitespace().skip(1).collect();
    words.join(" ")
}

/// A fact of the final image; `None` where there is none.
fn final_fact(fact: Fact, facts: &Facts) -> Option<bool> {
    let file = facts.file();
    let last = file.final_stage()?;
    let pinned = |stage: &Stage| match &stage.base {
        Base::Image(image) => image.digest.is_some(),
        Base::Stage(_) | Base::Scratch => true,
        _ => false,
    };
    Some(match fact {
        Fact::FinalUserNotRoot => !file.is_root_at(last, last.end)?,
        Fact::FinalUserRoot => file.is_root_at(last, last.end)?,
        Fact::FinalUserNumeric => match file.user_at(last, last.end) {
            UserAt::Set(user) => {
                let name = user.value.as_deref()?.split(':').next()?;
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())
            }
            UserAt::Base(_) => false,
        },
        Fact::FinalBasePinned => file.root_image(last)?.digest.is_some(),
        Fact::BasesPinned => file.stages.iter().all(pinned),
        Fact::CopiesFromStage => file.lineage(last).any(|stage| {
            let from_stage = |copy: &crate::model::Copy| {
                !copy.onbuild && matches!(copy.from, Some(SourceKind::Stage(_)))
            };
            file.copies_of(stage).any(from_stage)
        }),
        Fact::ExecForm => {
            let starts: Vec<_> = file
                .launches
                .iter()
                .filter(|launch| {
                    launch.stage == last.index && launch.keyword != Keyword::Healthcheck
                })
                .filter(|launch| !launch.onbuild)
                .collect();
            !starts.is_empty() && starts.iter().all(|launch| launch.is_exec && !launch.is_empty)
        }
        Fact::Healthcheck => {
            let config = &facts.plan.as_ref().ok()?.config;
            config.healthcheck.as_ref()?.test.first()? != "NONE"
        }
        Fact::DownloadsVerified => verified::all(file),
        Fact::OneLibc => {
            let musl = |stage: &Stage| file.family(stage) == Family::Alpine;
            let mut copies = file.lineage(last).flat_map(|stage| file.copies_of(stage));
            copies.all(|copy| match copy.from {
                Some(SourceKind::Stage(from)) => {
                    file.stages.get(from).is_none_or(|stage| musl(stage) == musl(last))
                }
                _ => true,
            })
        }
        Fact::SuppressionsJustified => {
            !facts.audit.pragmas.is_empty()
                && facts.audit.pragmas.iter().all(|p| p.reason.is_some())
        }
    })
}

/// Whether the final image has a label in its proper form. A value that a build argument gives counts.
fn has_label(file: &Dockerfile, last: &Stage, key: &str) -> bool {
    let fits = |label: &labels::Label<'_>| match &label.value {
        Some(value) => {
            let value = value.trim_matches(['"', '\'']);
            !value.is_empty() && labels::oci_format(key).is_none_or(|format| format.fits(value))
        }
        None => label.pair.value.as_ref().is_some_and(|value| value.text.contains('$')),
    };
    file.lineage(last).any(|stage| {
        file.labels(stage)
            .iter()
            .any(|label| label.key.trim_matches(['"', '\'']) == key && fits(label))
    })
}
