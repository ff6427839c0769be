//! What a link to a file holds, before it is packed: the kind that was chosen, the name, and the text, each from a line
//! of its own on.

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
}

impl Shared {
    /// As one text.
    pub fn written(&self) -> String {
        let kind = self.chosen.map_or("", Kind::file_name);
        let name = self.name.as_deref().unwrap_or("").replace('\n', " ");
        format!("{kind}\n{name}\n{}", self.text)
    }

    /// Reads what [`Shared::written`] wrote, or says what is wrong with it as a clause.
    pub fn read(written: &str) -> Result<Shared, &'static str> {
        let mut parts = written.splitn(3, '\n');
        let (Some(kind), Some(name), Some(text)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err("it holds no file");
        };
        if text.len() > input::LIMIT {
            return Err("the file is longer than 1 MiB, the most that Drydock reads");
        }
        Ok(Shared {
            chosen: Kind::ALL.into_iter().find(|known| known.file_name() == kind),
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            text: text.to_owned(),
        })
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
        let shared = |chosen, name: Option<&str>, text: &str| Shared {
            chosen,
            name: name.map(str::to_owned),
            text: text.to_owned(),
        };
        for file in [
            shared(None, None, ""),
            shared(Some(Kind::Ignore), Some("a.dockerignore"), "*\n!src\n"),
            shared(None, Some("Dockerfile"), "FROM a\r\nRUN b ⚓\n\n"),
        ] {
            assert_eq!(Shared::read(&file.written()), Ok(file));
        }
        assert!(Shared::read("Dockerfile\n").is_err());
        assert!(Shared::read(&format!("\n\n{}", "x".repeat(input::LIMIT + 1))).is_err());
    }
}
