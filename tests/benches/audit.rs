//! How fast the engine is. Figures, no verdicts: `make bench`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use drydock_core::audit::{self, Config, Date};
use drydock_core::harden::{self, Options};
use drydock_core::model::Dockerfile;
use drydock_core::syntax;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

fn config() -> Config {
    Config { today: Some(Date::new(2026, 11, 23)), ..Config::default() }
}

/// The corpus as text; made-up files where it is absent.
fn files() -> &'static [String] {
    static FILES: OnceLock<Vec<String>> = OnceLock::new();
    FILES.get_or_init(|| match drydock_tests::corpus() {
        Some(corpus) => corpus
            .iter()
            .map(|sample| String::from_utf8_lossy(&sample.bytes).into_owned())
            .collect(),
        None => vec![of_size(2_000); 500],
    })
}

/// A plausible file of about so many bytes.
fn of_size(bytes: usize) -> String {
    let mut text =
        String::from("FROM node:22-bookworm AS build\nWORKDIR /app\nARG MODE=production\n");
    let mut number = 0;
    while text.len() < bytes {
        number += 1;
        text += &format!(
            "# step {number}\nENV NAME_{number}=\"value $MODE\"\nRUN apt-get update && \\\n    apt-get install -y curl \\\n    \
             git && curl -fsSL https://example.org/{number}.tar.gz | tar xz -C /opt\nCOPY src/{number} ./src/{number}\n"
        );
        if number % 50 == 0 {
            text += &format!("FROM debian:12-slim AS stage{number}\nCOPY --from=build /app /app\n");
        }
    }
    text + "USER node\nCMD [\"node\", \"main.js\"]\n"
}

fn over_corpus(bencher: Bencher<'_, '_>, work: impl Fn(&str) + Sync) {
    let files = files();
    bencher
        .counter(ItemsCount::new(files.len()))
        .counter(BytesCount::new(files.iter().map(String::len).sum::<usize>()))
        .bench(|| files.iter().for_each(|file| work(black_box(file))));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn corpus_parse(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |file| drop(black_box(syntax::parse(file))));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn corpus_facts(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |file| drop(black_box(Dockerfile::new(file))));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn corpus_audit(bencher: Bencher<'_, '_>) {
    let config = config();
    over_corpus(bencher, |file| drop(black_box(audit::audit(file, &config))));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn corpus_harden(bencher: Bencher<'_, '_>) {
    let options = Options { config: config(), ..Options::default() };
    over_corpus(bencher, |file| drop(black_box(harden::harden(file, &options))));
}

#[divan::bench(args = [64, 128, 256, 512, 1024], sample_count = 5, sample_size = 1)]
fn growth_audit_kib(bencher: Bencher<'_, '_>, kib: usize) {
    let text = of_size(kib * 1024 - 200);
    let config = config();
    bencher.counter(BytesCount::new(text.len())).bench(|| audit::audit(black_box(&text), &config));
}
