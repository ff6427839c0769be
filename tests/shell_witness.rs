//! The shell reader against `brush-parser`, over the corpus's POSIX shell-form RUNs. The differences that remain,
//! and who is right, are in `conformance/SHELL.md`. `SHELL_SHOW=n` prints the first n of them,
//! `SHELL_SAMPLE=n` prints what every n-th RUN was read as.

use brush_parser::ast::{
    self, Command, CommandPrefixOrSuffixItem as Item, CompoundCommand, CompoundList,
};
use brush_parser::word::{ParameterExpr, WordPiece, WordPieceWithSource};
use brush_parser::{Parser, ParserOptions};
use drydock_core::shell::{self, Dialect, Kind, List, Node, Part, Script, SubstitutionKind};
use drydock_core::syntax::{self, Instruction, Keyword, Tree, Value};
use drydock_core::text::{Joined, Span};
use drydock_tests::corpus;
use std::collections::BTreeMap;

/// The shell text of one RUN, and what reads it.
struct Run {
    id: String,
    line: u32,
    text: String,
    dialect: Dialect,
}

/// The dialect that a SHELL instruction asks for.
fn dialect_of(shell: &Instruction) -> Dialect {
    let words: Vec<&str> = shell.words().iter().map(|word| word.text.as_str()).collect();
    let name = words.first().and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or_default();
    // `["/usr/bin/env", "bash", "-c"]`
    let name = if name == "env" { words.get(1).copied().unwrap_or_default() } else { name };
    match name {
        "sh" | "dash" | "ash" | "busybox" => Dialect::Posix,
        "bash" | "zsh" | "ksh" => Dialect::Bash,
        "powershell" | "pwsh" | "powershell.exe" => Dialect::PowerShell,
        "cmd" | "cmd.exe" => Dialect::Cmd,
        _ => Dialect::Unknown,
    }
}

/// The RUNs of a file that a POSIX shell or bash reads.
fn runs(id: &str, tree: &Tree) -> Vec<Run> {
    let mut dialect = Dialect::Posix;
    let mut found = Vec::new();
    for instruction in &tree.instructions {
        let instruction = instruction.trigger.as_deref().unwrap_or(instruction);
        match (instruction.keyword, &instruction.value) {
            (Keyword::From, _) => {
                let from = instruction.rest.text.to_lowercase();
                let windows =
                    ["windows", "nanoserver", "servercore"].iter().any(|word| from.contains(word));
                dialect = if windows || tree.escape == '`' { Dialect::Cmd } else { Dialect::Posix };
            }
            (Keyword::Shell, _) => dialect = dialect_of(instruction),
            (Keyword::Run, Value::Text(text))
                if matches!(dialect, Dialect::Posix | Dialect::Bash) =>
            {
                let heredocs = &instruction.heredocs;
                let text = match &heredocs[..] {
                    [only] if text.text.trim() == tree.text(only.word) => {
                        tree.text(only.body).to_owned()
                    }
                    _ => heredocs.iter().fold(text.text.clone(), |text, heredoc| {
                        format!("{text}\n{}{}", tree.text(heredoc.body), tree.text(heredoc.end))
                    }),
                };
                let foreign = text.starts_with("#!")
                    && !text.lines().next().is_some_and(|line| line.ends_with("sh"));
                if !foreign {
                    found.push(Run { id: id.to_owned(), line: instruction.line, text, dialect });
                }
            }
            _ => {}
        }
    }
    found
}

/// Commands as lists of words; those of substitutions right after the command that holds them.
type Commands = Vec<Vec<String>>;

/// Brush's reading.
#[derive(Default)]
struct Theirs {
    commands: Commands,
    failed: bool,
}

impl Theirs {
    fn program(&mut self, text: &str, options: &ParserOptions) {
        match Parser::new(text.as_bytes(), options).parse_program() {
            Ok(program) => {
                program.complete_commands.iter().for_each(|list| self.list(list, options))
            }
            Err(_) => self.failed = true,
        }
    }

    fn list(&mut self, list: &CompoundList, options: &ParserOptions) {
        for ast::CompoundListItem(chain, _) in &list.0 {
            let more = chain.additional.iter().map(|next| match next {
                ast::AndOr::And(pipeline) | ast::AndOr::Or(pipeline) => pipeline,
            });
            for pipeline in std::iter::once(&chain.first).chain(more) {
                pipeline.seq.iter().for_each(|command| self.command(command, options));
            }
        }
    }

    fn command(&mut self, command: &Command, options: &ParserOptions) {
        match command {
            Command::Simple(simple) => self.simple(simple, options),
            Command::Compound(compound, _) => self.compound(compound, options),
            Command::Function(function) => self.compound(&function.body.0, options),
            Command::ExtendedTest(..) => {}
        }
    }

    fn simple(&mut self, simple: &ast::SimpleCommand, options: &ParserOptions) {
        let prefix = simple.prefix.iter().flat_map(|prefix| &prefix.0);
        let suffix = simple.suffix.iter().flat_map(|suffix| &suffix.0);
        let mut words = Vec::new();
        let mut nested = Vec::new();
        for item in prefix {
            self.item(item, &mut words, &mut nested);
        }
        if let Some(name) = &simple.word_or_name {
            words.push(name.value.clone());
            nested.push(Ok(name.value.clone()));
        }
        for item in suffix {
            self.item(item, &mut words, &mut nested);
        }
        self.commands.push(words);
        for word in nested {
            match word {
                Ok(word) => self.word(&word, options),
                Err(list) => self.list(&list, options),
            }
        }
    }

    fn item(
        &self,
        item: &Item,
        words: &mut Vec<String>,
        nested: &mut Vec<Result<String, CompoundList>>,
    ) {
        match item {
            Item::Word(word) | Item::AssignmentWord(_, word) => {
                words.push(word.value.clone());
                nested.push(Ok(word.value.clone()));
            }
            Item::ProcessSubstitution(_, subshell) => {
                words.push("<()".to_owned());
                nested.push(Err(subshell.list.clone()));
            }
            Item::IoRedirect(_) => {}
        }
    }

    /// The substitutions of a word.
    fn word(&mut self, word: &str, options: &ParserOptions) {
        match brush_parser::word::parse(word, options) {
            Ok(pieces) => self.pieces(&pieces, options),
            Err(_) => self.failed = true,
        }
    }

    fn pieces(&mut self, pieces: &[WordPieceWithSource], options: &ParserOptions) {
        for piece in pieces {
            match &piece.piece {
                WordPiece::DoubleQuotedSequence(inside)
                | WordPiece::GettextDoubleQuotedSequence(inside) => {
                    self.pieces(inside, options);
                }
                WordPiece::CommandSubstitution(text)
                | WordPiece::BackquotedCommandSubstitution(text) => {
                    self.program(text, options);
                }
                _ => {}
            }
        }
    }

    fn compound(&mut self, compound: &CompoundCommand, options: &ParserOptions) {
        match compound {
            CompoundCommand::BraceGroup(group) => self.list(&group.list, options),
            CompoundCommand::Subshell(subshell) => self.list(&subshell.list, options),
            CompoundCommand::ArithmeticForClause(clause) => self.list(&clause.body.list, options),
            CompoundCommand::ForClause(clause) => self.list(&clause.body.list, options),
            CompoundCommand::CaseClause(clause) => {
                clause
                    .cases
                    .iter()
                    .filter_map(|case| case.cmd.as_ref())
                    .for_each(|list| self.list(list, options));
            }
            CompoundCommand::IfClause(clause) => {
                self.list(&clause.condition, options);
                self.list(&clause.then, options);
                for branch in clause.elses.iter().flatten() {
                    branch.condition.iter().for_each(|list| self.list(list, options));
                    self.list(&branch.body, options);
                }
            }
            CompoundCommand::WhileClause(clause) | CompoundCommand::UntilClause(clause) => {
                self.list(&clause.0, options);
                self.list(&clause.1.list, options);
            }
            CompoundCommand::Coprocess(_) | CompoundCommand::Arithmetic(_) => {}
        }
    }
}

/// Our reading, in the same shape.
struct Ours<'a> {
    source: &'a str,
    script: &'a Script,
    commands: Commands,
}

impl Ours<'_> {
    fn list(&mut self, list: &List) {
        let script = self.script;
        for pipeline in script.list(list) {
            pipeline.stages.iter().for_each(|node| self.node(node));
        }
    }

    fn node(&mut self, node: &Node) {
        let script = self.script;
        let compound = match node {
            Node::Simple(index) => return self.command(&script.commands[*index]),
            Node::Compound(compound) => compound,
        };
        match &compound.kind {
            Kind::Group(list) | Kind::Subshell(list) => self.list(list),
            Kind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.list(condition);
                    self.list(body);
                }
                otherwise.iter().for_each(|list| self.list(list));
            }
            Kind::While { condition, body, .. } => {
                self.list(condition);
                self.list(body);
            }
            Kind::For { body, .. } | Kind::Count { body, .. } => self.list(body),
            Kind::Case { arms, .. } => arms.iter().for_each(|arm| self.list(&arm.body)),
            Kind::Function { body, .. } => self.node(body),
            Kind::Test(_) | Kind::Arithmetic(_) => {}
        }
    }

    fn command(&mut self, command: &shell::Command) {
        let assignments = command.assignments.iter().map(|assignment| assignment.span);
        let words = command.words.iter().map(|word| match word.parts[..] {
            [Part::Substitution(ref part)] if is_process(part.kind) => "<()".to_owned(),
            _ => word.raw(self.source).to_owned(),
        });
        self.commands
            .push(assignments.map(|span| span.of(self.source).to_owned()).chain(words).collect());
        let values = command.assignments.iter().map(|assignment| &assignment.value);
        for word in values.chain(&command.words) {
            for part in &word.parts {
                if let Part::Substitution(part) = part {
                    self.list(&part.body);
                }
            }
        }
    }
}

fn is_process(kind: SubstitutionKind) -> bool {
    matches!(kind, SubstitutionKind::Input | SubstitutionKind::Output)
}

/// The value of a word as brush reads it, where all of it is literal.
fn literal(pieces: &[WordPieceWithSource]) -> Option<String> {
    let mut value = String::new();
    for piece in pieces {
        match &piece.piece {
            WordPiece::Text(text) | WordPiece::SingleQuotedText(text) => value.push_str(text),
            WordPiece::EscapeSequence(text) => {
                value.push_str(text.strip_prefix('\\').unwrap_or(text))
            }
            WordPiece::DoubleQuotedSequence(inside) => value.push_str(&literal(inside)?),
            WordPiece::ParameterExpansion(ParameterExpr::Parameter { .. }) => return None,
            _ => return None,
        }
    }
    Some(value)
}

/// A word without the blanks in it: brush rewrites those within substitutions.
fn squeezed(word: &str) -> String {
    word.split_whitespace().collect()
}

/// How the two readings of a RUN compare.
fn compare(
    text: &str,
    ours: &Script,
    theirs: &Theirs,
    mine: &Commands,
) -> Result<(), &'static str> {
    match (ours.is_clear(), theirs.failed) {
        (false, true) => return Ok(()),
        (false, false) => return Err("opaque to us, read by brush"),
        (true, true) => return Err("refused by brush, read by us"),
        (true, false) => {}
    }
    if mine.len() != theirs.commands.len() {
        return Err("another number of commands");
    }
    for (a, b) in mine.iter().zip(&theirs.commands) {
        if a.len() != b.len() {
            return Err("another number of words");
        }
        if a.iter().zip(b).any(|(a, b)| a != b && squeezed(a) != squeezed(b)) {
            return Err("another word");
        }
    }
    let options = ParserOptions::default();
    for command in ours.commands.iter().filter(|command| command.context.parent.is_none()) {
        for word in &command.words {
            let Some(value) = word.literal() else { continue };
            let pieces = brush_parser::word::parse(word.raw(text), &options)
                .map_err(|_| "an unreadable word")?;
            if literal(&pieces).is_some_and(|theirs| theirs != value) {
                return Err("another value of a word");
            }
        }
    }
    Ok(())
}

#[test]
fn commands_equal_brushs() {
    let Some(corpus) = corpus() else { return };
    let number = |name: &str| {
        std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok()).unwrap_or(0)
    };
    let (mut show, sample) = (number("SHELL_SHOW"), number("SHELL_SAMPLE"));
    let (mut total, mut equal, mut opaque, mut commands) = (0usize, 0usize, 0usize, 0usize);
    let mut classes: BTreeMap<&'static str, usize> = BTreeMap::new();
    let only = std::env::var("SHELL_CLASS").ok();
    for file in &corpus {
        let source = String::from_utf8_lossy(&file.bytes);
        for run in runs(&file.id, &syntax::parse(&source)) {
            let joined = Joined::of(&run.text, Span::new(0, run.text.len() as u32));
            let script = shell::parse(&joined, run.dialect);
            let mut ours = Ours { source: &run.text, script: &script, commands: Vec::new() };
            ours.list(&script.body);
            let options = ParserOptions::default();
            let mut theirs = Theirs::default();
            theirs.program(&run.text, &options);
            total += 1;
            opaque += usize::from(!script.is_clear());
            commands += script.commands.len();
            if sample > 0 && total.is_multiple_of(sample) {
                eprintln!("== {}:{}\n{}\n-> {:?}\n", run.id, run.line, run.text, ours.commands);
            }
            match compare(&run.text, &script, &theirs, &ours.commands) {
                Ok(()) => equal += 1,
                Err(class) => {
                    *classes.entry(class).or_default() += 1;
                    if show > 0 && only.as_deref().is_none_or(|only| only == class) {
                        show -= 1;
                        eprintln!(
                            "== {class} {}:{} {:?}\n{}",
                            run.id, run.line, run.dialect, run.text
                        );
                        eprintln!("ours {:?}\n{:?}", script.opaque, ours.commands);
                        eprintln!("theirs {}\n{:?}\n", theirs.failed, theirs.commands);
                    }
                }
            }
        }
    }
    let share = equal as f64 / total.max(1) as f64;
    eprintln!(
        "{equal} of {total} RUNs equal ({:.3} %), {commands} commands, {opaque} RUNs opaque; {classes:?}",
        share * 100.0
    );
    assert!(share >= 0.995, "only {:.3} % of RUNs are read as brush reads them", share * 100.0);
}
