//! How fast the `.dockerignore` matcher is: every path of a big folder against a long list. Figures, no verdicts.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use drydock_core::context;
use drydock_core::ignore::{self, Matcher};
use drydock_core::model::Dockerfile;

fn main() {
    divan::main();
}

/// Paths as a web project has them, most of them deep in node_modules.
fn paths(count: usize) -> Vec<String> {
    let kinds = ["js", "ts", "py", "md", "json", "log", "map", "rs"];
    let path = |n: usize| {
        let folder = match n % 5 {
            0 => format!("src/part{}", n % 97),
            1 => format!("web/node_modules/package-{}/dist", n % 211),
            2 => format!("node_modules/@scope/name{}/lib/deep/er", n % 193),
            3 => format!("docs/{}/images", n % 31),
            _ => "tests".to_owned(),
        };
        format!("{folder}/file-{n}.{}", kinds[n % kinds.len()])
    };
    (0..count).map(path).collect()
}

/// Patterns of every shape that people write.
fn patterns(count: usize) -> String {
    let line = |n: usize| match n % 8 {
        0 => format!("**/folder{n}\n"),
        1 => format!("**/*.ext{n}\n"),
        2 => format!("path/to/{n}\n"),
        3 => format!("*.end{n}\n"),
        4 => format!("**/part{n}/**/*.tmp\n"),
        5 => format!("dir{n}/**\n"),
        6 => format!("**/name{n}*\n"),
        _ => format!("!src/**/keep{n}.py[cod]\n"),
    };
    (0..count).map(line).collect()
}

fn run(bencher: Bencher<'_, '_>, patterns: &str) {
    let paths = paths(10_000);
    bencher.counter(ItemsCount::new(paths.len())).bench(|| {
        let matcher = Matcher::new(&ignore::parse(black_box(patterns)));
        paths.iter().filter(|path| matcher.excludes(black_box(path))).count()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn paths_10000_patterns_200(bencher: Bencher<'_, '_>) {
    run(bencher, &patterns(200));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn paths_10000_patterns_200_all_with_classes(bencher: Bencher<'_, '_>) {
    let hard: String = (0..200).map(|n| format!("**/x{n}*.py[cod]\n")).collect();
    run(bencher, &hard);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn preview_10000_paths(bencher: Bencher<'_, '_>) {
    let ignore = ignore::parse(&patterns(50));
    let source =
        "FROM node:24\nCOPY package*.json ./\nCOPY src web/*.js ./\nRUN npm ci\nCOPY . .\n";
    let dockerfile = Dockerfile::new(source);
    let paths = paths(10_000);
    bencher
        .counter(ItemsCount::new(paths.len()))
        .bench(|| context::preview(black_box(&paths), &ignore, Some(&dockerfile)).len());
}
