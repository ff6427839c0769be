//! Words: what stands between blanks, with its quotes and expansions.

use super::script::List;
use crate::text::{Joined, Span};
use std::ops::Range;

/// One word of shell text.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Where it stands, quotes included.
    pub span: Span,
    /// What it is made of, in order. An empty quoted string is one empty literal.
    pub parts: Vec<Part>,
    /// Quotes removed and escapes applied; expansions as they are written.
    pub(super) cooked: Joined,
    /// Whether `cooked` is the value the command will see.
    pub(super) known: bool,
    /// Which ranges of `cooked` are expansions, sorted.
    pub(super) holes: Vec<Range<usize>>,
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text that stands for itself, after quotes and escapes.
    Literal {
        /// The text the command sees.
        text: String,
        /// How it was written.
        quote: Quote,
        /// Where, without its quotes.
        span: Span,
    },
    /// `$NAME`, `${NAME}`, `${NAME:-default}` and the like.
    Variable(Variable),
    /// `$(…)`, backticks, `<(…)`, `>(…)`.
    Substitution(Substitution),
    /// `$((…))`.
    Arithmetic {
        /// The expression, whose expansions are its parts.
        expression: Box<Word>,
        /// Whether it stands in double quotes.
        quoted: bool,
        /// Where it stands.
        span: Span,
    },
    /// An unquoted `*`, `?`, `[…]` or `@(…)`.
    Glob {
        /// As written.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `{a,b}` or `{1..3}`. Where the dialect is POSIX it is text, and the word's value is still known.
    Brace {
        /// The choices; none for a range.
        alternatives: Vec<Word>,
        /// Where it stands.
        span: Span,
    },
    /// `~` or `~user` where it means a home directory.
    Tilde {
        /// As written.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `(a b c)` after `name=`.
    Array {
        /// The elements.
        elements: Vec<Word>,
        /// Where it stands, parentheses included.
        span: Span,
    },
}

/// How literal text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quote {
    /// Bare.
    Bare,
    /// After a backslash.
    Escaped,
    /// `'…'`.
    Single,
    /// `"…"`, or `$"…"`.
    Double,
    /// `$'…'`.
    AnsiC,
    /// In the body of a heredoc.
    Heredoc,
    /// A string of the JSON form, or text that no shell reads.
    Exact,
}

/// A reference to a variable or a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name; `1`, `@`, `?` and so on for parameters.
    pub name: String,
    /// What stands in `[…]` after the name, as written.
    pub index: Option<String>,
    /// What is done to its value: `:-`, `-`, `:=`, `:?`, `:+`, `#`, `%%`, `//`, `:` …, `length` for `${#x}`,
    /// `indirect` for `${!x}`; empty when nothing.
    pub operator: &'static str,
    /// What follows the operator: the default, the pattern, the offset.
    pub operand: Option<Box<Word>>,
    /// Whether it stands in double quotes (or in a heredoc), so that its value is not split.
    pub quoted: bool,
    /// Whether it is written with braces.
    pub braced: bool,
    /// Where it stands.
    pub span: Span,
}

/// Commands whose output (or stream) becomes part of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Substitution {
    /// How it is written.
    pub kind: SubstitutionKind,
    /// The commands.
    pub body: List,
    /// Whether it stands in double quotes (or in a heredoc), so that its output is not split.
    pub quoted: bool,
    /// Where it stands, delimiters included.
    pub span: Span,
}

/// How a substitution is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubstitutionKind {
    /// `$(…)`.
    Dollar,
    /// Backticks.
    Backtick,
    /// `<(…)`.
    Input,
    /// `>(…)`.
    Output,
}

impl Word {
    /// A word whose value is exactly this text, such as a string of the JSON form. `text` maps the decoded string
    /// to the source, `span` is the string with its quotes.
    pub fn exact(text: Joined, span: Span) -> Word {
        let part = Part::Literal { text: text.text.clone(), quote: Quote::Exact, span };
        Word { span, parts: vec![part], cooked: text, known: true, holes: Vec::new() }
    }

    /// Its value, where that is fully known: quotes removed, escapes applied, no expansion and no glob in it.
    pub fn literal(&self) -> Option<&str> {
        self.known.then_some(self.cooked.text.as_str())
    }

    /// Its value as far as it is known: quotes removed, escapes applied, expansions and globs as written.
    pub fn text(&self) -> &str {
        &self.cooked.text
    }

    /// The same, with the place in the source of every byte.
    pub fn joined(&self) -> &Joined {
        &self.cooked
    }

    /// As written.
    pub fn raw<'a>(&self, source: &'a str) -> &'a str {
        self.span.of(source)
    }

    /// The known text before the first expansion or glob.
    pub fn prefix(&self) -> &str {
        let known = self.parts.iter().map_while(|part| match part {
            Part::Literal { text, .. } => Some(text.len()),
            _ => None,
        });
        &self.cooked.text[..known.sum::<usize>()]
    }

    /// Whether nothing in it depends on variables or on other commands (globs, braces and tildes may be there).
    pub fn is_static(&self) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Literal { .. } | Part::Glob { .. } | Part::Tilde { .. } => true,
            Part::Brace { alternatives, .. } => alternatives.iter().all(Word::is_static),
            Part::Array { elements, .. } => elements.iter().all(Word::is_static),
            Part::Variable(_) | Part::Substitution(_) | Part::Arithmetic { .. } => false,
        })
    }

    /// Whether an unquoted glob stands in it.
    pub fn has_glob(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Glob { .. } => true,
            Part::Brace { alternatives, .. } => alternatives.iter().any(Word::has_glob),
            _ => false,
        })
    }

    /// Whether it is written without any quote or backslash.
    pub fn is_bare(&self) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Literal { quote, .. } => *quote == Quote::Bare,
            Part::Variable(variable) => !variable.quoted,
            Part::Substitution(substitution) => !substitution.quoted,
            Part::Arithmetic { quoted, .. } => !quoted,
            Part::Brace { alternatives, .. } => alternatives.iter().all(Word::is_bare),
            Part::Glob { .. } | Part::Tilde { .. } => true,
            Part::Array { .. } => false,
        })
    }

    /// The one way in which all of it is quoted; `None` where ways are mixed. Expansions in double quotes count
    /// as `Double`, others as `Bare`.
    pub fn quote(&self) -> Option<Quote> {
        let mut kinds = self.parts.iter().map(|part| match part {
            Part::Literal { quote, .. } => *quote,
            Part::Variable(Variable { quoted: true, .. })
            | Part::Substitution(Substitution { quoted: true, .. })
            | Part::Arithmetic { quoted: true, .. } => Quote::Double,
            _ => Quote::Bare,
        });
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// The word with what `value` says of each variable; `None` where something else is in it, or a value is not known.
    pub fn filled(&self, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Literal { text, .. } => filled += text,
                Part::Variable(variable)
                    if variable.operator.is_empty() && variable.index.is_none() =>
                {
                    filled += &value(&variable.name)?;
                }
                _ => return None,
            }
        }
        Some(filled)
    }

    /// Every variable in it, also in operands, arithmetic, braces and arrays, but not in substituted commands.
    pub fn variables(&self) -> Vec<&Variable> {
        let mut found = Vec::new();
        self.visit(&mut |part| {
            if let Part::Variable(variable) = part {
                found.push(variable);
            }
        });
        found
    }

    /// Whether it refers to the variable `name`.
    pub fn uses(&self, name: &str) -> bool {
        self.variables().iter().any(|variable| variable.name == name)
    }

    /// Every substitution in it, also in operands, arithmetic, braces and arrays.
    pub fn substitutions(&self) -> Vec<&Substitution> {
        let mut found = Vec::new();
        self.visit(&mut |part| {
            if let Part::Substitution(substitution) = part {
                found.push(substitution);
            }
        });
        found
    }

    /// Shows every part to `see`, those within parts after the part that holds them.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a Part)) {
        for part in &self.parts {
            see(part);
            match part {
                Part::Variable(variable) => {
                    if let Some(operand) = &variable.operand {
                        operand.visit(see);
                    }
                }
                Part::Arithmetic { expression, .. } => expression.visit(see),
                Part::Brace { alternatives: words, .. } | Part::Array { elements: words, .. } => {
                    words.iter().for_each(|word| word.visit(see));
                }
                _ => {}
            }
        }
    }
}
