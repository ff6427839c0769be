//! The receipt: lines that add up to the score.

use drydock_core::score::{self, Score};

/// A line of the receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What kind of line it is.
    pub kind: Kind,
    /// What it is for.
    pub text: String,
    /// How many findings it stands for.
    pub count: u32,
    /// What it adds to the score, or takes off.
    pub points: i32,
}

/// What kind of line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Where everybody begins.
    Start,
    /// What a rule costs.
    Rule,
    /// What a limit changes.
    Limit,
}

/// The lines of a score; their points add up to it.
pub fn lines(score: &Score) -> Vec<Line> {
    let limit = |text: String, points: i32| Line { kind: Kind::Limit, text, count: 1, points };
    let mut lines = vec![Line {
        kind: Kind::Start,
        text: "Every file begins with".into(),
        count: 1,
        points: 100,
    }];
    for part in &score.categories {
        for deduction in score.deductions.iter().filter(|d| d.category == part.category) {
            lines.push(Line {
                kind: Kind::Rule,
                text: deduction.rule.to_owned(),
                count: deduction.count,
                points: -(deduction.points as i32),
            });
        }
        if part.points < part.sum {
            let (title, budget) = (part.category.title(), score::budget(part.category));
            let text = format!("{title} costs {budget} at most");
            lines.push(limit(text, (part.sum - part.points) as i32));
        }
    }
    let sum: i32 = lines.iter().map(|line| line.points).sum();
    if sum < 0 {
        lines.push(limit("No score is below 0".into(), -sum));
    }
    if let Some(cap) = score.cap {
        let raw = sum.max(0);
        lines.push(limit(
            format!("At most {}: {}", cap.points, cap.reason),
            cap.points as i32 - raw,
        ));
    }
    lines
}
