//! The promises of written and mended `.dockerignore` files, over the corpus.

use drydock_core::audit::{Config, ignore_findings};
use drydock_core::context::{Style, generate, harden_ignore};
use drydock_core::harden::{Level, Options};
use drydock_core::ignore::{Matcher, parse};
use drydock_core::model::{Dockerfile, Need};
use drydock_core::{context, score};
use drydock_tests::{Random, corpus, mutate};

/// The files of the corpus as text, all of them or one in so many; sources that are no UTF-8 left out.
fn sources(step: usize) -> Option<Vec<(String, String)>> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
    // All of them take minutes without optimization: `EVERY=1` in the environment is for that.
    let step = std::env::var("EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(step);
    Some(corpus()?.into_iter().step_by(step).filter_map(|s| Some((s.id, text(s.bytes)?))).collect())
}

/// Paths that a need stands for: itself, with something for each wildcard, and something in it.
fn paths(need: &Need) -> Vec<String> {
    let odd = need.path.contains(['[', '\\']) || need.path == "." || !need.is_known;
    let path = need.path.replace(['*', '?'], "x");
    if odd { Vec::new() } else { vec![path.clone(), format!("{path}/inside")] }
}

#[test]
fn written_files_keep_what_is_copied_and_are_without_findings() {
    let Some(sources) = sources(10) else { return };
    let (mut deny, mut allow, mut faults) = (0, 0, Vec::new());
    for (id, source) in &sources {
        let file = Dockerfile::new(source);
        for style in [Style::Deny, Style::Allow] {
            let Ok(text) = generate(&file, style) else { continue };
            *(if style == Style::Deny { &mut deny } else { &mut allow }) += 1;
            let matcher = Matcher::new(&parse(&text));
            for path in file.needs().iter().flat_map(paths) {
                if matcher.excludes(&path) {
                    faults.push(format!("{id} {style:?}: {path} is kept out"));
                }
            }
            let (outside, audit) = ignore_findings(&file, parse(&text), &Config::default());
            for finding in &audit.findings {
                faults.push(format!("{id} {style:?}: {}: {}", finding.rule.id, finding.message));
            }
            for finding in outside {
                faults.push(format!("{id} {style:?}: {}: {}", finding.rule.id, finding.message));
            }
        }
    }
    println!("{} files: {deny} lists of what is denied, {allow} of what is allowed", sources.len());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Lists as people write them, with what goes wrong in them.
const LISTS: [&str; 8] = [
    "node_modules\n.git\n.env\n",
    "# comment\n*\n!src\n!package*.json\n!*/\n",
    "**/*.md\n!README.md\ndist\nbuild\ntarget\n*.{log,tmp}\n",
    "!src\nsrc\n\"a b\"\n~/.ssh\n../x\n.\n",
    "*.txt\n*.json\n*.sh\n*.jar\n*.conf\n# end",
    ".env # secret\r\n[!a]*\r\nlogs\\app\r\n",
    "*\n",
    "!\n[a\n",
];

/// The promises that hardening a list broke.
fn broken(list: &str, dockerfile: &str, options: &Options) -> Vec<&'static str> {
    let mut broken = Vec::new();
    let mut promise = |name, kept: bool| {
        if !kept {
            broken.push(name);
        }
    };
    let hardened = harden_ignore(list, Some(dockerfile), options);
    let again = harden_ignore(&hardened.text, Some(dockerfile), options);
    promise("a second run changes nothing", again.text == hardened.text);
    promise("it ran out of fixes, not of rounds", !hardened.exhausted);
    let file = Dockerfile::new(dockerfile);
    let points = |text: &str| {
        let (outside, audit) = ignore_findings(&file, parse(text), &options.config);
        score::of(outside.iter().chain(&audit.findings)).points
    };
    promise("the score does not fall", points(&hardened.text) >= points(list));
    let (old, new) = (parse(list), parse(&hardened.text));
    let (before, after) = (Matcher::new(&old), Matcher::new(&new));
    for path in file.needs().iter().flat_map(paths) {
        promise("what was sent is sent", before.excludes(&path) || !after.excludes(&path));
    }
    let comments = |file: &drydock_core::ignore::IgnoreFile| -> Vec<String> {
        file.comments.iter().map(|span| file.text(*span).to_owned()).collect()
    };
    let kept = comments(&new);
    promise("comments stay", comments(&old).iter().all(|comment| kept.contains(comment)));
    let hunks = drydock_core::harden::hunks_of(list, &hardened.text, &hardened.applied, 3);
    promise("every hunk names a step", hunks.iter().all(|hunk| !hunk.steps.is_empty()));
    broken
}

#[test]
fn lists_harden_soundly() {
    let Some(sources) = sources(20) else { return };
    let (mut count, mut faults) = (0, Vec::new());
    for (number, (id, source)) in sources.iter().enumerate() {
        let level = if number % 3 == 0 { Level::Everything } else { Level::Hardened };
        let options = Options { level, ..Options::default() };
        let list = LISTS[number % LISTS.len()];
        count += 1;
        for name in broken(list, source, &options) {
            faults.push(format!("{id}, list {}: {name}", number % LISTS.len()));
        }
    }
    println!("{count} pairs hardened");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn mutants_harden_soundly() {
    let count: u64 = std::env::var("MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    let dockerfile =
        "FROM node:24\nCOPY package*.json src ./\nCOPY dist/app.js /x\nCOPY . .\nRUN npm ci\n";
    for seed in 0..count {
        let mut random = Random::new(seed);
        let list = mutate(random.pick::<&str>(&LISTS), &mut random);
        let options = Options { level: Level::Everything, ..Options::default() };
        let outcome = std::panic::catch_unwind(|| {
            let _ = context::listing(&list);
            broken(&list, dockerfile, &options)
        });
        assert!(
            matches!(&outcome, Ok(broken) if broken.is_empty()),
            "seed {seed}: {outcome:?}\n{list:?}"
        );
    }
    println!("{count} mutants hardened");
}
