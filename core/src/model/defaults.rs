//! What a plain `docker build` makes of the words that it expands: every ARG has its default, nothing else is given,
//! and of the base image only PATH is known. This is the view of BuildKit's own checks
//! (`frontend/dockerfile/dockerfile2llb/convert.go`, read 2026-11).

use super::{Base, Binding, Dockerfile, Stage, scope};
use crate::image::environment;
use crate::syntax::{self, ExpandOptions, Expandable, Expansion, Keyword, Lookup, Port};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The PATH that the builder gives to images without one.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// A word as a plain build sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Defaulted {
    /// The instruction's index.
    pub at: usize,
    /// Where the word is written.
    pub span: Span,
    /// The text before expansion.
    pub raw: String,
    /// The text after it; what is not set is empty. `None` where the builder refuses the word.
    pub text: Option<String>,
    /// The same, split at blanks that are not quoted.
    pub words: Vec<String>,
    /// The variables that nothing in the file sets or declares.
    pub unset: Vec<String>,
    /// Those of them that are used without a fallback such as `${name:-…}`.
    pub needed: Vec<String>,
    /// The variables that are declared without a value: `ARG name`.
    pub without_value: Vec<String>,
}

/// What holds at the end of a stage.
#[derive(Clone, Debug, Default)]
struct Scope {
    values: BTreeMap<String, String>,
    /// ARGs, those without a value included.
    declared: BTreeSet<String>,
}

impl Scope {
    fn size(&self) -> usize {
        self.values.iter().map(|(name, value)| name.len() + value.len()).sum()
    }

    fn lookup(&self, name: &str) -> Lookup {
        self.values.get(name).map_or(Lookup::Unset, |value| Lookup::Known(value.clone()))
    }
}

/// How many bytes of values are kept. A file of one mebibyte that doubles its variables would fill any memory.
const BUDGET: usize = 1 << 24;

/// The longest value that is kept.
const LONGEST: usize = 1 << 12;

/// Walks the file as the builder does.
struct Walk<'f> {
    file: &'f Dockerfile,
    spent: usize,
}

/// Expands every word of a file, in order.
pub(super) fn defaults(file: &Dockerfile) -> Vec<Defaulted> {
    let mut walk = Walk { file, spent: 0 };
    let (mut words, globals) = walk.globals();
    let mut ends: Vec<Scope> = Vec::new();
    for stage in &file.stages {
        words.extend(walk.expand(stage.from, &globals));
        let mut scope = walk.start(stage, &ends);
        for (at, _) in file.steps(stage) {
            words.extend(walk.step(at, &mut scope, &globals));
        }
        // Only stages that others are built from are asked for again.
        ends.push(if stage.is_base { scope } else { Scope::default() });
    }
    words
}

impl Walk<'_> {
    /// The ARGs before the first FROM, and what they set.
    fn globals(&mut self) -> (Vec<Defaulted>, Scope) {
        let file = self.file;
        let target = file.final_stage().and_then(|stage| stage.name.clone()).unwrap_or_default();
        let mut scope = Scope::default();
        for name in scope::PLATFORM_ARGS {
            let value = match name {
                "TARGETSTAGE" => target.as_str(),
                name if name.ends_with("PLATFORM") => "linux/amd64",
                name if name.ends_with("OS") => "linux",
                name if name.ends_with("ARCH") => "amd64",
                _ => "",
            };
            scope.values.insert(name.to_owned(), value.to_owned());
            scope.declared.insert(name.to_owned());
        }
        let first = file.stages.first().map_or(file.tree.instructions.len(), |stage| stage.from);
        let none = Scope::default();
        let words = (0..first).flat_map(|at| self.step(at, &mut scope, &none)).collect();
        (words, scope)
    }

    /// What holds after FROM.
    fn start(&mut self, stage: &Stage, ends: &[Scope]) -> Scope {
        let mut scope = Scope::default();
        match stage.base {
            Base::Stage(index) => {
                if let Some(end) = ends.get(index).filter(|end| self.afford(end.size())) {
                    scope = end.clone();
                }
            }
            _ if self.file.is_windows(stage) => {}
            _ => {
                scope.values.insert("PATH".to_owned(), PATH.to_owned());
            }
        }
        scope
    }

    fn afford(&mut self, bytes: usize) -> bool {
        let affordable = bytes <= BUDGET - self.spent;
        self.spent += if affordable { bytes } else { 0 };
        affordable
    }

    fn set(&mut self, scope: &mut Scope, name: String, value: String) {
        if value.len() <= LONGEST && self.afford(name.len() + value.len()) {
            scope.values.insert(name, value);
        } else {
            scope.declared.insert(name);
        }
    }

    /// Expands the words of one instruction; ARG and ENV change the scope.
    fn step(&mut self, at: usize, scope: &mut Scope, globals: &Scope) -> Vec<Defaulted> {
        let instruction = &self.file.tree.instructions[at];
        match instruction.keyword {
            Keyword::Arg => self.arguments(at, scope, globals),
            Keyword::Env => {
                // All values see the names as they were before the instruction.
                let words = self.expand(at, scope);
                for pair in words.chunks_exact(2) {
                    let text = |word: &Defaulted| word.text.clone().unwrap_or_default();
                    self.set(scope, text(&pair[0]), text(&pair[1]));
                }
                words
            }
            _ => self.expand(at, scope),
        }
    }

    /// Each ARG of one instruction sees those before it.
    fn arguments(&mut self, at: usize, scope: &mut Scope, globals: &Scope) -> Vec<Defaulted> {
        let mut words = Vec::new();
        for pair in self.file.tree.instructions[at].pairs() {
            let name = pair.key.text.clone();
            let value = match &pair.value {
                Some(value) => {
                    let options = ExpandOptions::word(self.file.tree.escape);
                    let word = Expandable { span: value.span, text: value.text.clone(), options };
                    words.push(self.expanded(at, word, scope));
                    words.last().and_then(|word| word.text.clone())
                }
                None => globals.values.get(&name).cloned(),
            };
            if let Some(value) = value {
                self.set(scope, name.clone(), value);
            }
            scope.declared.insert(name);
        }
        words
    }

    fn expand(&mut self, at: usize, scope: &Scope) -> Vec<Defaulted> {
        let tree = &self.file.tree;
        let words = syntax::expandable(&tree.source, tree.escape, &tree.instructions[at]);
        words.into_iter().map(|word| self.expanded(at, word, scope)).collect()
    }

    fn expanded(&mut self, at: usize, word: Expandable, scope: &Scope) -> Defaulted {
        let lookup = |name: &str| scope.lookup(name);
        let expansion = syntax::expand_with(&word.text, word.options, &lookup).ok();
        let size = |e: &Expansion| 2 * e.text.as_deref().map_or(0, str::len);
        let expansion = expansion.filter(|expansion| self.afford(size(expansion)));
        let Expansion { text, words, unset, needed, .. } = expansion.unwrap_or_default();
        let (without_value, unset): (Vec<String>, Vec<String>) =
            unset.into_iter().partition(|name| scope.declared.contains(name));
        let needed = needed.into_iter().filter(|name| !scope.declared.contains(name)).collect();
        Defaulted { at, span: word.span, raw: word.text, text, words, unset, needed, without_value }
    }
}

impl Dockerfile {
    /// The words of an instruction as a plain build sees them.
    pub fn defaulted(&self, at: usize) -> &[Defaulted] {
        let start = self.defaults.partition_point(|word| word.at < at);
        let end = self.defaults.partition_point(|word| word.at <= at);
        &self.defaults[start..end]
    }

    /// The variables that the builder looks up in a stage and nothing in the file sets, each once an instruction, with
    /// the word that uses it. EXPOSE is left out, as BuildKit doesn't say it there.
    pub fn unset<'a>(&'a self, stage: &Stage) -> Vec<(&'a Defaulted, &'a String)> {
        let mut found: Vec<(&Defaulted, &String)> = Vec::new();
        for (at, _) in self.steps(stage).filter(|(_, i)| i.keyword != Keyword::Expose) {
            let first = found.len();
            for word in self.defaulted(at) {
                for name in &word.unset {
                    if !found[first..].iter().any(|(_, known)| *known == name) {
                        found.push((word, name));
                    }
                }
            }
        }
        found
    }

    /// The pair of the word's own ENV that sets a name, where another pair needs it.
    pub fn set_within(&self, word: &Defaulted, name: &str) -> Option<usize> {
        let instruction = &self.tree.instructions[word.at];
        let sets = |pair: &syntax::Pair| pair.key.text == name && !pair.span.contains(word.span);
        let env = instruction.keyword == Keyword::Env && word.needed.iter().any(|n| n == name);
        instruction.pairs().iter().position(sets).filter(|_| env)
    }

    /// Whether a name is an ARG before the first FROM.
    pub fn is_global(&self, name: &str) -> bool {
        self.globals.iter().any(|global| global.name == name)
    }

    /// Whether the image under a stage sets a variable: `None` where that is not known.
    pub fn base_sets(&self, stage: &Stage, name: &str) -> Option<bool> {
        match self.root_of(stage) {
            Base::Image(image) => environment::sets(image, name),
            Base::Scratch => Some(false),
            _ => None,
        }
    }

    /// Where a word uses a variable: `$name`, `${name}` or `${name:-…}`; the whole word where that can't be found.
    pub fn use_of(&self, word: &Defaulted, name: &str) -> Span {
        let text = self.text(word.span);
        let found = text.match_indices('$').find_map(|(at, _)| {
            let rest = &text[at + 1..];
            let inner = rest.strip_prefix('{');
            let after = inner.unwrap_or(rest).strip_prefix(name)?;
            let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let close = inner.map_or(Some(0), |_| after.find('}').map(|close| close + 1))?;
            let length = text.len() - at - after.len() + close;
            ends.then(|| Span::new(at as u32, (at + length) as u32))
        });
        let start = word.span.start;
        found.map_or(word.span, |span| Span::new(start + span.start, start + span.end))
    }

    /// The ARG or ENV of a stage whose name is nearest to one that is not set. None where the name itself is set
    /// somewhere else, and so is not a slip.
    pub fn nearest_variable(&self, name: &str) -> Option<&Binding> {
        nearest(self.stages.iter().flat_map(|stage| &stage.bindings), name)
    }

    /// The same among the ARGs before the first FROM.
    pub fn nearest_global(&self, name: &str) -> Option<&Binding> {
        nearest(self.globals.iter(), name)
    }

    /// The ports of an EXPOSE as a plain build sees them, each with the word that holds it.
    pub fn ports(&self, at: usize) -> impl Iterator<Item = (&Defaulted, Port)> {
        let words = self.defaulted(at).iter();
        words.flat_map(|word| word.words.iter().map(move |text| (word, Port::parse(text))))
    }

    /// The image of a FROM as a plain build sees it.
    pub fn default_base(&self, stage: &Stage) -> Option<&Defaulted> {
        self.defaulted(stage.from).iter().find(|word| word.span == stage.base_span)
    }
}

fn nearest<'a>(bindings: impl Iterator<Item = &'a Binding>, name: &str) -> Option<&'a Binding> {
    let mut nearest: Option<(usize, &Binding)> = None;
    for binding in bindings {
        // Of a short name nearly everything is near.
        if binding.name == name || name.len() <= 3 {
            return None;
        }
        if binding.name.len().abs_diff(name.len()) <= 2 {
            let distance = syntax::distance(&binding.name, name);
            if distance <= 2 && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, binding));
            }
        }
    }
    nearest.map(|(_, binding)| binding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_nearest_variable_where_the_name_is_a_slip() {
        let file = Dockerfile::new("FROM a\nENV APP_DIR=/srv PERL5LIB=/lib\nENV PERLLIB=/l\n");
        let near = |name| file.nearest_variable(name).map(|near| near.name.as_str());
        assert_eq!(near("APPDIR"), Some("APP_DIR"));
        assert_eq!(near("PERL5LIB"), None, "it is set itself");
        assert_eq!(near("PERLIB"), Some("PERLLIB"));
        assert_eq!(near("DIR"), None, "nearly everything is near");
    }
}
