//! What a screen reader is told once the typing rests: what has changed, not all that is.

use crate::study::Study;
use std::collections::HashMap;

/// What was last said, to compare with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    points: Option<(u32, &'static str)>,
    refused: bool,
    has_text: bool,
    /// How often each rule has each message.
    findings: HashMap<String, usize>,
}

impl Summary {
    /// Sums a study up.
    pub fn of(study: &Study) -> Summary {
        let mut findings = HashMap::new();
        for card in &study.cards {
            *findings.entry(format!("{} {}", card.rule.id, card.message)).or_default() += 1;
        }
        Summary {
            points: study.score.as_ref().map(|score| (score.points, score.grade)),
            refused: study.refused.is_some(),
            has_text: study.has_text,
            findings,
        }
    }

    /// What to say after `before`; nothing where nothing has changed.
    pub fn since(&self, before: &Summary) -> Option<String> {
        if self == before {
            return None;
        }
        if self.refused {
            return Some("The text is not audited.".into());
        }
        if !self.has_text {
            return Some("The file is empty.".into());
        }
        let mut said = match self.points {
            Some((points, grade)) => format!("Score {points}, grade {}.", spoken(grade)),
            None => "Not graded.".into(),
        };
        let (new, gone) = (self.more_than(before), before.more_than(self));
        let parts = [(new, "new"), (gone, "fixed")];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        let all: usize = self.findings.values().sum();
        let total = match all {
            0 => "no findings".to_owned(),
            1 => "1 finding".to_owned(),
            n => format!("{n} findings"),
        };
        said += " ";
        for part in parts {
            said += &part;
            said += ", ";
        }
        Some(said + &total + ".")
    }

    fn more_than(&self, other: &Summary) -> usize {
        let extra = |(key, count): (&String, &usize)| {
            count.saturating_sub(other.findings.get(key).copied().unwrap_or(0))
        };
        self.findings.iter().map(extra).sum()
    }
}

/// A grade as it is read aloud.
fn spoken(grade: &str) -> String {
    grade.replace('+', " plus")
}
