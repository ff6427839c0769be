//! How fast the engine is. Figures, no verdicts: `make bench`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use drydock_core::audit::{self, Config, Date};
use drydock_core::harden::{self, Options};
use drydock_core::model::Dockerfile;
use drydock_core::syntax;
use drydock_tests::plausible;
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
        None => vec![plausible(2_000); 500],
    })
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
    let text = plausible(kib * 1024 - 200);
    let config = config();
    bencher.counter(BytesCount::new(text.len())).bench(|| audit::audit(black_box(&text), &config));
}
