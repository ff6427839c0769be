//! The source cut into pieces, for colouring and as proof that nothing is lost.

use super::{GapKind, Instruction, Tree, Value, Word};
use crate::order;
use crate::text::Span;

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaf {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: LeafKind,
}

/// What a piece is.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeafKind {
    /// Blanks, line ends and whatever carries no meaning of its own.
    Blank,
    Directive,
    Comment,
    Keyword,
    Flag,
    /// A word, a path, a piece of shell text.
    Argument,
    /// A quoted string of a JSON array.
    Text,
    /// The name in `name=value`, a stage's `AS`, HEALTHCHECK's `CMD`.
    Name,
    Continuation,
    HeredocBody,
    HeredocEnd,
    /// What stands where no instruction is known.
    Unknown,
}

/// The pieces, in order, without a hole.
pub fn leaves(tree: &Tree) -> Vec<Leaf> {
    let mut marks = Marks { tree, found: Vec::new() };
    for directive in &tree.directives {
        marks.add(directive.span, LeafKind::Directive);
    }
    for comment in &tree.comments {
        marks.add(comment.span, LeafKind::Comment);
    }
    for instruction in &tree.instructions {
        for gap in instruction.gaps.iter().filter(|gap| gap.kind == GapKind::Continuation) {
            marks.add(gap.span, LeafKind::Continuation);
        }
        marks.instruction(instruction, &instruction.gaps);
        for heredoc in &instruction.heredocs {
            marks.add(heredoc.body, LeafKind::HeredocBody);
            marks.add(heredoc.end, LeafKind::HeredocEnd);
        }
    }
    marks.filled()
}

struct Marks<'t> {
    tree: &'t Tree,
    found: Vec<Leaf>,
}

impl Marks<'_> {
    fn add(&mut self, span: Span, kind: LeafKind) {
        if !span.is_empty() {
            self.found.push(Leaf { span, kind });
        }
    }

    /// Marks a span, leaving out the gaps that lie in it.
    fn around(&mut self, span: Span, kind: LeafKind, gaps: &[super::Gap]) {
        let mut at = span.start;
        for gap in &gaps[gaps.partition_point(|gap| gap.span.end <= span.start)..] {
            if gap.span.start >= span.end {
                break;
            }
            if gap.span.start > at {
                self.add(Span::new(at, gap.span.start), kind);
            }
            at = gap.span.end;
        }
        if at < span.end {
            self.add(Span::new(at, span.end), kind);
        }
    }

    fn instruction(&mut self, i: &Instruction, gaps: &[super::Gap]) {
        let known = i.keyword != super::Keyword::Unknown;
        self.around(i.word, if known { LeafKind::Keyword } else { LeafKind::Unknown }, gaps);
        for flag in &i.flags {
            self.around(flag.span, LeafKind::Flag, gaps);
        }
        match &i.trigger {
            Some(trigger) => self.instruction(trigger, gaps),
            None => self.value(&i.value, gaps),
        }
    }

    fn value(&mut self, value: &Value, gaps: &[super::Gap]) {
        match value {
            Value::Words(words) => self.words(words, LeafKind::Argument, gaps),
            Value::Json(words) => self.words(words, LeafKind::Text, gaps),
            Value::Text(text) => self.around(text.whole(), LeafKind::Argument, gaps),
            Value::Pairs(pairs) => {
                for pair in pairs {
                    self.around(pair.key.span, LeafKind::Name, gaps);
                    if let Some(value) = &pair.value {
                        self.around(value.span, LeafKind::Argument, gaps);
                    }
                }
            }
            Value::Health(kind, command) => {
                self.around(kind.span, LeafKind::Name, gaps);
                self.value(command, gaps);
            }
            Value::Empty | Value::Trigger => {}
        }
    }

    fn words(&mut self, words: &[Word], kind: LeafKind, gaps: &[super::Gap]) {
        for word in words {
            let is_as = kind == LeafKind::Argument && word.text.eq_ignore_ascii_case("as");
            self.around(word.span, if is_as { LeafKind::Name } else { kind }, gaps);
        }
    }

    fn filled(mut self) -> Vec<Leaf> {
        order::sort_by_key(&mut self.found, |leaf| (leaf.span.start, leaf.span.end));
        let (mut leaves, mut at) = (Vec::with_capacity(self.found.len() * 2), 0);
        for mut leaf in self.found {
            leaf.span.start = leaf.span.start.max(at);
            if leaf.span.start >= leaf.span.end {
                continue;
            }
            if at < leaf.span.start {
                leaves.push(Leaf { span: Span::new(at, leaf.span.start), kind: LeafKind::Blank });
            }
            at = leaf.span.end;
            leaves.push(leaf);
        }
        let end = self.tree.source.len() as u32;
        if at < end {
            leaves.push(Leaf { span: Span::new(at, end), kind: LeafKind::Blank });
        }
        leaves
    }
}
