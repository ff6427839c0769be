//! What hardening promises, as measures of one hardened file: the tests hold it to them, the report counts them.

use drydock_core::audit::{Audit, Config, Date};
use drydock_core::fix::{Class, Proof};
use drydock_core::harden::{self, Hardened, Level, LineKind, Options, Sameness};
use drydock_core::model::Dockerfile;
use drydock_core::plan;

/// Hardening with the default settings, on a fixed day.
pub fn options(level: Level) -> Options {
    let today = Some(Date::new(2026, 11, 23));
    Options { level, config: Config { today, ..Config::default() }, ..Options::default() }
}

/// Whether the builder would take the file: no syntax error, and a plan for every stage as a target.
pub fn is_accepted(file: &Dockerfile) -> bool {
    plan::plan(&file.tree, None).is_ok()
        && plan::targets(&file.tree).iter().all(|(_, plan)| plan.is_ok())
}

/// How many pieces of shell can't be read, in RUNs and in what the container starts.
pub fn unread_shell(file: &Dockerfile) -> usize {
    let runs = file.runs.iter().map(|run| run.script.opaque.len()).sum::<usize>();
    runs + file.launches.iter().map(|launch| launch.script.opaque.len()).sum::<usize>()
}

/// How many findings count.
pub fn findings(audit: &Audit) -> usize {
    audit.active().count()
}

/// The comments that are not there any more, or not in their order.
pub fn lost_comments(before: &Dockerfile, after: &Dockerfile) -> Vec<String> {
    let comments = |file: &Dockerfile| -> Vec<String> {
        file.tree.comments.iter().map(|c| file.text(c.span).trim().to_owned()).collect()
    };
    let kept = comments(after);
    let mut rest = kept.iter();
    comments(before)
        .into_iter()
        .filter(|comment| {
            let mut ahead = rest.clone();
            let found = ahead.any(|other| other == comment);
            if found {
                rest = ahead;
            }
            !found
        })
        .collect()
}

/// Whether the original without what the steps replaced is the result without what they inserted.
pub fn untouched_bytes_stay(source: &str, hardened: &Hardened) -> bool {
    let without = |text: &str, spans: Vec<(u32, u32)>| {
        let mut spans = spans;
        spans.sort_unstable();
        let (mut out, mut at) = (String::new(), 0);
        for (start, end) in spans {
            let (start, end) = (start as usize, end as usize);
            if start > at {
                out += &text[at..start];
            }
            at = at.max(end);
        }
        out + &text[at..]
    };
    let before =
        hardened.applied.iter().flat_map(|s| &s.before).map(|s| (s.start, s.end)).collect();
    let after = hardened.applied.iter().flat_map(|s| &s.after).map(|s| (s.start, s.end)).collect();
    without(source, before) == without(&hardened.text, after)
}

/// How far the image of a file hardened with safe fixes is the same.
pub enum Proved {
    /// S0.
    Same,
    /// S1.
    Shell,
    /// S2: it differs only in ways that the steps name.
    Named,
    /// It differs otherwise: the first such difference.
    No(String),
}

/// Compares the plans before and after all steps; `None` where the builder refuses the original.
pub fn proved(hardened: &Hardened) -> Option<Proved> {
    let before = harden::lowered(&hardened.before.file)?;
    let after = harden::lowered(&hardened.after.file);
    let Some(same) = after.and_then(|after| harden::sameness(&before, &after)) else {
        return Some(Proved::No("other stages can be built".to_owned()));
    };
    let named = |what: &str| {
        hardened.applied.iter().any(|step| match step.class {
            Class::Safe(Proof::Differs(kinds)) => kinds.contains(&what),
            Class::Safe(Proof::Shell) => what == "exec.args",
            _ => false,
        })
    };
    Some(match same {
        Sameness::Same => Proved::Same,
        Sameness::Shell => Proved::Shell,
        Sameness::Differs(found) => match found.iter().find(|found| !named(found.what)) {
            None => Proved::Named,
            Some(other) => Proved::No(format!("{}: {}", other.what, other.sentence)),
        },
    })
}

/// Lines changed, in proportion to the lines of the original: of a hunk, the removed or the added ones, whichever
/// are more.
pub fn changed_share(hardened: &Hardened) -> f64 {
    let hunks = harden::hunks(hardened, 0);
    let changed: usize = hunks
        .iter()
        .map(|hunk| {
            let count = |kind| hunk.lines.iter().filter(|line| line.kind == kind).count();
            count(LineKind::Removed).max(count(LineKind::Added))
        })
        .sum();
    let lines = hardened.before.file.tree.source.lines().count().max(1);
    changed as f64 / lines as f64
}
