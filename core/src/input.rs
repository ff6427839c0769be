//! Bytes to text, and which kind of file a text is.

/// The longest input, in bytes.
pub const LIMIT: usize = 1 << 20;

/// A text that was read, with what had to be guessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The text. A byte order mark is kept: the reader knows it.
    pub text: String,
    /// Where bytes were not UTF-8; each such place holds U+FFFD in the text.
    pub notes: Vec<Note>,
}

/// A place where the bytes were not UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line, from 1.
    pub line: u32,
    /// The offset of the first such byte in the file.
    pub byte: usize,
    /// What is wrong there, as a sentence without a full stop.
    pub message: String,
}

/// Decodes a file's bytes, as the builder takes them: what is not UTF-8 stands as U+FFFD and is noted. Refuses, with a
/// sentence, what is too long and what is UTF-16.
pub fn decode(bytes: &[u8]) -> Result<Input, String> {
    if bytes.len() > LIMIT {
        return Err("the file is longer than 1 MiB, the most that Drydock reads".to_owned());
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("the file is UTF-16, which no builder reads: save it as UTF-8".to_owned());
    }
    let (mut text, mut notes) = (String::with_capacity(bytes.len()), Vec::new());
    let (mut byte, mut line) = (0, 1);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        line += chunk.valid().matches('\n').count() as u32;
        byte += chunk.valid().len();
        if let [first, ..] = chunk.invalid() {
            text.push('\u{fffd}');
            let message = format!("byte 0x{first:02X} is not UTF-8");
            notes.push(Note { line, byte, message });
            byte += chunk.invalid().len();
        }
    }
    Ok(Input { text, notes })
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Dockerfile or Containerfile.
    Dockerfile,
    /// A `.dockerignore` file.
    Ignore,
}

impl Kind {
    /// Both.
    pub const ALL: [Kind; 2] = [Kind::Dockerfile, Kind::Ignore];

    /// The file's usual name.
    pub fn file_name(self) -> &'static str {
        match self {
            Kind::Dockerfile => "Dockerfile",
            Kind::Ignore => ".dockerignore",
        }
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Dockerfile => "dockerfile",
            Kind::Ignore => "dockerignore",
        }
    }
}

/// Tells the kind of a file by its name, or by its text where the name says nothing.
pub fn detect_kind(name: Option<&str>, text: &str) -> Kind {
    let name = name.and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or("");
    let name = name.to_ascii_lowercase();
    let of_name = |word: &str| {
        name.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
            || name.ends_with(&format!(".{word}"))
    };
    if name.ends_with(".dockerignore")
        || name == "dockerignore"
        || name.ends_with(".containerignore")
    {
        Kind::Ignore
    } else if of_name("dockerfile") || of_name("containerfile") || looks_like_dockerfile(text) {
        Kind::Dockerfile
    } else {
        Kind::Ignore
    }
}

/// Whether a line begins with an instruction and something follows, or there is nothing to tell by. Patterns of an
/// ignore file seldom have blanks, and hardly ever after such a word.
fn looks_like_dockerfile(text: &str) -> bool {
    use crate::syntax::Keyword;
    let text = text.trim_start_matches('\u{feff}');
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let instruction = |line: &str| {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        Keyword::of(word) != Keyword::Unknown && !rest.is_empty()
    };
    lines.clone().next().is_none()
        || lines.clone().any(instruction)
        || lines.all(|line| line.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_or_a_sentence() {
        let plain = decode("\u{feff}FROM a\r\n".as_bytes()).unwrap();
        assert_eq!((&*plain.text, plain.notes.len()), ("\u{feff}FROM a\r\n", 0));
        let latin = decode(b"FROM a\n# Jos\xe9\n").unwrap();
        assert_eq!(latin.text, "FROM a\n# Jos\u{fffd}\n");
        let note = Note { line: 2, byte: 12, message: "byte 0xE9 is not UTF-8".to_owned() };
        assert_eq!(latin.notes, [note]);
        assert!(decode(b"\xff\xfeF\0").unwrap_err().contains("UTF-16"));
        assert!(decode(&vec![b'a'; LIMIT + 1]).unwrap_err().contains("1 MiB"));
        assert!(decode(&vec![b'a'; LIMIT]).is_ok());
    }

    #[test]
    fn the_name_tells_first_and_the_text_second() {
        for name in
            ["Dockerfile", "a/Dockerfile.dev", "web.dockerfile", "Containerfile", "dockerfile-ci"]
        {
            assert_eq!(detect_kind(Some(name), "node_modules\n"), Kind::Dockerfile, "{name}");
        }
        for name in
            [".dockerignore", "x/.dockerignore", "Dockerfile.dockerignore", ".containerignore"]
        {
            assert_eq!(detect_kind(Some(name), "FROM a\n"), Kind::Ignore, "{name}");
        }
        assert_eq!(detect_kind(None, "# x\nfrom a\n"), Kind::Dockerfile);
        assert_eq!(detect_kind(Some("-"), "node_modules\n*.log\n!run\n"), Kind::Ignore);
        assert_eq!(detect_kind(None, ""), Kind::Dockerfile);
    }
}
