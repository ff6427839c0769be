//! Programs that run another program: `sudo`, `env`, `exec` and so on.

use super::super::ask::base_name;
use super::super::word::Word;

/// Wrapper, its letters that take a value, its long flags that take a value, whether assignments may follow.
const WRAPPERS: &[(&str, &str, &[&str], bool)] = &[
    ("env", "uC", &["--unset", "--chdir"], true),
    ("exec", "a", &[], false),
    ("time", "of", &["--output", "--format"], false),
    ("nice", "n", &["--adjustment"], false),
    ("nohup", "", &[], false),
    ("command", "", &[], false),
    ("builtin", "", &[], false),
    ("eatmydata", "", &[], false),
    ("doas", "uC", &[], false),
    (
        "sudo",
        "ughpCDRrtTU",
        &[
            "--user",
            "--group",
            "--host",
            "--prompt",
            "--chdir",
            "--chroot",
            "--role",
            "--type",
            "--other-user",
        ],
        true,
    ),
];

/// Flags that make a wrapper do something else than run the rest.
const OTHERWISE: &[(&str, &str)] = &[("command", "vV"), ("sudo", "lvkKVe"), ("env", "S")];

/// How many words stand before the name of the program that is really run.
pub(in super::super) fn count(words: &[Word]) -> usize {
    let mut at = 0;
    loop {
        let Some(name) = words.get(at).and_then(Word::literal).map(base_name) else { return at };
        let Some(row) = WRAPPERS.iter().find(|row| row.0 == name) else { return at };
        match after_flags(words, at + 1, row) {
            Some(next) if next < words.len() => at = next,
            _ => return at,
        }
    }
}

/// Where a wrapper's own flags and assignments end; `None` where it does not run the rest.
fn after_flags(words: &[Word], mut at: usize, row: &(&str, &str, &[&str], bool)) -> Option<usize> {
    let (name, letters, long, assignments) = row;
    let otherwise = OTHERWISE.iter().find(|other| other.0 == *name).map_or("", |other| other.1);
    while let Some(word) = words.get(at) {
        let text = word.text();
        if word.prefix().is_empty() {
            break;
        } else if text == "--" {
            at += 1;
            break;
        } else if text.starts_with("--") {
            at += if long.contains(&text) { 2 } else { 1 };
        } else if let Some(flags) = text.strip_prefix('-') {
            if flags.contains(|c| otherwise.contains(c))
                && !flags.starts_with(|c| letters.contains(c))
            {
                return None;
            }
            let valued = flags.find(|c| letters.contains(c));
            at += if valued.is_some_and(|place| place + 1 == flags.len()) { 2 } else { 1 };
        } else {
            break;
        }
    }
    while *assignments
        && words.get(at).is_some_and(|word| word.prefix().find('=').is_some_and(|at| at > 0))
    {
        at += 1;
    }
    Some(at)
}
