//! The loop: choose fixes, apply, look at every gate, keep or take back.

use super::gates::{self, State};
use super::pieces::Pieces;
use super::{Candidate, Hardened, Options, Refused, Step, place};
use crate::audit;
use crate::finding::Finding;
use crate::fix::{Class, Edit, Fix, Phase};
use crate::order;
use std::collections::HashMap;

/// How many batches are tried at most. Reaching it is reported, never silent.
const ROUNDS: usize = 2_000;

/// Hardens a file.
pub fn harden(source: &str, options: &Options) -> Hardened {
    let mut engine = Engine {
        options,
        state: State::new(audit::audit(source, &options.config)),
        pieces: Pieces::new(source.len()),
        applied: Vec::new(),
        refused: Vec::new(),
        rounds: 0,
    };
    let before = engine.state.audit.clone();
    // What was refused may fit once other fixes are in: try again until a whole pass changes nothing.
    loop {
        let count = engine.applied.len();
        engine.pass();
        if engine.applied.len() == count || engine.rounds >= ROUNDS || engine.refused.is_empty() {
            break;
        }
        engine.refused.clear();
    }
    engine.finish(before)
}

struct Engine<'o> {
    options: &'o Options,
    state: State,
    pieces: Pieces,
    applied: Vec<Step>,
    /// What was tried and taken back since the last change, with the reason.
    refused: Vec<(Candidate, String)>,
    rounds: usize,
}

impl Engine<'_> {
    /// Applies whatever passes the gates until nothing is left to try.
    fn pass(&mut self) {
        while self.rounds < ROUNDS {
            let batch = self.batch();
            if batch.is_empty() {
                return;
            }
            self.attempt(batch);
        }
    }

    /// The fixes of the earliest phase that may go together: of one class, not touching each other.
    fn batch(&self) -> Vec<Candidate> {
        let mut open: Vec<Candidate> =
            self.candidates().filter(|c| self.wanted(c) && !self.is_refused(c)).collect();
        let Some(first) = open.iter().map(|c| (c.fix.phase, kind(&c.fix))).min() else {
            return Vec::new();
        };
        open.retain(|c| (c.fix.phase, kind(&c.fix)) == first);
        let mut taken: Vec<Candidate> = Vec::new();
        for candidate in open {
            // Structural fixes move what others stand on: one at a time.
            let alone = candidate.fix.instructions != 0
                || matches!(first.0, Phase::Structure | Phase::User);
            if taken.is_empty() || (!alone && taken.iter().all(|t| !clash(&t.fix, &candidate.fix)))
            {
                taken.push(candidate);
                if alone {
                    break;
                }
            }
        }
        taken
    }

    /// The fixes of the findings at hand. A key is the rule, the line in the original file, and a number where that
    /// is not enough.
    fn candidates(&self) -> impl Iterator<Item = Candidate> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let findings = self.state.audit.active().filter(|finding| finding.fix.is_some());
        let candidates: Vec<Candidate> = findings
            .map(|finding| {
                let line = self.state.before_lines.line(self.original(finding.span.start));
                let name = format!("{}@{line}", finding.rule.id);
                let count = seen.entry(name.clone()).or_insert(0);
                *count += 1;
                let key = if *count == 1 { name } else { format!("{name}.{count}") };
                Candidate {
                    key,
                    finding: finding.clone(),
                    fix: finding.fix.clone().expect("it was filtered"),
                }
            })
            .collect();
        candidates.into_iter()
    }

    fn original(&self, at: u32) -> u32 {
        self.pieces.original(at).min(self.state.before_length)
    }

    fn is_refused(&self, candidate: &Candidate) -> bool {
        self.refused.iter().any(|(refused, _)| refused.key == candidate.key)
    }

    fn wanted(&self, candidate: &Candidate) -> bool {
        self.options.want(&candidate.key, candidate.finding.rule, &candidate.fix)
    }

    /// Tries a batch; where a gate refuses it, its halves.
    fn attempt(&mut self, mut batch: Vec<Candidate>) {
        self.rounds += 1;
        let mut edits: Vec<(&Edit, usize)> = Vec::new();
        for (number, candidate) in batch.iter().enumerate() {
            edits
                .extend(candidate.fix.edits.iter().map(|edit| (edit, self.applied.len() + number)));
        }
        order::sort_by(&mut edits, |a, b| a.0.cmp(b.0));
        edits.dedup_by(|b, a| a.0 == b.0);
        let text = rewrite(&self.state.audit.file.tree.source, edits.iter().map(|(edit, _)| *edit));
        let fixes: Vec<(&Finding, &Fix)> = batch.iter().map(|c| (&c.finding, &c.fix)).collect();
        match gates::judge(&self.state, text, &fixes, &self.options.config) {
            Ok(audit) => {
                // Where they stand is known by the text as it was.
                let steps = batch.iter().map(|c| step(&self.state, &self.pieces, c.clone()));
                self.applied.extend(steps.collect::<Vec<_>>());
                self.pieces.apply(&edits);
                self.state.advance(audit);
            }
            Err(reason) if batch.len() == 1 => {
                let candidate = batch.remove(0);
                self.refused.push((candidate, reason));
            }
            Err(_) => {
                let rest = batch.split_off(batch.len() / 2);
                let before = self.applied.len();
                self.attempt(batch);
                // The other half stands on old ground once the first has changed the text: the next round finds it.
                if self.applied.len() == before && self.rounds < ROUNDS {
                    self.attempt(rest);
                }
            }
        }
    }

    fn finish(self, before: audit::Audit) -> Hardened {
        let line = |finding: &Finding| self.state.audit.file.tree.lines.line(finding.span.start);
        let offered = self
            .candidates()
            .filter(|c| !self.is_refused(c))
            .map(|c| {
                let line = line(&c.finding);
                c.into_offer(line)
            })
            .collect();
        let mut refused: Vec<Refused> =
            self.refused.iter().map(|(c, reason)| c.to_refused(reason, line(&c.finding))).collect();
        order::sort_by(&mut refused, |a, b| a.key.cmp(&b.key));
        let mut applied = self.applied;
        place(&mut applied, &self.pieces);
        Hardened {
            text: self.state.audit.file.tree.source.clone(),
            before,
            after: self.state.audit,
            applied,
            offered,
            refused,
            exhausted: self.rounds >= ROUNDS,
        }
    }
}

fn step(state: &State, pieces: &Pieces, candidate: Candidate) -> Step {
    let first = candidate.fix.edits.first();
    let place = first.map_or(candidate.finding.span.start, |edit| edit.span.start);
    let original = pieces.original(place).min(state.before_length);
    candidate.into_step(state.before_lines.line(original))
}

/// Fixes of one kind are proved together.
fn kind(fix: &Fix) -> u8 {
    use crate::fix::Proof;
    match fix.class {
        Class::Safe(Proof::Same) => 0,
        Class::Safe(Proof::Shell) => 1,
        Class::Safe(Proof::Differs(_)) => 2,
        Class::Review { .. } => 3,
        Class::Ask => 4,
    }
}

fn clash(a: &Fix, b: &Fix) -> bool {
    a.edits.iter().any(|x| {
        b.edits.iter().any(|y| {
            x != y
                && (x.span.start == y.span.start
                    || (x.span.start < y.span.end && y.span.start < x.span.end))
        })
    })
}

/// The text with sorted edits made.
fn rewrite<'e>(source: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let (mut out, mut at) = (String::with_capacity(source.len() + 64), 0);
    for edit in edits {
        out += &source[at..edit.span.start as usize];
        out += &edit.text;
        at = edit.span.end as usize;
    }
    out + &source[at..]
}
