//! Broken input is normal input: mutated files are read without a panic, losslessly, with spans that hold.
//! A fast, repeatable smoke; `MUTANTS=1000000 cargo test --profile native --test robustness` runs long.

use drydock_core::audit::{self, Config, Date};
use drydock_core::rule::Profile;
use drydock_core::syntax;
use drydock_tests::{Random, corpus, mutate};

const SEEDS: [&str; 7] = [
    "# syntax=docker/dockerfile:1\nFROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nFROM nginx\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
    "FROM debian:12-slim\nRUN apt-get update && \\\n    # tools\n    apt-get install -y curl \\\n\n    git\nCMD curl http://x | sh\n",
    "FROM alpine\nRUN <<EOF\nset -e\napk add curl\nEOF\nCOPY <<-'X' /a\n\tb\n\tX\nENV A b c\nENV B=\"c d\" E=$A\n",
    "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\", \"-Command\"]\nRUN dir `\n  C:\\\n",
    "ARG V=1\nFROM a:${V:-2}\nONBUILD RUN echo $(cat x | grep 'y z') > /dev/null\nHEALTHCHECK --interval=5s CMD curl -f localhost || exit 1\nUSER 0\nEXPOSE 80/TCP 22\n",
    "FROM python:3.8\nARG TOKEN\nRUN for f in *.py; do if [ -f \"$f\" ]; then pip install -r \"$f\"; fi; done; case $X in a|b) rm -rf /x;; *) :;; esac\nENTRYPOINT exec python app.py\n",
    "FROM node:22\nRUN npm cache clean -\u{202e};f; é;npm install -g né; n\nRUN set -x;ü && apt-get install ñ-y ;curl \u{feff}|sh\n",
];

fn holds(source: &str, config: &Config) {
    let tree = syntax::parse(source);
    let leaves = tree.leaves();
    let joined: String = leaves.iter().map(|leaf| tree.text(leaf.span)).collect();
    assert_eq!(joined, source, "leaves don't join");
    let audit = audit::audit(source, config);
    for finding in &audit.findings {
        let text = source.get(finding.span.start as usize..finding.span.end as usize);
        assert!(text.is_some(), "{}: {:?} is no span of {source:?}", finding.rule.id, finding.span);
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let text = source.get(edit.span.start as usize..edit.span.end as usize);
            assert!(text.is_some(), "{}: edit {:?} in {source:?}", finding.rule.id, edit.span);
        }
    }
}

#[test]
fn mutated_files_are_read() {
    let today = Some(Date::new(2026, 11, 23));
    let config = Config { profile: Some(Profile::All), today, ..Config::default() };
    let count: u64 = std::env::var("MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000);
    let corpus = corpus().unwrap_or_default();
    let real: Vec<&str> = corpus
        .iter()
        .filter_map(|sample| std::str::from_utf8(&sample.bytes).ok())
        .filter(|source| source.len() < 4_000)
        .collect();
    for seed in 0..count {
        let mut random = Random::new(seed);
        let base =
            if real.is_empty() || seed % 2 == 0 { random.pick(&SEEDS) } else { random.pick(&real) };
        let mutant = mutate(base, &mut random);
        let result = std::panic::catch_unwind(|| holds(&mutant, &config));
        assert!(result.is_ok(), "seed {seed}: {mutant:?}");
    }
    println!("{count} mutants read");
}

const LISTS: [&str; 3] = [
    "# comment\n*\n!src\n!*/\n.env # x\n**/*.{a,b}\n[!a]\n",
    "!\n[\n\\\n\u{feff}\n../x\n./\n'a b'\n$HOME\nsrc\\app\n**name\n",
    "node_modules\n.git\nsrc\n!src/a\nsrc\n",
];

#[test]
fn mutated_pairs_are_read() {
    let config = Config { profile: Some(Profile::All), ..Config::default() };
    for seed in 0..600 {
        let mut random = Random::new(seed);
        let dockerfile = mutate(random.pick::<&str>(&SEEDS), &mut random);
        let list = mutate(random.pick::<&str>(&LISTS), &mut random);
        let result = std::panic::catch_unwind(|| {
            let pair = audit::audit_pair(&dockerfile, &list, &config);
            for (source, findings) in
                [(&dockerfile, pair.dockerfile.findings), (&list, pair.ignore.findings)]
            {
                for finding in findings {
                    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
                    for span in edits.map(|edit| edit.span).chain([finding.span]) {
                        let text = source.get(span.start as usize..span.end as usize);
                        assert!(text.is_some(), "{}: {span:?} is no span", finding.rule.id);
                    }
                }
            }
        });
        assert!(result.is_ok(), "seed {seed}: {dockerfile:?} {list:?}");
    }
}

#[test]
fn long_lists_are_read_in_time() {
    let config = Config { profile: Some(Profile::All), ..Config::default() };
    let dockerfile = "FROM node:24\nCOPY package.json src ./\nCOPY . .\nRUN npm ci\n";
    for list in [
        (0..10_000).map(|n| format!("a{n}/*\n!b{n}\n")).collect::<String>(),
        "**/*a*b*c*\n".repeat(5_000),
        ".env\n!.env\n".repeat(10_000),
        "{a,b}".repeat(12_000),
        "*".repeat(1_000_000),
        "[".repeat(60_000),
    ] {
        let start = std::time::Instant::now();
        let _ = audit::audit_pair(dockerfile, &list, &config);
        println!("{} bytes in {} ms", list.len(), start.elapsed().as_millis());
    }
}

#[test]
fn whole_corpus_holds() {
    let today = Some(Date::new(2026, 11, 23));
    let config = Config { profile: Some(Profile::All), today, ..Config::default() };
    for sample in corpus().unwrap_or_default() {
        holds(&String::from_utf8_lossy(&sample.bytes), &config);
    }
}

#[test]
fn size_and_depth_are_bounded_by_patience_not_by_the_stack() {
    let deep = |open: &str, close: &str, n: usize| {
        format!("FROM a\nRUN {}x{}\n", open.repeat(n), close.repeat(n))
    };
    let config = Config { profile: Some(Profile::All), ..Config::default() };
    for source in [
        deep("$(", ")", 20_000),
        deep("( ", " )", 20_000),
        deep("`", "`", 20_000),
        deep("{ ", "; }", 20_000),
        deep("${a:-", "}", 20_000),
        deep("sh -c \"", "\"", 5_000),
        format!("FROM a\n{}RUN x\n", "ONBUILD ".repeat(50_000)),
        format!("FROM a\nRUN x{}\n", " \\\n".repeat(100_000)),
        format!("FROM a\nCMD {}1{}\n", "[".repeat(50_000), "]".repeat(50_000)),
        format!("FROM a\nENV {}\n", "A=\"".repeat(50_000)),
        (0..5_000).map(|n: i32| format!("FROM s{} AS s{n}\n", n - 1)).collect(),
        (0..5_000).map(|n| format!("FROM a AS s{n}\nENV A{n}=$A{n}\n")).collect(),
        "'".repeat(60_000),
    ] {
        holds(&source, &config);
    }
}
