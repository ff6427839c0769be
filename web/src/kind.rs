//! Which kind of file a text is.

use drydock_core::input;
use drydock_core::syntax::KEYWORDS;

/// The kinds of file that can be audited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileKind {
    /// A Dockerfile.
    #[default]
    Dockerfile,
    /// A `.dockerignore`.
    Dockerignore,
}

impl FileKind {
    /// Both.
    pub const ALL: [FileKind; 2] = [FileKind::Dockerfile, FileKind::Dockerignore];

    /// The file's usual name.
    pub fn name(self) -> &'static str {
        input::Kind::from(self).file_name()
    }

    /// The kind of the file that belongs to one of this kind.
    pub fn other(self) -> FileKind {
        match self {
            FileKind::Dockerfile => FileKind::Dockerignore,
            FileKind::Dockerignore => FileKind::Dockerfile,
        }
    }

    /// The kind of a text: by its file's name where that says it, else by what stands in it.
    pub fn detect(name: Option<&str>, text: &str) -> FileKind {
        let first = text.split_whitespace().next().unwrap_or("").to_ascii_uppercase();
        // Whoever types the first word of a Dockerfile has typed no pattern.
        let begins = name.is_none()
            && text.trim().len() == first.len()
            && KEYWORDS.iter().any(|(keyword, _)| keyword.starts_with(&first));
        match input::detect_kind(name, text) {
            input::Kind::Ignore if !begins => FileKind::Dockerignore,
            _ => FileKind::Dockerfile,
        }
    }
}

impl From<FileKind> for input::Kind {
    fn from(kind: FileKind) -> input::Kind {
        match kind {
            FileKind::Dockerfile => input::Kind::Dockerfile,
            FileKind::Dockerignore => input::Kind::Ignore,
        }
    }
}

impl From<input::Kind> for FileKind {
    fn from(kind: input::Kind) -> FileKind {
        match kind {
            input::Kind::Dockerfile => FileKind::Dockerfile,
            input::Kind::Ignore => FileKind::Dockerignore,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detected() {
        let detect = |text| FileKind::detect(None, text);
        assert_eq!(detect(""), FileKind::Dockerfile);
        assert_eq!(detect("FRO"), FileKind::Dockerfile);
        assert_eq!(detect("FROM a\nRUN b\n"), FileKind::Dockerfile);
        assert_eq!(detect("# why\n.git\nnode_modules\n"), FileKind::Dockerignore);
        assert_eq!(detect("*\n!src\n"), FileKind::Dockerignore);
        assert_eq!(FileKind::detect(Some("app.dockerignore"), "FROM a"), FileKind::Dockerignore);
    }
}
