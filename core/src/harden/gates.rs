//! The gates: what must hold after every step.

use super::sameness::{Sameness, lowered, sameness};
use crate::audit::{self, Audit, Config};
use crate::finding::Finding;
use crate::fix::{Class, Fix, Proof};
use crate::model::Dockerfile;
use crate::plan::{self, Plan};
use crate::rule::Severity;
use crate::score;
use crate::text::LineIndex;

/// The file as it stands, with what the gates compare.
pub struct State {
    /// Its audit.
    pub audit: Audit,
    /// What the builder would do for each target, where it would do anything: see [`lowered`].
    pub plans: Option<Vec<Plan>>,
    /// The lines of the text that was given.
    pub before_lines: LineIndex,
    /// The length of the text that was given, in bytes.
    pub before_length: u32,
}

impl State {
    /// The file as given.
    pub fn new(audit: Audit) -> State {
        let (before_lines, before_length) =
            (audit.file.tree.lines.clone(), audit.file.tree.source.len() as u32);
        State { plans: lowered(&audit.file), audit, before_lines, before_length }
    }

    /// The file after a step.
    pub fn advance(&mut self, next: Next) {
        self.audit = next.audit;
        self.plans = next.plans;
    }
}

/// A text that passed.
pub struct Next {
    audit: Audit,
    plans: Option<Vec<Plan>>,
}

/// Looks at every gate; the error says which refused, as one clause.
pub fn judge(
    state: &State,
    text: String,
    fixes: &[(&Finding, &Fix)],
    config: &Config,
) -> Result<Next, String> {
    let before = &state.audit;
    let after = audit::audit(&text, config);
    parses(&before.file, &after.file)?;
    shell_reads(&before.file, &after.file)?;
    let declared: i32 = fixes.iter().map(|(_, fix)| fix.instructions).sum();
    let added =
        after.file.tree.instructions.len() as i64 - before.file.tree.instructions.len() as i64;
    if added != i64::from(declared) {
        return Err(format!("it would add {added} instructions where {declared} were declared"));
    }
    comments_stay(&before.file, &after.file)?;
    let plans = lowered(&after.file);
    match (&state.plans, &plans) {
        (Some(before), Some(after)) => plans_agree(before, after, fixes)?,
        (Some(_), None) => return Err("the build would no longer be accepted".to_owned()),
        (None, _) => {
            let argued = |fix: &Fix| matches!(fix.class, Class::Safe(Proof::Differs(_)));
            if fixes.iter().any(|(_, fix)| argued(fix)) {
                return Err(
                    "the file can't be built as it stands, so nothing can be proved".to_owned()
                );
            }
        }
    }
    findings_shrink(before, &after, fixes)?;
    let points = |audit: &Audit| score::score(audit).map_or(0, |score| score.points);
    if points(&after) < points(before) {
        return Err("the score would fall".to_owned());
    }
    Ok(Next { audit: after, plans })
}

/// No new syntax error.
fn parses(before: &Dockerfile, after: &Dockerfile) -> Result<(), String> {
    match after.tree.errors.len() > before.tree.errors.len() {
        true => Err(format!("the result would not parse: {}", after.tree.errors[0].message)),
        false => Ok(()),
    }
}

/// Every script that could be read still can.
fn shell_reads(before: &Dockerfile, after: &Dockerfile) -> Result<(), String> {
    let opaque = |file: &Dockerfile| {
        let runs = file.runs.iter().map(|run| run.script.opaque.len()).sum::<usize>();
        runs + file.launches.iter().map(|launch| launch.script.opaque.len()).sum::<usize>()
    };
    match opaque(after) > opaque(before) {
        true => Err("a shell command could no longer be read".to_owned()),
        false => Ok(()),
    }
}

/// Every comment is still there, in order; new ones may stand between.
fn comments_stay(before: &Dockerfile, after: &Dockerfile) -> Result<(), String> {
    let texts = |file: &Dockerfile| -> Vec<String> {
        file.tree.comments.iter().map(|comment| file.text(comment.span).trim().to_owned()).collect()
    };
    let after = texts(after);
    let mut rest = after.iter();
    match texts(before).iter().find(|comment| !rest.any(|other| other == *comment)) {
        Some(lost) => Err(format!("the comment `{lost}` would be lost")),
        None => Ok(()),
    }
}

/// The plans differ only as the fixes' class says. All fixes of a batch are of one class.
fn plans_agree(before: &[Plan], after: &[Plan], fixes: &[(&Finding, &Fix)]) -> Result<(), String> {
    let (mut shell, mut allowed, mut free): (bool, Vec<&str>, bool) = (false, Vec::new(), false);
    for (_, fix) in fixes {
        match fix.class {
            Class::Safe(Proof::Same) => {}
            Class::Safe(Proof::Shell) => shell = true,
            Class::Safe(Proof::Differs(kinds)) => allowed.extend(kinds),
            Class::Review { .. } | Class::Ask => free = true,
        }
    }
    if free {
        return Ok(());
    }
    let other = match sameness(before, after) {
        None => return Err("other stages could be built than before".to_owned()),
        Some(Sameness::Same) => None,
        Some(Sameness::Shell) if shell => None,
        Some(Sameness::Shell) => before
            .iter()
            .zip(after)
            .flat_map(|(before, after)| plan::differences(before, after))
            .find(|difference| !allowed.contains(&difference.what)),
        Some(Sameness::Differs(differences)) => {
            differences.into_iter().find(|difference| !allowed.contains(&difference.what))
        }
    };
    match other {
        Some(other) => {
            Err(format!("the image would differ in a way not foreseen: {}", other.sentence))
        }
        None => Ok(()),
    }
}

/// The mended findings are gone, and nothing as bad or worse came.
fn findings_shrink(
    before: &Audit,
    after: &Audit,
    fixes: &[(&Finding, &Fix)],
) -> Result<(), String> {
    /// How often each rule reports something, and how bad that is at worst.
    fn counts(audit: &Audit) -> Vec<(&'static str, usize, Severity)> {
        let mut counts: Vec<(&str, usize, Severity)> = Vec::new();
        for finding in audit.active() {
            match counts.iter_mut().find(|(id, ..)| *id == finding.rule.id) {
                Some(entry) => *entry = (entry.0, entry.1 + 1, entry.2.max(finding.severity)),
                None => counts.push((finding.rule.id, 1, finding.severity)),
            }
        }
        counts
    }
    let (old, new) = (counts(before), counts(after));
    let count = |counts: &[(&str, usize, Severity)], rule: &str| {
        counts.iter().find(|(id, ..)| *id == rule).map_or(0, |(_, count, _)| *count)
    };
    for (finding, _) in fixes {
        let id = finding.rule.id;
        if count(&new, id) >= count(&old, id) {
            return Err("it would not remove the finding".to_owned());
        }
    }
    for (id, count_after, severity) in &new {
        if *count_after > count(&old, id) && *severity > Severity::Info {
            return Err(format!("it would bring a new finding, `{id}`"));
        }
    }
    Ok(())
}
