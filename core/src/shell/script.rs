//! Scripts: lists of pipelines of commands, as a tree of indices into flat lists.

use super::command::{Command, Redirect};
use super::word::Word;
use crate::text::Span;

/// What reads the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// sh, dash, ash, busybox.
    Posix,
    /// bash, zsh, ksh.
    Bash,
    /// powershell, pwsh: not read, opaque.
    PowerShell,
    /// cmd.exe: not read, opaque.
    Cmd,
    /// Something else: not read, opaque.
    Unknown,
}

/// A shell text that was read. The tree hangs from `body`; `commands` and `pipelines` hold what it is made of,
/// those in substitutions and in `sh -c "…"` included.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// What it was read as.
    pub dialect: Dialect,
    /// The whole text.
    pub span: Span,
    /// The outermost list.
    pub body: List,
    /// Every simple command, in the order of the source.
    pub commands: Vec<Command>,
    /// Every pipeline; one command alone is a pipeline too.
    pub pipelines: Vec<Pipeline>,
    /// What could not be read.
    pub opaque: Vec<Opaque>,
    /// Comments within the shell text, from `#` to the end of the line.
    pub comments: Vec<Span>,
    /// Syntax that POSIX does not know, whatever the dialect.
    pub bashisms: Vec<Bashism>,
}

/// Pipelines one after another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Indices into `Script::pipelines`.
    pub pipelines: Vec<usize>,
    /// From the first pipeline to the end of the last (and its `&`); empty when there is none.
    pub span: Span,
}

/// Commands joined by `|`.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipeline {
    /// Where it stands in `Script::pipelines`.
    pub index: usize,
    /// The commands, at least one.
    pub stages: Vec<Node>,
    /// The operators between them.
    pub pipes: Vec<Pipe>,
    /// The `!` before it.
    pub negated: Option<Span>,
    /// The word `time` before it (with `-p`).
    pub timed: Option<Span>,
    /// What joins it to the pipeline before it in its list.
    pub before: Option<Joint>,
    /// What follows it: what joins it to the next, or a last `;`, `&` or line break.
    pub after: Option<Joint>,
    /// From `!` or `time` or the first command to the end of the last, redirections included.
    pub span: Span,
}

/// `|` or `|&`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pipe {
    /// Whether stderr goes along.
    pub both: bool,
    /// Where it stands.
    pub span: Span,
}

/// A list operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Which one.
    pub op: Op,
    /// Where it stands.
    pub span: Span,
}

/// What joins pipelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `;`.
    Semicolon,
    /// A line break.
    Newline,
    /// `&`.
    Background,
}

/// One stage of a pipeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A simple command: an index into `Script::commands`.
    Simple(usize),
    /// Anything that holds other commands.
    Compound(Box<Compound>),
}

/// A compound command.
#[derive(Clone, Debug, PartialEq)]
pub struct Compound {
    /// Which one, and what it holds.
    pub kind: Kind,
    /// The redirections after it.
    pub redirects: Vec<Redirect>,
    /// From its first word to its last, redirections included.
    pub span: Span,
}

/// The compound commands.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `{ …; }`.
    Group(List),
    /// `( … )`.
    Subshell(List),
    /// `if …; then …; elif …; then …; else …; fi`.
    If {
        /// Condition and body of `if` and of every `elif`.
        branches: Vec<(List, List)>,
        /// The body of `else`.
        otherwise: Option<List>,
    },
    /// `while …; do …; done`, or `until`.
    While {
        /// Whether it is `until`.
        until: bool,
        /// The condition.
        condition: List,
        /// The body.
        body: List,
    },
    /// `for x in …; do …; done`, or `select`.
    For {
        /// Whether it is `select`.
        select: bool,
        /// The variable.
        name: String,
        /// The words after `in`; `None` where there is no `in`.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
    },
    /// `for ((…; …; …)); do …; done`.
    Count {
        /// The three expressions, with their semicolons.
        expression: Word,
        /// The body.
        body: List,
    },
    /// `case … in … esac`.
    Case {
        /// The word that is compared.
        subject: Word,
        /// The arms.
        arms: Vec<Arm>,
    },
    /// `name() …` or `function name …`.
    Function {
        /// Its name.
        name: String,
        /// Its body.
        body: Node,
    },
    /// `[[ … ]]`: the words between, operators and parentheses included.
    Test(Vec<Word>),
    /// `(( … ))`.
    Arithmetic(Word),
}

/// One arm of a `case`.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// The patterns before `)`.
    pub patterns: Vec<Word>,
    /// The commands.
    pub body: List,
    /// How it ends: `;;`, `;&`, `;;&`, or nothing for a last arm.
    pub end: &'static str,
}

/// A stretch that was not read. Rules say nothing about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opaque {
    /// Where it stands: from what could not be read to the end of that text.
    pub span: Span,
    /// Why, in a few words, such as `a quote is never closed`.
    pub why: &'static str,
    /// The text itself.
    pub text: String,
}

/// Syntax beyond POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bashism {
    /// What it is.
    pub kind: BashismKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of syntax beyond POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BashismKind {
    /// `[[ … ]]`.
    DoubleBracket,
    /// `(( … ))` or `for ((…))`.
    ArithmeticCommand,
    /// `a=(…)` or `${a[0]}`.
    Array,
    /// `a+=b`.
    Append,
    /// `<(…)` or `>(…)`.
    ProcessSubstitution,
    /// `<<<`.
    HereString,
    /// `{a,b}` or `{1..3}`.
    BraceExpansion,
    /// `$'…'`.
    AnsiQuote,
    /// `$"…"`.
    LocaleQuote,
    /// `function f`.
    FunctionKeyword,
    /// `&>`, `&>>` or `>&file`.
    BothRedirect,
    /// `|&`.
    PipeBoth,
    /// `select`.
    Select,
    /// `${x//a/b}`, `${x:0:1}`, `${x^^}`, `${!x}`.
    Parameter,
    /// `;&` or `;;&`.
    CaseFallthrough,
    /// `@(a|b)`.
    ExtendedGlob,
}

/// Stands for the pipeline of a command that a syntax error has cut off.
const CUT: &Pipeline = &Pipeline {
    index: usize::MAX,
    stages: Vec::new(),
    pipes: Vec::new(),
    negated: None,
    timed: None,
    before: None,
    after: None,
    span: Span::at(0),
};

/// How many pipelines are looked through for the one at the other side of a joint.
const NEAR: usize = 8;

impl Script {
    /// Whether everything could be read.
    pub fn is_clear(&self) -> bool {
        self.opaque.is_empty()
    }

    /// The pipeline of a command; one without stages where a syntax error has cut it off.
    pub fn pipeline_of(&self, command: &Command) -> &Pipeline {
        self.pipelines.get(command.pipeline).unwrap_or(CUT)
    }

    /// The pipeline behind the joint that follows one. Those inside of it lie between; far away none is looked for.
    pub fn next(&self, pipeline: &Pipeline) -> Option<&Pipeline> {
        let joint = pipeline.after?.span;
        let mut later = self.pipelines.iter().skip(pipeline.index + 1).take(NEAR);
        later.find(|next| next.before.is_some_and(|before| before.span == joint))
    }

    /// The pipeline before the joint that one follows, likewise.
    pub fn previous(&self, pipeline: &Pipeline) -> Option<&Pipeline> {
        let joint = pipeline.before?.span;
        let mut earlier = self.pipelines[..pipeline.index].iter().rev().take(NEAR);
        earlier.find(|previous| previous.after.is_some_and(|after| after.span == joint))
    }

    /// The pipelines of a list, in order.
    pub fn list(&self, list: &List) -> impl Iterator<Item = &Pipeline> {
        list.pipelines.iter().map(|index| &self.pipelines[*index])
    }

    /// The simple command of a node, where it is one.
    pub fn simple(&self, node: &Node) -> Option<&Command> {
        match node {
            Node::Simple(index) => self.commands.get(*index),
            Node::Compound(_) => None,
        }
    }

    /// Every simple command within a span, such as that of a compound command, in source order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Command> {
        self.commands.iter().filter(move |command| span.contains(command.span))
    }

    /// The only command, where the script is one simple command and nothing else at its top.
    pub fn single(&self) -> Option<&Command> {
        let [index] = self.body.pipelines[..] else { return None };
        let [Node::Simple(command)] = self.pipelines[index].stages[..] else { return None };
        self.commands.get(command)
    }

    /// The commands named one of `names`.
    pub fn named<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a Command> {
        self.commands.iter().filter(|command| names.contains(&command.name()))
    }
}
