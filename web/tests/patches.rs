//! The patch of the hardened file is what `git apply` makes the hardened file of, on real files.

use drydock_core::audit::Config;
use drydock_web::decisions::Decisions;
use drydock_web::hardening::Hardening;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Every so many files of the corpus are tried; all of them take minutes.
const EVERY: usize = 20;

fn git(folder: &Path, args: &[&str], input: &str) -> Result<(), String> {
    let mut git = Command::new("git")
        .args(["-c", "core.autocrlf=false"])
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git is installed");
    git.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("git reads");
    let output = git.wait_with_output().expect("git ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}

#[test]
fn git_applies_the_patches() {
    let mut texts: Vec<(String, String)> = [
        "FROM alpine:3.22\r\nMAINTAINER Ann\r\nENV A 1\r\nCMD npm start",
        "FROM alpine:3.22\nMAINTAINER Ann ⚓\nENV A 1",
        "MAINTAINER Ann\nFROM debian:12-slim\nRUN apt-get update && apt-get install -y curl\n\n\n# end\nUSER 1000",
    ]
    .map(|text| ("of this test".to_owned(), text.to_owned()))
    .into();
    let corpus = drydock_tests::corpus().unwrap_or_default();
    texts.extend(
        corpus
            .into_iter()
            .step_by(EVERY)
            .filter_map(|sample| Some((sample.id, String::from_utf8(sample.bytes).ok()?))),
    );
    let folder = std::env::temp_dir().join(format!("drydock-patches-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    git(&folder, &["init", "--quiet"], "").expect("a repository");
    let mut changed = 0;
    for (id, text) in &texts {
        let made = Hardening::of(text, 0, &Config::default(), &Decisions::default());
        if made.text == text.as_str() {
            continue;
        }
        let path = folder.join("Dockerfile");
        std::fs::write(&path, text).expect("a file");
        let applied = git(&folder, &["apply", "--whitespace=nowarn", "-"], &made.patch);
        assert_eq!(applied, Ok(()), "{id}: {}", made.patch);
        let after = std::fs::read_to_string(&path).expect("a file");
        assert!(after == made.text.as_str(), "{id}: the patch makes another file");
        changed += 1;
    }
    std::fs::remove_dir_all(&folder).expect("it is gone");
    eprintln!("git applied {changed} patches of {} files", texts.len());
    assert!(changed >= 3);
}
