//! The score's promises, over random sets of findings and over the corpus.

use drydock_core::audit::{self, Config};
use drydock_core::finding::Finding;
use drydock_core::rule::{Check, Confidence, Rule, Severity};
use drydock_core::rules;
use drydock_core::score::{self, Score};
use drydock_core::text::Span;
use drydock_tests::{Random, corpus};

const CASES: u64 = 20_000;

fn random_finding(random: &mut Random, all: &[&'static Rule]) -> Finding {
    let rule = *random.pick(all);
    let severity = match random.below(4) {
        0 => *random.pick(&Severity::ALL),
        _ => rule.severity,
    };
    Finding {
        rule,
        span: Span::at(0),
        message: String::new(),
        notes: Vec::new(),
        severity,
        fix: None,
        suppressed: None,
    }
}

fn random_set(random: &mut Random, all: &[&'static Rule]) -> Vec<Finding> {
    (0..random.below(25)).map(|_| random_finding(random, all)).collect()
}

/// The receipt, added up by hand.
fn adds_up(score: &Score) {
    for part in &score.categories {
        let sum: u32 =
            score.deductions.iter().filter(|d| d.category == part.category).map(|d| d.points).sum();
        assert_eq!(part.sum, sum);
        assert_eq!(part.points, sum.min(score::budget(part.category)));
    }
    let raw = 100 - score.categories.iter().map(|part| part.points).sum::<u32>().min(100);
    match score.cap {
        Some(cap) => assert!(cap.points < raw && score.points == cap.points),
        None => assert_eq!(score.points, raw),
    }
}

#[test]
fn more_findings_never_score_higher() {
    let all: Vec<&Rule> = rules::all().collect();
    for seed in 0..CASES {
        let mut random = Random::new(seed);
        let mut findings = random_set(&mut random, &all);
        let before = score::of(&findings);
        adds_up(&before);
        findings.insert(random.below(findings.len() + 1), random_finding(&mut random, &all));
        let after = score::of(&findings);
        adds_up(&after);
        assert!(after.points <= before.points, "seed {seed}");
        for (old, new) in before.categories.iter().zip(&after.categories) {
            assert!(new.score <= old.score, "seed {seed}: {:?}", new.category);
        }
    }
}

#[test]
fn order_does_not_matter_and_caps_hold() {
    let all: Vec<&Rule> = rules::all().collect();
    for seed in 0..CASES {
        let mut random = Random::new(seed);
        let mut findings = random_set(&mut random, &all);
        let score = score::of(&findings);
        let sure = |f: &&Finding| f.rule.confidence >= Confidence::Likely;
        let has = |severity| findings.iter().filter(sure).any(|f| f.severity == severity);
        assert!(!has(Severity::Critical) || score.grade == "F", "seed {seed}");
        assert!(!has(Severity::High) || score.points < 90, "seed {seed}");
        assert_eq!(score.points == 100, score.grade == "A+");
        findings.reverse();
        assert_eq!(score::of(&findings), score, "seed {seed}");
    }
}

#[test]
fn one_noisy_rule_costs_at_most_twice_its_weight() {
    for rule in rules::all() {
        let mut finding = random_finding(&mut Random::new(1), &[rule]);
        finding.severity = rule.severity;
        let many: Vec<Finding> = std::iter::repeat_n(finding, 1_000).collect();
        let cost: u32 = score::of(&many).deductions.iter().map(|d| d.points).sum();
        assert!(cost <= 2 * score::weight(rule.severity, rule.confidence), "{}", rule.id);
    }
}

#[test]
fn padding_changes_nothing_and_nothing_is_not_graded() {
    let config = Config::default();
    for empty in ["", "\n", "# a comment\n", "ARG A=1\n", "RUN echo\n", "nonsense\n"] {
        assert_eq!(score::score(&audit::audit(empty, &config)), None, "{empty:?}");
    }
    let of_ignore = |text: &str| {
        let score = score::score_of_ignore(&audit::audit_ignore(text, &config))?;
        adds_up(&score);
        Some(score.points)
    };
    for rule in rules::all().filter(|rule| matches!(rule.check, Check::Ignore(_) | Check::Pair(_)))
    {
        assert!(score::OF_IGNORE.contains(&rule.category), "{}", rule.id);
    }
    assert_eq!(of_ignore(" \n\n"), None);
    assert_eq!(of_ignore("*\n!src\n"), Some(100));
    assert!(of_ignore("*.log # x\n").is_some_and(|points| points < 100));
    let Some(corpus) = corpus() else { return };
    for sample in corpus.iter().step_by(10) {
        let Ok(source) = std::str::from_utf8(&sample.bytes) else { continue };
        if !source.ends_with('\n') || source.contains("<<") || source.contains("ignore") {
            continue; // Padding would join or stand inside what is there.
        }
        let padded = format!("{source}\n# one more line\n\n");
        let points = |source: &str| score::score(&audit::audit(source, &config)).map(|s| s.points);
        assert_eq!(points(source), points(&padded), "{}", sample.id);
    }
}
