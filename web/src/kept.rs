//! What the browser keeps between visits: the last files, as far as that is wanted.

use serde_json::{Value, json};

/// How many files are kept.
pub const MOST: usize = 20;
/// How long a text may be to be kept, and all of them together.
const LONGEST: usize = 100_000;
const TOGETHER: usize = 1_000_000;

/// What is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Nothing,
    /// The text, as long as the tab is open, so that a reload doesn't lose it; and the settings.
    #[default]
    Tab,
    /// That, and the last files.
    Browser,
}

impl Keep {
    /// All of them, as they are offered.
    pub const ALL: [Keep; 3] = [Keep::Nothing, Keep::Tab, Keep::Browser];

    /// Its name in the browser's storage.
    pub fn name(self) -> &'static str {
        match self {
            Keep::Nothing => "nothing",
            Keep::Tab => "tab",
            Keep::Browser => "browser",
        }
    }

    /// The one of a name.
    pub fn of(name: &str) -> Option<Keep> {
        Keep::ALL.into_iter().find(|keep| keep.name() == name)
    }
}

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is called here.
    pub name: String,
    /// The day on which it was last changed.
    pub day: String,
    /// Its score and grade then; empty where it had none.
    pub score: String,
    /// Its text.
    pub text: String,
}

/// The list after a file was looked at: the newest comes first. A file that shares half of its lines with the newest is
/// the same one, further on; it stays under its name.
pub fn remember(list: &[Kept], now: Kept) -> Vec<Kept> {
    if now.text.trim().is_empty() || now.text.len() > LONGEST {
        return list.to_vec();
    }
    let (same, others) = match list.split_first() {
        Some((newest, others)) if is_same(&newest.text, &now.text) => (Some(newest), others),
        _ => (None, list),
    };
    let name = same.map_or_else(|| now.name.clone(), |same| same.name.clone());
    let mut room = TOGETHER;
    let all = std::iter::once(Kept { name, ..now.clone() });
    // A text that was kept before is not kept twice.
    let others = others.iter().filter(|kept| kept.text != now.text).cloned();
    all.chain(others)
        .take(MOST)
        .take_while(|kept| {
            let fits = kept.text.len() <= room;
            room = room.saturating_sub(kept.text.len());
            fits
        })
        .collect()
}

/// Whether a text is another one further on: half of the lines of the shorter one are in the other, too.
fn is_same(old: &str, new: &str) -> bool {
    fn lines(text: &str) -> Vec<&str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
    let (old, new) = (lines(old), lines(new));
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    let shared = short.iter().filter(|line| long.contains(line)).count();
    shared * 2 >= short.len().max(1)
}

/// The list as the browser's storage holds it.
pub fn written(list: &[Kept]) -> String {
    let entry = |kept: &Kept| json!({ "name": kept.name, "day": kept.day, "score": kept.score, "text": kept.text });
    Value::from(list.iter().map(entry).collect::<Vec<_>>()).to_string()
}

/// Reads what [`written`] wrote; what is no such list is an empty one.
pub fn read(text: &str) -> Vec<Kept> {
    let entry = |value: &Value| {
        let part = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Kept {
            name: part("name")?,
            day: part("day")?,
            score: part("score")?,
            text: part("text")?,
        })
    };
    let list: Option<Value> = serde_json::from_str(text).ok();
    let list = list.as_ref().and_then(Value::as_array);
    list.map(|list| list.iter().filter_map(entry).take(MOST).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &str, text: &str) -> Kept {
        let (name, text) = (name.to_owned(), text.to_owned());
        Kept { name, day: "2026-11-25".into(), score: "72 C".into(), text }
    }

    #[test]
    fn a_file_that_goes_on_stays_one_entry_under_its_name() {
        let first = remember(&[], kept("mine", "FROM a\nRUN b\n"));
        let list = remember(&first, kept("Dockerfile", "FROM a\nRUN b\nCMD c\n"));
        assert_eq!(list, [kept("mine", "FROM a\nRUN b\nCMD c\n")]);
        let list = remember(&list, kept("other", "FROM x\nRUN y\n"));
        assert_eq!(
            list.iter().map(|kept| kept.name.as_str()).collect::<Vec<_>>(),
            ["other", "mine"]
        );
        // The first one again comes to the top once.
        let list = remember(&list, kept("again", "FROM a\nRUN b\nCMD c\n"));
        assert_eq!(
            list.iter().map(|kept| kept.name.as_str()).collect::<Vec<_>>(),
            ["again", "other"]
        );
    }

    #[test]
    fn there_are_never_more_than_have_room() {
        let mut list = Vec::new();
        for number in 0..30 {
            list = remember(&list, kept("f", &format!("FROM image{number}\n")));
        }
        assert_eq!(list.len(), MOST);
        assert_eq!(list[0].text, "FROM image29\n");
        for number in 0..30 {
            list = remember(&list, kept("f", &format!("RUN {number}{}\n", "x".repeat(90_000))));
        }
        assert!(list.iter().map(|kept| kept.text.len()).sum::<usize>() <= TOGETHER);
        assert!(list.len() > 5);
        assert_eq!(remember(&list, kept("f", &"y".repeat(LONGEST + 1))), list);
        assert_eq!(remember(&list, kept("f", " \n")), list);
    }

    #[test]
    fn what_is_written_is_read_and_anything_else_is_nothing() {
        let list = [kept("a \"b\"", "FROM a\r\n# ⚓\n"), kept("", "x")];
        assert_eq!(read(&written(&list)), list);
        for text in ["", "{}", "[1]", "[{\"name\":1}]", "\u{0}"] {
            assert_eq!(read(text), [], "{text:?}");
        }
    }
}
