//! Which paths a `.dockerignore` file keeps out.

use super::IgnoreFile;
use super::glob::Glob;

/// The patterns of a file, ready to match. Faulty patterns match nothing.
#[derive(Clone, Debug)]
pub struct Matcher {
    patterns: Vec<(bool, Glob)>,
}

impl Matcher {
    /// The matcher of a file.
    pub fn new(file: &IgnoreFile) -> Matcher {
        let sound = file.patterns.iter().filter(|pattern| pattern.fault.is_none());
        Matcher {
            patterns: sound.map(|pattern| (pattern.negated, Glob::new(&pattern.clean))).collect(),
        }
    }

    /// Whether a path (relative, with `/`, without `./`) is kept out: it or a parent of it matches, and the last
    /// pattern that matters decides.
    pub fn excludes(&self, path: &str) -> bool {
        let mut excluded = false;
        for (negated, glob) in &self.patterns {
            if *negated == excluded
                && (glob.matches(path) || parents(path).any(|p| glob.matches(p)))
            {
                excluded = !negated;
            }
        }
        excluded
    }
}

/// The folders above a path, outermost first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
