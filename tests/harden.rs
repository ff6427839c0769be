//! Hardening's promises, over the corpus and over mutants: what comes out parses, the shell still reads, a second run
//! changes nothing, no finding is new, no comment is lost, untouched bytes stay, the score never falls.

use drydock_core::audit::{self, Audit};
use drydock_core::harden::{self, Hardened, Level, Options};
use drydock_core::{score, syntax};
use drydock_tests::hardening::{
    Proved, findings, is_accepted, lost_comments, options, proved, unread_shell,
    untouched_bytes_stay,
};
use drydock_tests::{Random, corpus, mutate};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Of how many files one is tried with all that is offered.
const STEP: usize = 25;

/// The promises that one hardening broke, by name.
fn broken(source: &str, hardened: &Hardened, options: &Options) -> Vec<&'static str> {
    let mut broken = Vec::new();
    let (before, after) = (&hardened.before.file, &hardened.after.file);
    let mut promise = |name, kept: bool| {
        if !kept {
            broken.push(name);
        }
    };
    promise("the after audit is of the text", after.tree.source == hardened.text);
    promise("E1 parses", after.tree.errors.len() <= before.tree.errors.len());
    promise("E1 the builder accepts it", !is_accepted(before) || is_accepted(after));
    // Of what the builder refuses the witness takes some: it reads two backslashes at the end of a line as one.
    let witness = |text: &str| parse_dockerfile::parse(text).is_ok();
    let was_read = is_accepted(before) && witness(source);
    promise("E1 the witness accepts it", !was_read || witness(&hardened.text));
    promise("E2 the shell reads", unread_shell(after) <= unread_shell(before));
    let again = harden::harden(&hardened.text, options);
    promise("E3 a second run changes nothing", again.text == hardened.text);
    promise("E5 no more findings", findings(&hardened.after) <= findings(&hardened.before));
    let points = |audit: &Audit| score::score(audit).map_or(0, |score| score.points);
    promise("the score does not fall", points(&hardened.after) >= points(&hardened.before));
    if options.level == Level::Safe {
        promise("E6 the same image", !matches!(proved(hardened), Some(Proved::No(_))));
    }
    promise("E7 comments stay", lost_comments(before, after).is_empty());
    let names_its_line = |step: &harden::Step| {
        let mut at = step.before.iter().map(|span| before.tree.lines.line(span.start));
        step.before.is_empty() || at.any(|line| line == step.line)
    };
    promise("steps name their lines", hardened.applied.iter().all(names_its_line));
    promise("E8 untouched bytes stay", untouched_bytes_stay(source, hardened));
    promise("it ran out of fixes, not of rounds", !hardened.exhausted);
    broken
}

#[test]
fn corpus_hardens_soundly() {
    let Some(corpus) = corpus() else { return };
    for level in [Level::Safe, Level::Hardened] {
        let options = options(level);
        let (mut files, mut changed, mut steps) = (0, 0, 0);
        let mut faults: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut refusals: BTreeMap<String, usize> = BTreeMap::new();
        for sample in &corpus {
            let Ok(source) = std::str::from_utf8(&sample.bytes) else { continue };
            let hardened = harden::harden(source, &options);
            files += 1;
            changed += usize::from(hardened.text != source);
            steps += hardened.applied.len();
            for refused in &hardened.refused {
                let reason = refused.reason.split([':', '`']).next().unwrap_or("").to_owned();
                *refusals.entry(format!("{}: {reason}", refused.rule.id)).or_default() += 1;
            }
            for name in broken(source, &hardened, &options) {
                faults.entry(name).or_default().push(sample.id.clone());
            }
        }
        println!("{level:?}: {files} files, {changed} changed, {steps} steps");
        let mut worst: Vec<_> = refusals.into_iter().collect();
        worst.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (reason, count) in worst.iter().take(25) {
            println!("  refused {count} × {reason}");
        }
        assert!(faults.is_empty(), "{level:?}: {faults:#?}");
    }
}

#[test]
fn mutants_harden_soundly() {
    harden_mutants(600);
}

/// Takes minutes: `cargo test --profile native -p drydock-tests --test harden -- --ignored`.
#[test]
#[ignore = "it takes minutes"]
fn a_million_mutants_harden_soundly() {
    harden_mutants(1_000_000);
}

fn harden_mutants(count: u64) {
    let corpus = corpus().unwrap_or_default();
    let real: Vec<&str> = corpus
        .iter()
        .filter_map(|sample| std::str::from_utf8(&sample.bytes).ok())
        .filter(|source| source.len() < 2_000)
        .collect();
    let made = [
        "FROM node\nRUN apt-get update\nRUN apt-get install curl\nADD a b\nENV A b\nCMD npm start\n",
    ];
    let check = |seed: u64| {
        let mut random = Random::new(seed);
        let base =
            if real.is_empty() || seed.is_multiple_of(5) { made[0] } else { *random.pick(&real) };
        let mutant = mutate(base, &mut random);
        let levels = [Level::Hardened, Level::Safe, Level::Small, Level::Everything];
        let options = options(levels[(seed % 4) as usize]);
        let outcome = std::panic::catch_unwind(|| {
            let hardened = harden::harden(&mutant, &options);
            broken(&mutant, &hardened, &options)
        });
        match outcome {
            Ok(broken) if broken.is_empty() => None,
            outcome => Some(format!("seed {seed}: {outcome:?}\n{mutant:?}")),
        }
    };
    // A few at a time show more than the first.
    let next = AtomicU64::new(0);
    let faults = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= count || faults.lock().unwrap().len() >= 10 {
                        break;
                    }
                    if let Some(fault) = check(seed) {
                        faults.lock().unwrap().push(fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    println!("{count} mutants hardened");
}

#[test]
fn all_that_is_offered_is_sound_too() {
    let Some(corpus) = corpus() else { return };
    let mut faults: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for level in [Level::Small, Level::Everything] {
        let options = options(level);
        for sample in corpus.iter().skip(level as usize).step_by(STEP) {
            let Ok(source) = std::str::from_utf8(&sample.bytes) else { continue };
            let hardened = harden::harden(source, &options);
            for name in broken(source, &hardened, &options) {
                faults.entry(name).or_default().push(format!("{level:?} {}", sample.id));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_makes_images_smaller_are_rules() {
    let unknown = |id: &&&str| drydock_core::rules::find(id).is_none_or(|rule| rule.id != **id);
    assert_eq!(harden::SMALLER.iter().find(unknown), None);
}

#[test]
fn questions_are_answered() {
    let sum = "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d";
    let check = format!("&& echo \"{sum}  t.tgz\" | sha256sum -c - && tar");
    let run = format!(
        "curl -fsSL https://example.com/i.sh -o /tmp/i.sh && echo \"{sum}  /tmp/i.sh\" | sha256sum -c - \
         && bash /tmp/i.sh && rm /tmp/i.sh && true"
    );
    let cases = [
        (
            "FROM debian:13-slim\nCOPY run.sh /\nCMD [\"/run.sh\"]\n",
            "user",
            "10001:10001",
            "USER 10001:10001",
        ),
        (
            "FROM debian:13-slim\nCOPY run.sh /\nCMD [\"/run.sh\"]\n",
            "user",
            "65532",
            "USER 65532\nCMD",
        ),
        ("FROM debian:13-slim\nRUN useradd me\nCMD [\"/run.sh\"]\n", "user", "me", "USER me\nCMD"),
        ("FROM node:24\nCMD npm start\n", "command", "node a.js", "CMD [\"node\", \"a.js\"]"),
        (
            "FROM debian:13-slim\nRUN curl -fLO https://example.com/t.tgz && tar xf t.tgz\n",
            "checksum.t.tgz",
            sum,
            &check,
        ),
        (
            "FROM debian:13-slim\nRUN curl -fsSL https://example.com/i.sh | bash && true\n",
            "checksum.example.com/i.sh",
            sum,
            &run,
        ),
        (
            "FROM debian:13-slim\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh\n",
            "tag.ghcr.io/astral-sh/uv",
            "0.9",
            "COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /usr/local/bin/\n",
        ),
        (
            "FROM node:24-slim\nRUN corepack prepare pnpm@latest --activate\n",
            "version.pnpm",
            "10.20.0",
            "corepack prepare pnpm@10.20.0 --activate",
        ),
    ];
    for (source, key, answer, expected) in cases {
        let mut options = options(Level::Hardened);
        let asked = harden::harden(source, &options).offered;
        let mut questions = asked.iter().filter_map(|offer| offer.question.as_ref());
        assert!(questions.any(|question| question.key == key), "{key} is not asked: {source}");
        options.config.answers.insert(key.to_owned(), answer.to_owned());
        let hardened = harden::harden(source, &options);
        assert!(hardened.text.contains(expected), "{key}={answer}: {}", hardened.text);
        assert_eq!(broken(source, &hardened, &options), [""; 0], "{}", hardened.text);
    }
}

#[test]
fn suppressed_findings_are_left_alone() {
    let source =
        "FROM alpine:3.22\n# drydock allow maintainer-deprecated because history\nMAINTAINER Jo\n";
    let hardened = harden::harden(source, &options(Level::Safe));
    assert!(hardened.text.contains("\nMAINTAINER Jo\n"), "{}", hardened.text);
}

#[test]
fn every_step_can_be_switched_off_alone() {
    let source = "FROM alpine:3.22\nMAINTAINER Jo\nENV A b\nADD x /y\n";
    let all = harden::harden(source, &options(Level::Safe));
    assert!(all.applied.len() >= 3, "{:?}", all.applied.iter().map(|s| &s.key).collect::<Vec<_>>());
    for step in &all.applied {
        let mut options = options(Level::Safe);
        options.off.insert(step.key.clone());
        let rest = harden::harden(source, &options);
        assert_eq!(rest.applied.len() + 1, all.applied.len(), "{}", step.key);
        assert!(rest.applied.iter().all(|other| other.key != step.key));
    }
}

#[test]
fn hunks_name_their_steps_and_join_to_the_result() {
    let Some(corpus) = corpus() else { return };
    let options = options(Level::Hardened);
    for sample in corpus.iter().step_by(7) {
        let Ok(source) = std::str::from_utf8(&sample.bytes) else { continue };
        let hardened = harden::harden(source, &options);
        let hunks = harden::hunks(&hardened, 3);
        assert!(
            hunks.iter().all(|hunk| !hunk.steps.is_empty()),
            "{}: a hunk names no step",
            sample.id
        );
        let mut named: Vec<usize> = hunks.iter().flat_map(|hunk| hunk.steps.clone()).collect();
        named.sort_unstable();
        named.dedup();
        let visible = hardened
            .applied
            .iter()
            .filter(|s| !(s.before.is_empty() && s.after.is_empty()))
            .count();
        assert!(named.len() <= visible, "{}", sample.id);
        // Patching the original with the hunks gives the result, line by line.
        let old: Vec<&str> = source.lines().collect();
        let (mut out, mut at) = (Vec::new(), 0usize);
        for hunk in &hunks {
            let start = hunk.before.0 as usize - 1;
            out.extend(old[at..start].iter().map(|line| (*line).to_owned()));
            let kept = hunk.lines.iter().filter(|line| line.kind != harden::LineKind::Removed);
            out.extend(kept.map(|line| line.text.clone()));
            at = start + hunk.before.1 as usize;
        }
        out.extend(old[at..].iter().map(|line| (*line).to_owned()));
        let expected: Vec<String> = hardened.text.lines().map(str::to_owned).collect();
        assert_eq!(out, expected, "{}", sample.id);
        let _ = syntax::parse(&hardened.text);
    }
}

#[test]
fn audits_agree_with_themselves() {
    let config = options(Level::Safe).config;
    let source = "FROM node\nMAINTAINER Jo\nADD x /y\n";
    let ids =
        |audit: &Audit| audit.findings.iter().map(|f| (f.rule.id, f.span)).collect::<Vec<_>>();
    assert_eq!(ids(&audit::audit(source, &config)), ids(&audit::audit(source, &config)));
}
