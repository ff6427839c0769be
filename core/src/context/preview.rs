//! What becomes of each path of a folder.

use crate::ignore::hazards::{HazardKind, Stack, Table};
use crate::ignore::{IgnoreFile, Matcher};
use crate::model::needs::Sieve;
use crate::model::{Dockerfile, Need, secret_names};

/// What becomes of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The path, from the context's root.
    pub path: String,
    /// Whether it is kept out.
    pub ignored: bool,
    /// The pattern that decides: its index in [`IgnoreFile::patterns`], and its line from 1.
    pub pattern: Option<(usize, u32)>,
    /// What makes it a hazard.
    pub hazard: Option<HazardKind>,
    /// The instructions that bring it; none where it is kept out.
    pub brought: Vec<Bringer>,
}

/// An instruction that brings a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Bringer {
    /// Its index.
    pub instruction: usize,
    /// The line of the Dockerfile, from 1.
    pub line: u32,
    /// `COPY`, `ADD` or `RUN --mount`.
    pub by: &'static str,
}

/// What becomes of paths, in their order. A folder is judged like a file, by itself and those above it.
pub fn preview(
    paths: &[String],
    ignore: &IgnoreFile,
    dockerfile: Option<&Dockerfile>,
) -> Vec<Seen> {
    let matcher = Matcher::new(ignore);
    let needs = dockerfile.map(Dockerfile::needs).unwrap_or_default();
    let stacks: Vec<Stack> = dockerfile
        .map(|file| file.stacks().into_iter().map(|(stack, _)| stack).collect())
        .unwrap_or_default();
    let table = Table::new(&stacks);
    let line = |need: &Need| dockerfile.map_or(0, |file| file.tree.lines.line(need.span.start));
    let sieves: Vec<Sieve> = needs.iter().map(Need::sieve).collect();
    let see = |path: &String| {
        let path = plain(path);
        let verdict = matcher.decide(path);
        let mut brought: Vec<Bringer> = Vec::new();
        for (need, sieve) in needs.iter().zip(&sieves) {
            if verdict.ignored || !sieve.brings(path) {
                continue;
            }
            if brought.last().is_none_or(|last| last.instruction != need.instruction) {
                let (instruction, by) = (need.instruction, need.by);
                brought.push(Bringer { instruction, line: line(need), by });
            }
        }
        Seen {
            path: path.to_owned(),
            ignored: verdict.ignored,
            pattern: verdict.pattern.map(|at| (at, ignore.patterns[at].line)),
            hazard: if is_secret(path) { Some(HazardKind::Secret) } else { table.kind(path) },
            brought,
        }
    };
    paths.iter().map(see).collect()
}

/// The path as patterns see it.
pub fn plain(path: &str) -> &str {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path.trim_start_matches('/').trim_end_matches('/')
}

/// Whether a path, or a folder above it, holds secrets by its name.
fn is_secret(path: &str) -> bool {
    let mut ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.any(|end| secret_names::secret_file(&path[..end]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ignore::parse;

    #[test]
    fn paths_are_seen_with_what_decides_and_what_brings_them() {
        let ignore = parse("# x\n**/node_modules\n*.log\n!keep.log\n");
        let file = Dockerfile::new("FROM node:24\nCOPY src web/*.js /app/\nCOPY . .\n");
        let paths =
            ["./src/a.js", "web/node_modules/x", "keep.log", "web/b.js", ".env", ".env.example"];
        let seen = preview(&paths.map(str::to_owned), &ignore, Some(&file));
        let of = |at: usize| {
            let seen = &seen[at];
            let lines: Vec<u32> = seen.brought.iter().map(|bringer| bringer.line).collect();
            (seen.ignored, seen.pattern.map(|(_, line)| line), seen.hazard, lines)
        };
        assert_eq!(seen[0].path, "src/a.js");
        assert_eq!(of(0), (false, None, None, vec![2, 3]));
        assert_eq!(of(1), (true, Some(2), Some(HazardKind::Dependencies), vec![]));
        assert_eq!(of(2), (false, Some(4), Some(HazardKind::Log), vec![3]));
        assert_eq!(of(3), (false, None, None, vec![2, 3]));
        assert_eq!(of(4), (false, None, Some(HazardKind::Secret), vec![3]));
        assert_eq!(of(5), (false, None, None, vec![3]));
    }

    #[test]
    fn the_two_tables_of_secrets_agree() {
        let secrets =
            crate::ignore::hazards::GROUPS.iter().filter(|g| g.kind == HazardKind::Secret);
        for pattern in secrets.flat_map(crate::ignore::hazards::Group::patterns) {
            assert!(is_secret(&crate::ignore::hazards::probe(pattern)), "{pattern}");
        }
    }
}
