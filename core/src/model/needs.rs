//! What COPY, ADD and bind mounts need from the build context, and what a `.dockerignore` file leaves of it.

use super::{Copy, Dockerfile, Mount, MountKind, Run, Source, copies};
use crate::ignore::{IgnoreFile, Matcher, Verdict, hazards, parse, relate};
use crate::syntax::Instruction;
use crate::text::Span;

/// A path of the build context that an instruction names.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The instruction's index.
    pub instruction: usize,
    /// The stage's index.
    pub stage: usize,
    /// Where it is named: the word of a COPY, or the flag of a mount.
    pub span: Span,
    /// `COPY`, `ADD` or `RUN --mount`.
    pub by: &'static str,
    /// The path from the context's root, clean; `.` for all of it. Variables that nobody knows stand as `*`.
    pub path: String,
    /// Whether every variable in it is known.
    pub is_known: bool,
    /// What `--exclude` leaves out, a line each.
    pub excluded: String,
}

/// What a `.dockerignore` file leaves of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// All that can be told is there.
    Sent,
    /// Nothing is left of it; the pattern's index in [`IgnoreFile::patterns`].
    Gone(usize),
}

/// What a need brings, ready for many paths.
#[derive(Clone, Debug)]
pub struct Sieve {
    /// What it names; `None` for everything.
    within: Option<Matcher>,
    excluded: Matcher,
}

impl Sieve {
    /// Whether it brings a path of the context.
    pub fn brings(&self, path: &str) -> bool {
        self.within.as_ref().is_none_or(|within| within.excludes(path))
            && !self.excluded.excludes(path)
    }
}

impl Need {
    /// Whether it is the whole context.
    pub fn is_whole(&self) -> bool {
        self.is_known && matches!(self.path.as_str(), "." | "*")
    }

    /// Whether it has wildcards, so that finding nothing is no error.
    pub fn is_glob(&self) -> bool {
        self.path.contains(['*', '?', '['])
    }

    /// Whether it brings a path of the context. For many paths there is [`Need::sieve`].
    pub fn brings(&self, path: &str) -> bool {
        self.sieve().brings(path)
    }

    /// What tells the paths that it brings.
    pub fn sieve(&self) -> Sieve {
        Sieve {
            within: (self.path != ".").then(|| Matcher::only(&self.path)),
            excluded: Matcher::new(&parse(&self.excluded)),
        }
    }

    /// What is left of it.
    pub fn fate(&self, ignore: &IgnoreFile, matcher: &Matcher) -> Fate {
        if !self.is_known || self.path == "." {
            return Fate::Sent;
        }
        let gone = match self.is_glob() {
            true => all_gone(ignore, &self.path),
            false => {
                let Verdict { ignored, pattern } = matcher.decide(&self.path);
                pattern.filter(|_| ignored)
            }
        };
        let Some(at) = gone else { return Fate::Sent };
        if is_file(&self.path) {
            return Fate::Gone(at);
        }
        // A later exception may bring back something in the folder; a template of settings makes no folder.
        let inside = format!("{}/**", self.path);
        let back = ignore.patterns[at + 1..].iter().any(|later| {
            later.negated
                && later.fault.is_none()
                && relate::may_meet(&later.clean, &inside)
                && !(later.clean.starts_with("**/") && hazards::is_example(&later.clean))
        });
        if back { Fate::Sent } else { Fate::Gone(at) }
    }
}

/// Whether a path is that of a file, by an ending that no folder has.
fn is_file(path: &str) -> bool {
    const ENDINGS: &str = " js mjs cjs ts json lock txt toml yml yaml xml py rb php sh jar war conf cfg ini md html css \
                           mod sum gz tgz zip csproj sln properties gradle ";
    let ending = copies::file_name(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    !ending.is_empty() && ENDINGS.contains(&format!(" {ending} "))
}

/// The pattern that keeps out whatever a glob matches.
fn all_gone(ignore: &IgnoreFile, glob: &str) -> Option<usize> {
    let sound = ignore.patterns.iter().enumerate().filter(|(_, p)| p.fault.is_none());
    let mut gone = None;
    for (at, pattern) in sound {
        if pattern.negated && relate::may_meet(&pattern.clean, glob) {
            gone = None;
        } else if !pattern.negated && gone.is_none() && relate::covers(&pattern.clean, glob) {
            gone = Some(at);
        }
    }
    gone
}

impl Dockerfile {
    /// What the file needs from the build context, in order. Triggers are left out: they run in another build.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for (at, instruction) in self.tree.instructions.iter().enumerate() {
            let copy = self.copy_at(at).filter(|copy| !copy.onbuild && copy.from.is_none());
            if let Some(copy) = copy {
                needs.extend(copied(copy, instruction));
            }
            if let Some(run) = self.run_at(at).filter(|run| !run.onbuild) {
                needs.extend(run.mounts.iter().filter_map(|mount| mounted(run, mount)));
            }
        }
        needs
    }
}

fn copied(copy: &Copy, instruction: &Instruction) -> Vec<Need> {
    let excluded: String = instruction
        .flags
        .iter()
        .filter(|flag| flag.name == "exclude")
        .filter_map(|flag| Some(format!("{}\n", flag.value.as_deref()?)))
        .collect();
    let local = |source: &&Source| source.heredoc.is_none() && !source.is_remote();
    copy.sources
        .iter()
        .filter(local)
        .map(|source| {
            let (path, is_known) = match &source.text {
                Some(text) => (text.clone(), true),
                None => (without_variables(&source.word.text), false),
            };
            Need {
                instruction: copy.instruction,
                stage: copy.stage,
                span: source.word.span,
                by: if copy.is_add { "ADD" } else { "COPY" },
                path: in_context(&path),
                is_known,
                excluded: excluded.clone(),
            }
        })
        .collect()
}

fn mounted(run: &Run, mount: &Mount) -> Option<Need> {
    if mount.kind != MountKind::Bind || mount.from.is_some() {
        return None;
    }
    let source = mount.source.as_deref().unwrap_or(".");
    let is_known = !source.contains('$');
    let path = if is_known { source.to_owned() } else { without_variables(source) };
    Some(Need {
        instruction: run.instruction,
        stage: run.stage,
        span: mount.span,
        by: "RUN --mount",
        path: in_context(&path),
        is_known,
        excluded: String::new(),
    })
}

/// A source as the builder resolves it: from the context's root, which it can't leave.
fn in_context(path: &str) -> String {
    let clean = super::clean(&format!("/{}", path.trim_matches(['"', '\''])));
    match clean.trim_start_matches('/') {
        "" => ".".to_owned(),
        path => path.to_owned(),
    }
}

/// The word with a `*` for each variable.
fn without_variables(word: &str) -> String {
    let (mut out, mut rest) = (String::new(), word);
    while let Some(at) = rest.find('$') {
        out += &rest[..at];
        out.push('*');
        let after = &rest[at + 1..];
        let end = match after.strip_prefix('{') {
            Some(_) => after.find('}').map_or(after.len(), |end| end + 1),
            None => after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count(),
        };
        rest = &after[end..];
    }
    out + rest
}

/// The name that a path of a need ends with.
pub fn name(path: &str) -> &str {
    copies::file_name(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(source: &str) -> Vec<(&'static str, String)> {
        Dockerfile::new(source).needs().into_iter().map(|need| (need.by, need.path)).collect()
    }

    #[test]
    fn what_is_needed() {
        let source = "ARG V=1\nFROM a AS b\nARG V=2\nCOPY ./x /y/z ../q /d/\nADD https://e.org/a b.tgz /d/\n\
                      COPY <<E /e\nx\nE\nRUN --mount=type=bind,source=go.sum,target=go.sum --mount=type=cache,target=/c c\n\
                      COPY --from=c x y\nCOPY v$V/$X.jar .\nCOPY . .\nONBUILD COPY z .\n";
        let expected = [
            ("COPY", "x"),
            ("COPY", "y/z"),
            ("COPY", "q"),
            ("ADD", "b.tgz"),
            ("RUN --mount", "go.sum"),
            ("COPY", "v*/*.jar"),
            ("COPY", "."),
        ];
        assert_eq!(paths(source), expected.map(|(by, path)| (by, path.to_owned())));
    }

    #[test]
    fn what_is_left() {
        let fate = |ignore: &str, path: &str| {
            let file = Dockerfile::new(&format!("FROM a\nCOPY {path} /x/\n"));
            let ignore = crate::ignore::parse(ignore);
            file.needs()[0].fate(&ignore, &Matcher::new(&ignore))
        };
        assert_eq!(fate("dist\n", "dist"), Fate::Gone(0));
        assert_eq!(fate("dist\n", "dist/app.js"), Fate::Gone(0));
        assert_eq!(fate("*\n!src\n", "dist"), Fate::Gone(0));
        assert_eq!(fate("*\n!dist/*.js\n", "dist"), Fate::Sent);
        assert_eq!(fate("!dist\ndist\n", "dist"), Fate::Gone(1));
        assert_eq!(fate("*\n", "."), Fate::Sent);
        assert_eq!(fate("*.txt\n", "*.txt"), Fate::Gone(0));
        assert_eq!(fate("*.txt\n!a.txt\n", "*.txt"), Fate::Sent);
        assert_eq!(fate("a.txt\n", "*.txt"), Fate::Sent);
        assert_eq!(fate("*\n", "$X"), Fate::Sent);
        assert_eq!(fate("dist\n!**/.env.example\n", "dist"), Fate::Gone(0));
        assert_eq!(fate("dist\n!**/keep\n", "dist"), Fate::Sent);
        assert_eq!(fate("dist\n!**/keep\n", "dist/app.js"), Fate::Gone(0));
    }

    #[test]
    fn what_it_brings() {
        let need = |line: &str| Dockerfile::new(&format!("FROM a\n{line}\n")).needs().remove(0);
        assert!(need("COPY . /x").brings(".env"));
        assert!(need("COPY src /x").brings("src/a/b"));
        assert!(!need("COPY src /x").brings("srcs"));
        assert!(need("COPY *.js /x/").brings("a.js"));
        assert!(!need("COPY --exclude=.env* . /x").brings(".env.local"));
    }
}
