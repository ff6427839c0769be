//! SHA-256 sums that a file already holds.

use super::Dockerfile;

/// A text that is a SHA-256 sum.
pub fn hex(text: &str) -> Option<&str> {
    (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())).then_some(text)
}

/// The sum that a later RUN of the same stage compares a file of this name with: `echo "<sum>  name" | sha256sum -c`.
pub fn of(file: &Dockerfile, at: usize, name: &str) -> Option<String> {
    let stage = file.stage_of(at)?;
    let later = file.runs_of(stage).filter(|run| run.instruction > at);
    let compares =
        |run: &&super::Run| run.script.commands.iter().any(|command| command.is("sha256sum"));
    let words = later
        .filter(compares)
        .flat_map(|run| &run.script.commands)
        .flat_map(|command| command.all_words());
    let sums = words.filter_map(|word| {
        let text = word.text();
        let mut parts = text.split_whitespace();
        let sum = hex(parts.next()?)?;
        let named = parts.next()?.trim_start_matches('*');
        (named.rsplit('/').next() == Some(name)).then(|| sum.to_owned())
    });
    let mut sums: Vec<String> = sums.collect();
    sums.dedup();
    match &sums[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}
