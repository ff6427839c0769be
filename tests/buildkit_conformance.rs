//! The findings against BuildKit's own checks, over the corpus, both ways.

use drydock_core::audit::{self, Audit, Config};
use drydock_core::finding::Finding;
use drydock_core::model::{Dockerfile, secret_names};
use drydock_core::rule::{Profile, Rule};
use drydock_core::rules;
use drydock_core::syntax::Tree;
use drydock_tests::{conformance_by_id, corpus};
use std::collections::{BTreeMap, BTreeSet};

/// BuildKit's checks that can be made from the text alone. `InvalidBaseImagePlatform` and `CopyIgnoredFile` need
/// more than that; `InvalidDefinitionDescription` is experimental and was off when the answers were recorded.
const CHECKS: [&str; 19] = [
    "ConsistentInstructionCasing",
    "DuplicateStageName",
    "ExposeInvalidFormat",
    "ExposeProtoCasing",
    "FromAsCasing",
    "FromPlatformFlagConstDisallowed",
    "InvalidDefaultArgInFrom",
    "JSONArgsRecommended",
    "LegacyKeyValueFormat",
    "MaintainerDeprecated",
    "MultipleInstructionsDisallowed",
    "NoEmptyContinuation",
    "RedundantTargetPlatform",
    "ReservedStageName",
    "SecretsUsedInArgOrEnv",
    "StageNameCasing",
    "UndefinedArgInFrom",
    "UndefinedVar",
    "WorkdirRelativePath",
];

#[derive(Clone, Copy, Default)]
struct Count {
    both: usize,
    ours: usize,
    theirs: usize,
}

impl Count {
    fn precision(&self) -> f64 {
        share(self.both, self.ours)
    }

    fn recall(&self) -> f64 {
        share(self.both, self.theirs)
    }
}

fn share(part: usize, rest: usize) -> f64 {
    if part + rest == 0 { 100.0 } else { 100.0 * part as f64 / (part + rest) as f64 }
}

/// Why we are silent where BuildKit speaks: the classes of ADJUDICATION.md.
fn why_silent(audit: &Audit, check: &str, line: u32) -> Option<&'static str> {
    let file = &audit.file;
    let tree = &file.tree;
    let is_same = |f: &&Finding| instruction_line(tree, tree.lines.line(f.span.start)) == line;
    let silenced = audit.findings.iter().filter(|f| f.suppressed.is_some()).filter(is_same);
    if silenced.clone().any(|finding| finding.rule.aliases.contains(&check)) {
        return Some("silenced by a comment for another tool");
    }
    let at = tree.instructions.iter().position(|i| i.line == line)?;
    let stage = file.stage_of(at)?;
    let brought = |name: &String| file.base_sets(stage, name) == Some(true);
    match check {
        "WorkdirRelativePath" => {
            let path = file.defaulted(at).first().and_then(|word| word.text.as_deref());
            let drive = path.is_some_and(|path| path.get(1..2) == Some(":"));
            (drive || file.is_windows(stage)).then_some("recorded for Linux, but a Windows path")
        }
        "UndefinedVar" => {
            let mut names = file.defaulted(at).iter().flat_map(|word| &word.unset);
            names.all(brought).then_some("the base image sets the variable")
        }
        "SecretsUsedInArgOrEnv" => {
            let bindings = stage.bindings.iter().filter(|binding| binding.at == at);
            let mut named = bindings.filter(|b| secret_names::buildkit_says_secret(&b.name));
            named
                .all(|binding| secret_names::is_harmless_name(&binding.name))
                .then_some("a name that holds no secret")
        }
        "FromAsCasing" => {
            let mut words = tree.instructions[at].rest.text.split_whitespace();
            let second = words.nth(1).unwrap_or_default();
            (!second.eq_ignore_ascii_case("as")).then_some("the word after the image is not AS")
        }
        _ => None,
    }
}

/// Why we speak where BuildKit is silent.
fn why_spoken(audit: &Audit, check: &str, line: u32) -> Option<&'static str> {
    let instruction = audit.file.tree.instructions.iter().find(|i| i.line == line)?;
    match check {
        _ if instruction.trigger.is_some() => Some("in an ONBUILD trigger"),
        "SecretsUsedInArgOrEnv" => Some("a secret's name that BuildKit's list lacks"),
        _ => None,
    }
}

/// The first line of the instruction that holds a line.
fn instruction_line(tree: &Tree, line: u32) -> u32 {
    let holds = tree.instructions.iter().find(|i| (i.line..=i.end_line).contains(&line));
    holds.map_or(line, |i| i.line)
}

#[test]
fn every_check_has_a_rule() {
    for check in CHECKS {
        assert!(rules::find_all(check).next().is_some(), "{check} has no rule");
    }
}

#[test]
fn findings_equal_buildkits() {
    let (Some(corpus), Some(expected)) = (corpus(), conformance_by_id("buildkit.jsonl.gz")) else {
        return;
    };
    let config = Config { profile: Some(Profile::All), ..Config::default() };
    let rules: Vec<&'static Rule> = rules::all().filter(|rule| config.selects(rule)).collect();
    let rules: Vec<&'static Rule> = rules
        .into_iter()
        .filter(|rule| rule.aliases.iter().any(|alias| CHECKS.contains(alias)))
        .collect();
    let mut counts: BTreeMap<&str, Count> = CHECKS.iter().map(|c| (*c, Count::default())).collect();
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    let (mut unfinished, mut beyond, mut open) = (0, 0, 0);
    for sample in &corpus {
        let row = &expected[&sample.id];
        let source = String::from_utf8_lossy(&sample.bytes);
        let audit = audit::run(Dockerfile::new(&source), &config, &rules);
        let tree = &audit.file.tree;
        let mut ours = BTreeSet::new();
        for finding in audit.active() {
            let line = instruction_line(tree, tree.lines.line(finding.span.start));
            let checks = finding.rule.aliases.iter().filter(|alias| CHECKS.contains(alias));
            ours.extend(checks.map(|check| (*check, line)));
        }
        let mut theirs = BTreeSet::new();
        for check in row["checks"].as_array().into_iter().flatten() {
            let name = check["rule"].as_str().expect("checks have names");
            let name = CHECKS.iter().find(|known| **known == name).expect("the check is known");
            let line = check["line"].as_u64().expect("checks have lines") as u32;
            theirs.insert((*name, instruction_line(tree, line)));
        }
        // Where the build fails BuildKit stops, and says nothing of the rest.
        let stopped = !row["lint_error"].is_null();
        unfinished += usize::from(stopped);
        for found in ours.union(&theirs) {
            let (check, line) = *found;
            let count = counts.get_mut(check).expect("all are counted");
            let (side, why) = match (ours.contains(found), theirs.contains(found)) {
                (true, true) => {
                    count.both += 1;
                    continue;
                }
                (true, false) if stopped => {
                    beyond += 1;
                    continue;
                }
                (true, false) => {
                    count.ours += 1;
                    ("only ours", why_spoken(&audit, check, line))
                }
                _ => {
                    count.theirs += 1;
                    ("only BuildKit's", why_silent(&audit, check, line))
                }
            };
            match why {
                Some(why) => *classes.entry(format!("{side}, {check}: {why}")).or_default() += 1,
                None => {
                    open += 1;
                    eprintln!("{side}: {} {check} line {line}", sample.id);
                }
            }
        }
    }
    let mut total = Count::default();
    let print = |name: &str, count: &Count| {
        let Count { both, ours, theirs } = count;
        let (precision, recall) = (count.precision(), count.recall());
        println!("{name:33} {both:5} {ours:5} {theirs:7} {precision:9.2} {recall:7.2}");
    };
    println!("check                              both  ours  theirs precision  recall");
    for (check, count) in &counts {
        print(check, count);
        total.both += count.both;
        total.ours += count.ours;
        total.theirs += count.theirs;
    }
    print("all", &total);
    for (class, count) in &classes {
        println!("{count:4} {class}");
    }
    println!("unexplained: {open}");
    println!(
        "files that BuildKit gives up on: {unfinished}; our findings there beyond its own: {beyond}"
    );
    // Comments for other tools are the author's word, which BuildKit doesn't read.
    let silenced = classes.iter().filter(|(class, _)| class.ends_with("another tool"));
    let heard: usize = silenced.map(|(_, count)| count).sum();
    let fair = Count { both: total.both + heard, theirs: total.theirs - heard, ..total };
    println!("silenced ones counted as found: {:.2} {:.2}", fair.precision(), fair.recall());
    assert!(fair.precision() >= 99.0 && fair.recall() >= 99.0);
    assert!(open * 1000 <= total.both);
}
