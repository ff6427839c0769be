//! What the tests share: the corpus and the conformance files, read in place from `../shared` when they are there.

pub mod hardening;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

/// One real file: its id (the file name's stem) and its bytes as found.
pub struct Sample {
    /// The id that the conformance files name.
    pub id: String,
    /// The file's bytes, which need not be UTF-8.
    pub bytes: Vec<u8>,
}

/// The folder with corpus and conformance files: `$DRYDOCK_SHARED`, or `shared` beside the project.
pub fn shared() -> PathBuf {
    std::env::var_os("DRYDOCK_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    )
}

/// The corpus, sorted by id; `None`, said on stderr, where it is absent.
pub fn corpus() -> Option<Vec<Sample>> {
    let path = shared().join("corpus/dockerfiles.tar.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        eprintln!("skipped: the corpus is not here; put it at shared/corpus beside the project");
        return None;
    };
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut samples = Vec::new();
    for entry in archive.entries().expect("the corpus is a tar archive") {
        let mut entry = entry.expect("the corpus has whole entries");
        let name = entry.path().expect("entries have names").into_owned();
        let Some(id) = name.file_name().and_then(|n| n.to_str()?.strip_suffix(".Dockerfile"))
        else {
            continue;
        };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the corpus has whole entries");
        samples.push(Sample { id: id.to_owned(), bytes });
    }
    samples.sort_by(|a, b| a.id.cmp(&b.id));
    Some(samples)
}

/// A conformance file of JSON lines, gzipped where the name says so; `None`, said on stderr, where it is absent.
pub fn conformance(name: &str) -> Option<Vec<serde_json::Value>> {
    let path = shared().join("conformance").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!(
            "skipped: conformance/{name} is not here; put it at shared/conformance beside the project"
        );
        return None;
    };
    let mut text = String::new();
    if name.ends_with(".gz") {
        flate2::read::GzDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .expect("conformance is UTF-8");
    } else {
        text = String::from_utf8(bytes).expect("conformance is UTF-8");
    }
    Some(
        text.lines().map(|line| serde_json::from_str(line).expect("conformance is JSON")).collect(),
    )
}

/// The same, by `id`.
pub fn conformance_by_id(name: &str) -> Option<BTreeMap<String, serde_json::Value>> {
    let rows = conformance(name)?;
    Some(
        rows.into_iter()
            .map(|row| (row["id"].as_str().expect("rows have ids").to_owned(), row))
            .collect(),
    )
}

/// A small deterministic random source (xorshift64*), so that a failure can be repeated by its seed.
pub struct Random(u64);

impl Random {
    /// A source; equal seeds give equal numbers.
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// A text with a few random faults: pieces cut, doubled, swapped, or replaced by what breaks readers.
pub fn mutate(text: &str, random: &mut Random) -> String {
    const TRAPS: [&str; 32] = [
        "\\\n",
        "\\",
        "\"",
        "'",
        "`",
        "$",
        "${",
        "$(",
        ")",
        "{",
        "}",
        "<<EOF\n",
        "EOF",
        "<<-'E'",
        "\r\n",
        "\r",
        "\u{feff}",
        "\0",
        "\u{202e}",
        "#",
        "\n#\n",
        "\n\n",
        "[\"",
        "\"]",
        "--from=",
        "--mount=type=secret,id=x ",
        "FROM ",
        "ONBUILD ",
        "&&",
        "|",
        ";",
        "\u{1f433}",
    ];
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let place = |random: &mut Random, text: &str| {
            let mut at = random.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (a, b) = (place(random, &text), place(random, &text));
        let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 200));
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        match random.below(5) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let piece = text[start..end].to_owned();
                text.insert_str(start, &piece);
            }
            2 => text.truncate(start),
            _ => text.insert_str(start, random.pick::<&str>(&TRAPS)),
        }
    }
    text
}

/// A plausible file of about so many bytes.
pub fn plausible(bytes: usize) -> String {
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
