//! The score: a receipt that adds up. Input is the set of findings, nothing else.

use crate::audit::{Audit, IgnoreAudit};
use crate::finding::Finding;
use crate::order;
use crate::rule::{Category, Confidence, Severity};

/// The version of the weights and rules below. A change of theirs is a new rubric.
pub const RUBRIC: &str = "r1";

/// What a category can cost at most, in points.
pub const fn budget(category: Category) -> u32 {
    match category {
        Category::Secrets => 60,
        Category::Privilege => 45,
        Category::Supply => 45,
        Category::Base => 35,
        Category::Correctness => 40,
        Category::Build => 25,
        Category::Runtime => 20,
        Category::Metadata => 10,
    }
}

/// What one finding costs, in points, before repeats are halved.
pub const fn weight(severity: Severity, confidence: Confidence) -> u32 {
    let full = match severity {
        Severity::Critical => 40,
        Severity::High => 18,
        Severity::Medium => 11,
        Severity::Low => 3,
        Severity::Info => 0,
    };
    match confidence {
        Confidence::Heuristic => full / 2,
        _ => full,
    }
}

/// A score with everything that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// 0 to 100.
    pub points: u32,
    /// A+ to F.
    pub grade: &'static str,
    /// What each rule costs, dearest first within its category.
    pub deductions: Vec<Deduction>,
    /// What each category costs.
    pub categories: Vec<Part>,
    /// The lowest cap that holds, where it lowers the score.
    pub cap: Option<Cap>,
}

/// What one rule costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// The rule's id.
    pub rule: &'static str,
    /// Its category.
    pub category: Category,
    /// How many findings it has.
    pub count: u32,
    /// The points that they cost together, repeats halved.
    pub points: u32,
}

/// What one category costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub category: Category,
    /// The sum of its rules' deductions.
    pub sum: u32,
    /// What counts: the sum, but never more than the budget.
    pub points: u32,
    /// What is left of the category, 0 to 100.
    pub score: u32,
}

/// A limit on the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The highest score allowed.
    pub points: u32,
    /// Why.
    pub reason: &'static str,
}

/// The score of an audit; `None` where there is nothing to grade. Suppressed findings don't count.
pub fn score(audit: &Audit) -> Option<Score> {
    audit.is_graded().then(|| of(audit.active()))
}

/// The score with the suppressed findings counted too; `None` where there is nothing to grade.
pub fn score_without_suppressions(audit: &Audit) -> Option<Score> {
    audit.is_graded().then(|| of(&audit.findings))
}

/// The categories of a `.dockerignore`: no rule of another one looks at it.
pub const OF_IGNORE: [Category; 3] = [Category::Secrets, Category::Correctness, Category::Build];

/// The score of a `.dockerignore`, from its own findings; `None` where nothing stands in it.
pub fn score_of_ignore(audit: &IgnoreAudit) -> Option<Score> {
    let mut score = (!audit.file.source.trim().is_empty()).then(|| of(&audit.findings))?;
    score.categories.retain(|part| OF_IGNORE.contains(&part.category));
    Some(score)
}

/// The score of a set of findings.
pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Score {
    of_list(&findings.into_iter().collect::<Vec<_>>())
}

fn of_list(findings: &[&Finding]) -> Score {
    let mut deductions: Vec<Deduction> = Vec::new();
    let mut by_rule: Vec<(&Finding, Vec<u32>)> = Vec::new();
    for finding in findings {
        let weight = weight(finding.severity, finding.rule.confidence);
        match by_rule.iter_mut().find(|(first, _)| first.rule.id == finding.rule.id) {
            Some((_, weights)) => weights.push(weight),
            None => by_rule.push((finding, vec![weight])),
        }
    }
    for (finding, mut weights) in by_rule {
        order::sort_by(&mut weights, |a, b| b.cmp(a));
        let points = weights.iter().take(8).enumerate().map(|(k, weight)| weight >> k).sum();
        let (rule, category) = (finding.rule.id, finding.rule.category);
        deductions.push(Deduction { rule, category, count: weights.len() as u32, points });
    }
    order::sort_by(&mut deductions, |a, b| {
        (a.category, b.points, a.rule).cmp(&(b.category, a.points, b.rule))
    });
    let categories: Vec<Part> =
        Category::ALL.into_iter().map(|category| part(category, &deductions)).collect();
    let raw = 100 - categories.iter().map(|part| part.points).sum::<u32>().min(100);
    let cap = cap(findings).filter(|cap| cap.points < raw);
    let points = cap.map_or(raw, |cap| cap.points);
    Score { points, grade: grade(points), deductions, categories, cap }
}

fn part(category: Category, deductions: &[Deduction]) -> Part {
    let sum: u32 = deductions.iter().filter(|d| d.category == category).map(|d| d.points).sum();
    let budget = budget(category);
    let points = sum.min(budget);
    Part { category, sum, points, score: (budget - points) * 100 / budget }
}

/// The lowest cap that the findings set.
fn cap(findings: &[&Finding]) -> Option<Cap> {
    let sure = |f: &&&Finding| f.rule.confidence >= Confidence::Likely;
    let mut high: Vec<&str> = findings
        .iter()
        .filter(sure)
        .filter(|f| f.severity == Severity::High)
        .map(|f| f.rule.id)
        .collect();
    order::sort(&mut high);
    high.dedup();
    let unparsable = findings
        .iter()
        .any(|f| f.severity >= Severity::High && f.rule.category == Category::Correctness);
    if findings.iter().filter(sure).any(|f| f.severity == Severity::Critical) {
        Some(Cap { points: 39, reason: "a critical finding" })
    } else if unparsable {
        Some(Cap { points: 59, reason: "the file doesn't build as it stands" })
    } else if high.len() > 1 {
        Some(Cap { points: 74, reason: "two or more rules of high severity" })
    } else if high.len() == 1 {
        Some(Cap { points: 89, reason: "a rule of high severity" })
    } else {
        None
    }
}

/// The grade of a number of points.
pub const fn grade(points: u32) -> &'static str {
    match points {
        100.. => "A+",
        90.. => "A",
        75.. => "B",
        60.. => "C",
        40.. => "D",
        _ => "F",
    }
}
