//! What the engine says of a text, in the form in which the page shows it.

use crate::kind::FileKind;
use crate::path::Path;
use crate::tokens;
use drydock_core::audit::{self, Audit, Config, IgnoreAudit};
use drydock_core::finding::Finding;
use drydock_core::fix::{self, Class};
use drydock_core::input::LIMIT;
use drydock_core::lesson::Facts;
use drydock_core::model::{Dockerfile, Stage};
use drydock_core::order;
use drydock_core::rule::{Category, Rule, Severity};
use drydock_core::score::{self, Score};
use drydock_core::text::{LineIndex, Units};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use yew::AttrValue;

/// What the engine says of one text.
#[derive(Debug, Default)]
pub struct Study {
    /// Which revision of the text.
    pub revision: u32,
    /// What the text is read as.
    pub kind: FileKind,
    /// Why there is nothing to say, as one sentence.
    pub refused: Option<AttrValue>,
    /// Whether there is anything in the text.
    pub has_text: bool,
    /// The findings that count, by severity and then by place.
    pub cards: Vec<Rc<Card>>,
    /// The findings that the author accepts.
    pub accepted: Vec<Rc<Card>>,
    /// The score, where there is something to grade.
    pub score: Option<Score>,
    /// The score with the accepted findings counted too, where there are any.
    pub strict_score: Option<Score>,
    /// Colours for the editor.
    pub tokens: Vec<u32>,
    /// For a .dockerignore: patterns, and how many of them bring back.
    pub patterns: (usize, usize),
    /// Bytes and code units of the text.
    pub units: Units,
    /// The fastest path to the next grade, once it was asked for.
    pub path: OnceCell<Option<Path>>,
    /// What the engine says of the file that belongs to this one; its findings are among these here.
    pub beside: Option<Rc<Study>>,
    source: String,
    findings: Vec<Finding>,
}

/// A finding as the page shows it.
#[derive(Clone, Debug)]
pub struct Card {
    /// Stays the same while the lines around it come and go.
    pub key: AttrValue,
    /// Whose.
    pub rule: &'static Rule,
    /// How bad.
    pub severity: Severity,
    /// What is wrong here; backticks quote.
    pub message: AttrValue,
    /// In which file, where there are two.
    pub file: Option<FileKind>,
    /// Its line, from 1.
    pub line: u32,
    /// The stage, where there are several.
    pub stage: Option<AttrValue>,
    /// Where, in code units.
    pub units: (u32, u32),
    /// Other places that matter: line and clause.
    pub notes: Vec<(u32, AttrValue)>,
    /// How it can be mended.
    pub fix: Option<Remedy>,
    /// The author's reason, where the finding is accepted.
    pub accepted: Option<AttrValue>,
}

impl PartialEq for Card {
    fn eq(&self, other: &Card) -> bool {
        // What a rule says is the same wherever its name is.
        let tuple = |c: &Card| (c.severity, c.file, c.line, c.units, c.rule.id, c.stage.clone());
        tuple(self) == tuple(other)
            && self.key == other.key
            && self.message == other.message
            && self.notes == other.notes
            && self.fix == other.fix
            && self.accepted == other.accepted
    }
}

/// A fix as the page offers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What it does, as a short command.
    pub title: AttrValue,
    /// How far it can be trusted.
    pub trust: Trust,
    /// What may change.
    pub change: AttrValue,
    /// Whether it can be made at once: it asks nothing.
    pub is_ready: bool,
}

/// How far a fix can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Proved: the image stays the same but for the finding.
    Safe,
    /// Something may change.
    Review,
    /// Wants a fact first.
    Ask,
}

impl Trust {
    /// How far a class can be trusted.
    pub fn of(class: Class) -> Trust {
        match class {
            Class::Safe(_) => Trust::Safe,
            Class::Review { .. } => Trust::Review,
            Class::Ask => Trust::Ask,
        }
    }

    /// Its name in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Trust::Safe => "safe",
            Trust::Review => "review",
            Trust::Ask => "ask",
        }
    }

    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Trust::Safe => "safe",
            Trust::Review => "review",
            Trust::Ask => "needs an answer",
        }
    }
}

impl PartialEq for Study {
    fn eq(&self, other: &Study) -> bool {
        // Each text is studied once.
        std::ptr::eq(self, other)
    }
}

impl Study {
    /// Whether a finding says that a secret stands in the text.
    pub fn has_secret(&self) -> bool {
        self.cards
            .iter()
            .any(|card| card.severity >= Severity::High && card.rule.category == Category::Secrets)
    }

    /// Reads a text.
    pub fn of(text: &str, revision: u32, kind: FileKind, config: &Config) -> Study {
        let mut study = Study::begun(text, revision, kind);
        if !study.has_text || study.refused.is_some() {
            return study;
        }
        match kind {
            FileKind::Dockerfile => study.take_audit(audit::audit(text, config), None),
            FileKind::Dockerignore => study.take_ignore(audit::audit_ignore(text, config), None),
        }
        study
    }

    /// What the engine has said of a lesson's file.
    pub fn of_facts(text: &str, revision: u32, facts: Facts) -> Study {
        let mut study = Study { revision, has_text: true, ..Study::default() };
        study.units = Units::new(text);
        match facts.ignore {
            Some(audit) => {
                study.kind = FileKind::Dockerignore;
                study.take_ignore(audit, None);
            }
            None => study.take_audit(facts.audit, None),
        }
        study
    }

    /// Reads a Dockerfile and its `.dockerignore` together; says what there is to say while this one of them is shown.
    pub fn of_pair(
        dockerfile: &str,
        ignore: &str,
        shown: FileKind,
        revision: u32,
        config: &Config,
    ) -> Study {
        let mut first = Study::begun(dockerfile, revision, FileKind::Dockerfile);
        let mut second = Study::begun(ignore, revision, FileKind::Dockerignore);
        if first.refused.is_none() && second.refused.is_none() {
            let pair = audit::audit_pair(dockerfile, ignore, config);
            if first.has_text {
                first.take_audit(pair.dockerfile, Some(FileKind::Dockerfile));
            }
            second.take_ignore(pair.ignore, Some(FileKind::Dockerignore));
        } else {
            let alone = |text, kind| Study::of(text, revision, kind, config);
            first = alone(dockerfile, FileKind::Dockerfile);
            second = alone(ignore, FileKind::Dockerignore);
        }
        let mut cards = [&first.cards[..], &second.cards[..]].concat();
        order::sort_by_key(&mut cards, |card| std::cmp::Reverse(card.severity));
        let accepted = first.accepted.clone();
        let (front, back) = match shown {
            FileKind::Dockerfile => (first, second),
            FileKind::Dockerignore => (second, first),
        };
        Study { cards, accepted, beside: Some(Rc::new(back)), ..front }
    }

    /// What there is to say of a text before it is audited.
    fn begun(text: &str, revision: u32, kind: FileKind) -> Study {
        Study {
            revision,
            kind,
            has_text: !text.trim().is_empty(),
            refused: refusal(text).map(AttrValue::Static),
            units: Units::new(text),
            ..Study::default()
        }
    }

    /// Whether a finding is in the file that is shown.
    pub fn is_of(&self, card: &Card) -> bool {
        card.file.is_none_or(|file| file == self.kind)
    }

    fn take_audit(&mut self, audit: Audit, file: Option<FileKind>) {
        self.tokens = tokens::of_dockerfile(&audit.file, &self.units);
        self.score = score::score(&audit);
        if audit.active().count() < audit.findings.len() {
            self.strict_score = score::score_without_suppressions(&audit);
        }
        let stages = match &audit.file.stages[..] {
            [_, _, ..] => {
                audit.file.stages.iter().map(|stage| stage_of(&audit.file, stage)).collect()
            }
            _ => Vec::new(),
        };
        self.take(audit.findings, audit.file.tree.source, &audit.file.tree.lines, &stages, file);
    }

    fn take_ignore(&mut self, audit: IgnoreAudit, file: Option<FileKind>) {
        self.tokens = tokens::of_ignore(&audit.file, &self.units);
        let negated = audit.file.patterns.iter().filter(|pattern| pattern.negated).count();
        self.patterns = (audit.file.patterns.len(), negated);
        self.score = score::score_of_ignore(&audit);
        self.take(audit.findings, audit.file.source, &audit.file.lines, &[], file);
    }

    fn take(
        &mut self,
        findings: Vec<Finding>,
        source: String,
        lines: &LineIndex,
        stages: &[(u32, AttrValue)],
        file: Option<FileKind>,
    ) {
        let keys = keys(self.kind, &findings);
        let cards = cards(&findings, keys, lines, &self.units, stages, file);
        (self.accepted, self.cards) = cards.into_iter().partition(|card| card.accepted.is_some());
        order::sort_by_key(&mut self.cards, |card| std::cmp::Reverse(card.severity));
        (self.findings, self.source) = (findings, source);
    }

    /// The finding of a key.
    pub fn card(&self, key: &str) -> Option<&Rc<Card>> {
        self.cards.iter().find(|card| card.key == key)
    }

    /// What the engine found, by key.
    pub fn finding(&self, key: &str) -> Option<&Finding> {
        let number = keys(self.kind, &self.findings).iter().position(|other| other == key)?;
        self.findings.get(number)
    }

    /// What the engine found and nobody accepted, by place.
    pub fn findings(&self) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none()).collect()
    }

    /// The key of what the engine found and nobody accepted, by its number in [`Study::findings`].
    pub fn key_of(&self, number: usize) -> Option<String> {
        let all = keys(self.kind, &self.findings).into_iter().zip(&self.findings);
        let mut active = all.filter(|(_, finding)| finding.suppressed.is_none());
        active.nth(number).map(|(key, _)| key)
    }

    /// The text after the fix of a finding.
    pub fn fixed(&self, key: &str) -> Option<String> {
        let fix = self.finding(key)?.fix.as_ref()?;
        (!fix.edits.is_empty()).then(|| fix::apply(&self.source, [fix]))
    }

    /// The findings in the file that is shown, by place: the order in which they are walked through.
    pub fn by_place(&self) -> Vec<&Rc<Card>> {
        let mut cards: Vec<&Rc<Card>> = self.cards.iter().filter(|c| self.is_of(c)).collect();
        order::sort_by_key(&mut cards, |card| (card.units, std::cmp::Reverse(card.severity)));
        cards
    }
}

/// Why a text is not read at all.
fn refusal(text: &str) -> Option<&'static str> {
    if text.len() > LIMIT {
        Some("This text is longer than 1 MiB, which no Dockerfile needs: it is not audited.")
    } else if text.contains('\0') {
        Some("This text holds a NUL character: it is not a text file.")
    } else {
        None
    }
}

/// A name for each finding: rule, message, and a number where that is not enough. No two files share any.
fn keys(kind: FileKind, findings: &[Finding]) -> Vec<String> {
    let mark = if kind == FileKind::Dockerignore { "." } else { "" };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut keys = Vec::with_capacity(findings.len());
    for Finding { rule, message, .. } in findings {
        let count = seen.entry(format!("{} {message}", rule.id)).or_default();
        *count += 1;
        keys.push(format!("{mark}{} {count} {message}", rule.id));
    }
    keys
}

/// Where a stage begins, and its name or number.
fn stage_of(file: &Dockerfile, stage: &Stage) -> (u32, AttrValue) {
    (file.tree.instructions[stage.from].span.start, stage.label().into())
}

fn cards(
    findings: &[Finding],
    keys: Vec<String>,
    lines: &LineIndex,
    units: &Units,
    stages: &[(u32, AttrValue)],
    file: Option<FileKind>,
) -> Vec<Rc<Card>> {
    let stage = |at: u32| {
        let after = stages.partition_point(|(start, _)| *start <= at);
        after.checked_sub(1).map(|number| stages[number].1.clone())
    };
    let card = |(finding, key): (&Finding, String)| {
        let note = |note: &drydock_core::finding::Note| {
            (lines.line(note.span.start), AttrValue::from(note.text.clone()))
        };
        let remedy = |fix: &fix::Fix| Remedy {
            title: fix.title.clone().into(),
            trust: Trust::of(fix.class),
            change: fix.change.clone().into(),
            is_ready: !fix.edits.is_empty(),
        };
        let reason =
            |s: &drydock_core::finding::Suppressed| s.reason.clone().unwrap_or_default().into();
        Rc::new(Card {
            key: key.into(),
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message.clone().into(),
            file,
            line: lines.line(finding.span.start),
            stage: stage(finding.span.start),
            units: units.span(finding.span),
            notes: finding.notes.iter().map(note).collect(),
            fix: finding.fix.as_ref().map(remedy),
            accepted: finding.suppressed.as_ref().map(reason),
        })
    };
    findings.iter().zip(keys).map(card).collect()
}
