//! COPY and ADD: what goes where.

use super::{Dockerfile, stages};
use crate::syntax::{Instruction, Keyword, Word};
use crate::text::Span;

/// A COPY or an ADD.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The instruction's index.
    pub instruction: usize,
    /// The stage's index.
    pub stage: usize,
    /// Whether it is an ONBUILD trigger.
    pub onbuild: bool,
    /// ADD rather than COPY.
    pub is_add: bool,
    /// The keyword as written.
    pub word: Span,
    /// The instruction without heredocs.
    pub span: Span,
    /// Whether the arguments are in JSON form.
    pub is_json: bool,
    /// What is copied.
    pub sources: Vec<Source>,
    /// Where to, as written.
    pub dest: Word,
    /// Where to, after expansion.
    pub dest_text: Option<String>,
    /// Where to, as an absolute path, where it is known.
    pub dest_path: Option<String>,
    /// What `--from` means; `None` for the build context.
    pub from: Option<SourceKind>,
    /// `--from` as written.
    pub from_raw: Option<String>,
    /// `--chown`.
    pub chown: Option<String>,
    /// `--chmod`.
    pub chmod: Option<String>,
}

/// One source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As written.
    pub word: Word,
    /// After expansion.
    pub text: Option<String>,
    /// Whether it is a heredoc, whose index this is.
    pub heredoc: Option<usize>,
}

/// What `--from` means.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceKind {
    /// An earlier stage.
    Stage(usize),
    /// Another word: an image, a named build context, or a mistake.
    Named(String),
}

impl Source {
    /// Whether ADD would fetch it: an http, ftp or Git address.
    pub fn is_remote(&self) -> bool {
        let text = self.text.as_deref().unwrap_or(&self.word.text);
        is_url(text) || is_git(text)
    }

    /// Whether it is an http or https address.
    pub fn is_http(&self) -> bool {
        let text = self.text.as_deref().unwrap_or(&self.word.text);
        is_url(text) && !is_git(text)
    }
}

impl Source {
    /// Whether its name is one of those that ADD unpacks (tar, also compressed).
    pub fn is_archive(&self) -> bool {
        is_archive(self.text.as_deref().unwrap_or(&self.word.text))
    }

    /// Whether it is known to be a file or folder that ADD would only copy: no address, no name of an archive or of
    /// a compressed file, which may be one. Where a variable is not known, both ends of the path must be written out.
    pub fn is_plain(&self) -> bool {
        let written = self.word.text.trim_matches(['"', '\'']);
        let known = self.text.as_deref().map(|text| text.trim_matches(['"', '\'']));
        let framed =
            !written.starts_with('$') && !file_name(written).contains('$') && written.contains('/');
        let Some(text) = known.or(framed.then_some(written)) else { return false };
        let packed = [".gz", ".bz2", ".xz", ".zst"].iter().any(|end| text.ends_with(end));
        self.heredoc.is_none() && !self.is_remote() && !is_archive(text) && !packed
    }
}

/// Endings of archives that ADD unpacks (moby/go-archive's compression package, 2026-08).
const ARCHIVES: [&str; 14] = [
    ".tar", ".tar.gz", ".tgz", ".taz", ".tpz", ".tar.bz2", ".tb2", ".tbz", ".tbz2", ".tz2",
    ".tar.xz", ".txz", ".tar.zst", ".tzst",
];

/// Whether a path ends like an archive that ADD unpacks.
pub fn is_archive(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ARCHIVES.iter().any(|end| lower.ends_with(end))
}

/// What stands after the last slash of a path that does not end with one.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a source, resolved within the build context, would climb out of it.
pub fn leaves_context(path: &str) -> bool {
    let mut depth = 0i32;
    path.split('/').filter(|part| !matches!(*part, "" | ".")).any(|part| {
        depth += if part == ".." { -1 } else { 1 };
        depth < 0
    })
}

fn is_url(text: &str) -> bool {
    ["http://", "https://", "ftp://"].iter().any(|scheme| text.starts_with(scheme))
}

/// Whether BuildKit takes it for a Git repository.
pub fn is_git(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or(text);
    ["git://", "ssh://", "git@"].iter().any(|start| text.starts_with(start))
        || (is_url(text) && path.ends_with(".git"))
        || (text.starts_with("github.com/") && !text.contains(' '))
}

/// The copies of a file, in order.
pub(super) fn copies(file: &Dockerfile) -> Vec<Copy> {
    let mut copies = Vec::new();
    for (at, outer) in file.tree.instructions.iter().enumerate() {
        let inner = outer.trigger.as_deref().unwrap_or(outer);
        if matches!(inner.keyword, Keyword::Copy | Keyword::Add)
            && let Some(stage) = file.stage_of(at)
        {
            copies.extend(copy(file, stage.index, at, inner, outer.trigger.is_some()));
        }
    }
    copies
}

fn copy(
    file: &Dockerfile,
    stage: usize,
    at: usize,
    i: &Instruction,
    onbuild: bool,
) -> Option<Copy> {
    let (dest, sources) = i.words().split_last()?;
    let scope = &file.stages[stage];
    let expand = |word: &str| file.expand(scope, at, word);
    let source = |word: &Word| Source {
        word: word.clone(),
        text: expand(&word.text),
        heredoc: i.heredocs.iter().position(|heredoc| heredoc.word == word.span),
    };
    let dest_text = expand(&dest.text);
    let dest_path = dest_text.as_deref().and_then(|path| match path.starts_with('/') {
        true => Some(stages::clean(path)),
        false => file.workdir_at(scope, at).map(|dir| stages::clean(&format!("{dir}/{path}"))),
    });
    let flag = |name| i.flag(name).and_then(|flag| flag.value.clone());
    let from_raw = flag("from");
    let from = from_raw.as_deref().filter(|name| !name.is_empty()).map(|name| {
        match stages::find(&file.stages[..stage], name) {
            Some(index) => SourceKind::Stage(index),
            None => SourceKind::Named(name.to_owned()),
        }
    });
    Some(Copy {
        instruction: at,
        stage,
        onbuild,
        is_add: i.keyword == Keyword::Add,
        word: i.word,
        span: i.head,
        is_json: i.is_json(),
        sources: sources.iter().map(source).collect(),
        dest: dest.clone(),
        dest_text,
        dest_path,
        from,
        from_raw,
        chown: flag("chown"),
        chmod: flag("chmod"),
    })
}
