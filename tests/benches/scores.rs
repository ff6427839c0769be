//! How the corpus scores: the figures that the weights are set by. `cargo bench -p drydock-tests --profile native --bench scores`.

use drydock_core::audit::{Config, Date, audit};
use drydock_core::rule::{Profile, Severity};
use drydock_core::rules;
use drydock_core::score::score;
use std::collections::{BTreeMap, BTreeSet};

fn main() {
    let Some(corpus) = drydock_tests::corpus() else {
        println!("The corpus is not here: there is nothing to count.");
        return;
    };
    let config = Config { today: Some(Date::new(2026, 11, 24)), ..Config::default() };
    let audits =
        corpus.iter().map(|sample| audit(&String::from_utf8_lossy(&sample.bytes), &config));
    let (mut points, mut grades, mut rules) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let mut found: BTreeMap<&str, u32> = BTreeMap::new();
    let mut without_rare = 0;
    for audit in audits {
        let ids: BTreeSet<&str> = audit.findings.iter().map(|finding| finding.rule.id).collect();
        let is_rare = |id: &&str| rules::find(id).is_some_and(rules::is_rare);
        without_rare += u32::from(!ids.iter().any(is_rare));
        for id in ids {
            *found.entry(id).or_default() += 1;
        }
        let Some(score) = score(&audit) else { continue };
        points.push(score.points);
        *grades.entry(score.grade).or_insert(0_u32) += 1;
        for deduction in &score.deductions {
            let sum: &mut (u32, u32) = rules.entry(deduction.rule).or_default();
            *sum = (sum.0 + 1, sum.1 + deduction.points);
        }
    }
    points.sort_unstable();
    let share = |count: usize| 100.0 * count as f64 / points.len() as f64;
    println!(
        "{} of {} files graded, median {}",
        points.len(),
        corpus.len(),
        points[points.len() / 2]
    );
    for (grade, count) in &grades {
        println!("{grade:<2} {count:>5}  {:>5.1} %", share(*count as usize));
    }
    for low in (0..=100).step_by(10) {
        let count = points.iter().filter(|p| **p >= low && **p < low + 10).count();
        println!("{low:>3}… {count:>5}  {}", "█".repeat((share(count) / 1.5).round() as usize));
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, (_, points))| std::cmp::Reverse(*points));
    for (rule, (files, points)) in rules.into_iter().take(15) {
        println!("{rule:<40} {files:>5} files {points:>7} points");
    }
    let share = 100.0 * f64::from(without_rare) / corpus.len() as f64;
    println!("{share:.1} % of the files have no finding of a rare rule");
    // A critical one is never late.
    let on = rules::all().filter(|rule| rule.profile == Profile::Default);
    for rule in on.filter(|rule| rule.severity < Severity::Critical) {
        let files = found.get(rule.id).copied().unwrap_or(0);
        if rules::is_rare(rule) != (files < 16) {
            println!("{:<40} {files:>5} files: not as rules/rare.rs says", rule.id);
        }
    }
}
