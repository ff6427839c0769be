//! The fastest path to the next grade: which findings must go, and what each of them brings.

use drydock_core::finding::Finding;
use drydock_core::score::{self, Score};

/// The way to a grade.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The grade.
    pub grade: &'static str,
    /// The score once all steps are done.
    pub points: u32,
    /// The findings that must go, the most telling first.
    pub steps: Vec<Step>,
}

/// A finding that must go.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its number among the findings that were given.
    pub finding: usize,
    /// By how much the score rises when it goes after those before it; 0 where a limit holds until others have gone.
    pub gain: u32,
}

/// The way from some findings to a better grade, as short as can be found by taking what brings most first: the next one,
/// or one beyond it where a limit falls.
/// Nothing where there is no better grade.
pub fn to_next_grade(findings: &[&Finding]) -> Option<Path> {
    let now = score::of(findings.iter().copied());
    let least = (now.points + 1..=100).find(|points| score::grade(*points) != now.grade)?;
    let mut gone: Vec<usize> = Vec::new();
    while of_rest(findings, &gone).points < least {
        let best = candidates(findings, &gone).into_iter().max_by_key(|at| {
            let mut gone = gone.clone();
            gone.push(*at);
            let left = of_rest(findings, &gone);
            // Where a limit hides what has been won, it still counts.
            (left.points, raw(&left), owed(&left), std::cmp::Reverse(*at))
        })?;
        gone.push(best);
    }
    // What came first may have become needless by what came later.
    for at in gone.clone() {
        let without: Vec<usize> = gone.iter().copied().filter(|other| *other != at).collect();
        if of_rest(findings, &without).points >= least {
            gone = without;
        }
    }
    let Score { points, grade, .. } = of_rest(findings, &gone);
    let mut before = now.points;
    let steps = (0..gone.len()).map(|at| {
        let after = of_rest(findings, &gone[..=at]).points;
        let gain = after - before;
        before = after;
        Step { finding: gone[at], gain }
    });
    let steps = steps.collect();
    Some(Path { grade, points, steps })
}

/// The score without the findings of these numbers.
fn of_rest(findings: &[&Finding], gone: &[usize]) -> Score {
    let rest = findings.iter().enumerate().filter(|(at, _)| !gone.contains(at));
    score::of(rest.map(|(_, finding)| *finding))
}

/// One finding for each rule and severity among those that are left: the score can't tell more of them apart.
fn candidates(findings: &[&Finding], gone: &[usize]) -> Vec<usize> {
    let mut seen = Vec::new();
    let left = (0..findings.len()).filter(|at| !gone.contains(at));
    left.filter(|at| {
        let kind = (findings[*at].rule.id, findings[*at].severity);
        let is_new = !seen.contains(&kind);
        seen.push(kind);
        is_new
    })
    .collect()
}

/// The score as it would be without a limit on it.
fn raw(score: &Score) -> i64 {
    100 - i64::from(score.categories.iter().map(|part| part.points).sum::<u32>())
}

/// What all rules cost together, budgets left aside, with the sign turned.
fn owed(score: &Score) -> i64 {
    -i64::from(score.categories.iter().map(|part| part.sum).sum::<u32>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock_core::audit::{Config, audit};

    fn check(text: &str) -> Option<Path> {
        let audit = audit(text, &Config::default());
        let findings: Vec<&Finding> = audit.active().collect();
        let now = score::of(findings.iter().copied());
        let path = to_next_grade(&findings)?;
        let gone: Vec<usize> = path.steps.iter().map(|step| step.finding).collect();
        let after = of_rest(&findings, &gone);
        assert_eq!((after.points, after.grade), (path.points, path.grade), "{text}");
        let gains: u32 = path.steps.iter().map(|step| step.gain).sum();
        assert_eq!(now.points + gains, path.points, "the gains add up: {path:?}");
        for left in &gone {
            let fewer: Vec<usize> = gone.iter().copied().filter(|at| at != left).collect();
            let without = of_rest(&findings, &fewer).grade;
            assert_eq!(without, now.grade, "step {left} is needed: {path:?}");
        }
        Some(path)
    }

    #[test]
    fn every_step_is_needed_and_the_gains_add_up() {
        let files = [
            "FROM node:latest\nMAINTAINER Jo <jo@example.org>\nENV A 1\nCMD npm start\n",
            "FROM ubuntu\nENV DB_PASSWORD=fJ3kq9vLm2Xw8Rt AWS_SECRET_ACCESS_KEY=aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7b\n\
             RUN apt-get update && apt-get install -y curl\nRUN curl http://example.org/x | sh\nADD . /\nCMD npm start\n",
            "FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\nRUN sudo make\nRUN cd /x && make\nCMD a\n",
            "FROM python:3.12\nCOPY . .\nRUN pip install -r requirements.txt\nUSER root\nCMD python app.py\n",
        ];
        for text in files {
            assert!(check(text).is_some(), "{text}");
        }
    }

    #[test]
    fn without_findings_there_is_no_better_grade() {
        assert_eq!(to_next_grade(&[]), None);
    }

    #[test]
    fn a_limit_is_lifted_by_all_that_set_it() {
        let text = "FROM alpine:3.22\nENV A_TOKEN=ghp_zY9xW8vU7tS6rQ5pO4nM3lK2jI1hG0fE9dC8\nENV B_TOKEN=ghp_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5\nUSER 1000\nCMD [\"a\"]\n";
        let path = check(text).expect("a better grade");
        assert!(path.steps.len() > 1 && path.steps.iter().any(|step| step.gain == 0), "{path:?}");
    }
}
