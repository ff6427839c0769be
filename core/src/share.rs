//! What a link to a file holds, before it is packed: the kind that was chosen, the name, and the text, each from a line
//! of its own on; and so the file that belongs to it. Settings stand before them.

use crate::input::{self, Kind};

/// A file as a link holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The kind that the user chose; else it is detected.
    pub chosen: Option<Kind>,
    /// The name of the file that the text came from.
    pub name: Option<String>,
    /// The text.
    pub text: String,
    /// The file that belongs to it: its name and its text.
    pub beside: Option<(Option<String>, String)>,
    /// The settings to audit it with, as a `drydock.toml`.
    pub policy: Option<String>,
}

impl Shared {
    /// As one text, with the version of its form: 1 holds one file, 2 two, and in front of the first text what stands
    /// between the two, a line that neither has. 3 holds settings, how many lines they have in front of them, and then
    /// one of the other two, which its version begins.
    pub fn written(&self) -> (char, String) {
        if let Some(policy) = &self.policy {
            let (version, files) = Shared { policy: None, ..self.clone() }.written();
            let count = policy.split('\n').count();
            return ('3', format!("{count}\n{policy}\n{version}{files}"));
        }
        let line = |name: &Option<String>| name.as_deref().unwrap_or("").replace('\n', " ");
        let kind = self.chosen.map_or("", Kind::file_name);
        let (name, text) = (line(&self.name), &self.text);
        match &self.beside {
            None => ('1', format!("{kind}\n{name}\n{text}")),
            Some((other, beside)) => {
                let other = line(other);
                let mut between = "-".to_owned();
                while text.contains(&between) || beside.contains(&between) {
                    between.push('-');
                }
                ('2', format!("{kind}\n{name}\n{between}\n{text}\n{between}\n{other}\n{beside}"))
            }
        }
    }

    /// Reads what [`Shared::written`] wrote, or says what is wrong with it as a clause.
    pub fn read(version: char, written: &str) -> Result<Shared, &'static str> {
        let parts = match version {
            '1' => Shared::parts(false, written),
            '2' => Shared::parts(true, written),
            '3' => Shared::with_policy(written),
            _ => return Err("it was made by a newer Drydock"),
        };
        parts.unwrap_or(Err("it holds no file"))
    }

    fn with_policy(written: &str) -> Option<Result<Shared, &'static str>> {
        let (count, rest) = written.split_once('\n')?;
        let last = count.parse::<usize>().ok()?.checked_sub(1)?;
        let (end, _) = rest.match_indices('\n').nth(last)?;
        let (policy, files) = (rest[..end].to_owned(), &rest[end + 1..]);
        let read = match files.split_at_checked(1)? {
            ("1", files) => Shared::parts(false, files)?,
            ("2", files) => Shared::parts(true, files)?,
            _ => return None,
        };
        Some(read.map(|file| Shared { policy: Some(policy), ..file }))
    }

    fn parts(is_pair: bool, written: &str) -> Option<Result<Shared, &'static str>> {
        let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        let (kind, rest) = written.split_once('\n')?;
        let (name, mut text) = rest.split_once('\n')?;
        let mut beside = None;
        if is_pair {
            let (between, rest) = text.split_once('\n')?;
            let (first, rest) = rest.split_once(&format!("\n{between}\n"))?;
            let (other, second) = rest.split_once('\n')?;
            text = first;
            beside = Some((named(other), second.to_owned()));
        }
        if text.len().max(beside.as_ref().map_or(0, |(_, text)| text.len())) > input::LIMIT {
            return Some(Err("the file is longer than 1 MiB, the most that Drydock reads"));
        }
        let chosen = Kind::ALL.into_iter().find(|known| known.file_name() == kind);
        Some(Ok(Shared { chosen, name: named(name), text: text.to_owned(), beside, policy: None }))
    }
}

/// A link under a text, in Markdown.
pub fn in_markdown(text: &str, link: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '`' | '*' | '_' | '<' | '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    format!("[{escaped}]({link})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_text_in_markdown() {
        let made = in_markdown("a](http://x) `b`: 72 C", "https://h/#/s/1.a-_");
        assert_eq!(made, "[a\\](http://x) \\`b\\`: 72 C](https://h/#/s/1.a-_)");
    }

    #[test]
    fn what_is_written_is_read() {
        let shared =
            |chosen, name: Option<&str>, text: &str, beside: Option<(&str, &str)>| Shared {
                chosen,
                name: name.map(str::to_owned),
                text: text.to_owned(),
                beside: beside.map(|(name, text)| {
                    (Some(name.to_owned()).filter(|name| !name.is_empty()), text.to_owned())
                }),
                policy: None,
            };
        let with = |policy: &str, file: Shared| Shared { policy: Some(policy.to_owned()), ..file };
        let both = Some((".dockerignore", "\r\n*\n!é\n"));
        for (version, file) in [
            ('1', shared(None, None, "", None)),
            ('1', shared(Some(Kind::Ignore), Some("a.dockerignore"), "*\n!src\n", None)),
            ('1', shared(None, Some("Dockerfile"), "FROM a\r\nRUN b ⚓\n\n", None)),
            ('2', shared(Some(Kind::Dockerfile), None, "FROM a\nRUN b ⚓", both)),
            ('2', shared(Some(Kind::Dockerfile), None, "-\n--\n", Some(("", "\n---\n")))),
            ('2', shared(Some(Kind::Ignore), Some("x"), "", Some(("", "")))),
            ('3', with("profile = \"all\"\n", shared(None, None, "FROM a\n", None))),
            ('3', with("", shared(None, None, "", None))),
            ('3', with("\r\n\n# é\n", shared(Some(Kind::Dockerfile), None, "FROM a", both))),
        ] {
            let (is, written) = file.written();
            assert_eq!((is, Shared::read(is, &written)), (version, Ok(file)));
        }
        let refused = |version, text: &str| Shared::read(version, text).unwrap_err();
        assert_eq!(refused('1', "Dockerfile\n"), "it holds no file");
        for text in ["\n\n-\nFROM a\n\n", "\n\n-", "\n\n-\na\n--\n", "\n\n-\nabc\n-\n"] {
            assert_eq!(refused('2', text), "it holds no file", "{text:?}");
        }
        for text in ["\n\n", "0\na\n1\n\n", "9\na\n1\n\n", "1\na\n", "1\na\n3\n\n", "1\na\né\n\n"]
        {
            assert_eq!(refused('3', text), "it holds no file", "{text:?}");
        }
        assert!(refused('4', "\n\n").contains("newer"));
        let long = "x".repeat(input::LIMIT + 1);
        assert!(refused('1', &format!("\n\n{long}")).contains("1 MiB"));
        assert!(refused('2', &format!("\n\n-\n\n-\n\n{long}")).contains("1 MiB"));
    }
}
