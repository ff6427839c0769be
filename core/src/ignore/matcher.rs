//! Which paths a `.dockerignore` file keeps out.

use super::IgnoreFile;
use super::glob::{Glob, Subject};

/// The patterns of a file, ready to match. Faulty patterns match nothing.
#[derive(Clone, Debug)]
pub struct Matcher {
    patterns: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The index in [`IgnoreFile::patterns`].
    index: usize,
    negated: bool,
    glob: Glob,
    /// What a path must hold to match: most patterns are passed over by it.
    pairs: u128,
}

impl Entry {
    fn new(index: usize, negated: bool, clean: &str) -> Entry {
        let glob = Glob::new(clean);
        Entry { index, negated, pairs: glob.pairs(), glob }
    }
}

/// What becomes of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is kept out of the build context.
    pub ignored: bool,
    /// The pattern that decides, as an index into [`IgnoreFile::patterns`]; `None` where none matches.
    pub pattern: Option<usize>,
}

impl Matcher {
    /// The matcher of a file.
    pub fn new(file: &IgnoreFile) -> Matcher {
        let all = file.patterns.iter().enumerate();
        let sound = all.filter(|(_, pattern)| pattern.fault.is_none());
        let entry = |(index, p): (usize, &super::Pattern)| Entry::new(index, p.negated, &p.clean);
        Matcher { patterns: sound.map(entry).collect() }
    }

    /// The matcher of one clean pattern.
    pub fn only(clean: &str) -> Matcher {
        Matcher { patterns: vec![Entry::new(0, false, clean)] }
    }

    /// Whether a path (relative, with `/`, without `./`) is kept out.
    pub fn excludes(&self, path: &str) -> bool {
        self.decide(path).ignored
    }

    /// What becomes of a path: it or a folder above it matches, and the last pattern that matters decides.
    pub fn decide(&self, path: &str) -> Verdict {
        let subject = Subject::new(path);
        let mut verdict = Verdict { ignored: false, pattern: None };
        for entry in &self.patterns {
            if entry.negated == verdict.ignored
                && entry.pairs & !subject.pairs == 0
                && entry.glob.matches(&subject)
            {
                verdict = Verdict { ignored: !entry.negated, pattern: Some(entry.index) };
            }
        }
        verdict
    }
}
