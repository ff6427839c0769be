//! A normal form: two scripts with the same one do the same. Blanks, line breaks, comments and the way in which
//! known text is quoted do not show in it.

use super::command::{Command, Redirect, RedirectOp};
use super::script::{Compound, Kind, List, Node, Op, Script};
use super::word::{Part, SubstitutionKind, Variable, Word};

impl Script {
    /// The normal form. Equal forms of clear scripts of one dialect mean equal behaviour.
    pub fn normalized(&self) -> String {
        let mut form = Form { script: self, text: String::new() };
        form.list(&self.body);
        for opaque in &self.opaque {
            form.text.push_str("\u{1}opaque ");
            form.literal(&opaque.text);
        }
        form.text
    }
}

struct Form<'a> {
    script: &'a Script,
    text: String,
}

impl Form<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn list(&mut self, list: &List) {
        let script = self.script;
        self.push("{");
        for (at, pipeline) in script.list(list).enumerate() {
            if at > 0 && !self.text.ends_with('&') {
                self.push(match pipeline.before.map(|joint| joint.op) {
                    Some(Op::And) => " && ",
                    Some(Op::Or) => " || ",
                    _ => "; ",
                });
            }
            self.push(if pipeline.timed.is_some() { "time " } else { "" });
            self.push(if pipeline.negated.is_some() { "! " } else { "" });
            for (stage, node) in pipeline.stages.iter().enumerate() {
                if stage > 0 {
                    let both = pipeline.pipes.get(stage - 1).is_some_and(|pipe| pipe.both);
                    self.push(if both { " |& " } else { " | " });
                }
                self.node(node);
            }
            if pipeline.after.is_some_and(|joint| joint.op == Op::Background) {
                self.push(" &");
            }
        }
        self.push("}");
    }

    fn node(&mut self, node: &Node) {
        let script = self.script;
        match node {
            Node::Simple(index) => {
                if let Some(command) = script.commands.get(*index) {
                    self.command(command);
                }
            }
            Node::Compound(compound) => self.compound(compound),
        }
    }

    fn command(&mut self, command: &Command) {
        self.push("(");
        for assignment in &command.assignments {
            self.push(&assignment.name);
            if let Some(index) = &assignment.index {
                self.push("[");
                self.literal(index);
                self.push("]");
            }
            self.push(if assignment.append { "+=" } else { "=" });
            self.word(&assignment.value);
            self.push(" ");
        }
        self.push(":");
        self.words(&command.words);
        self.redirects(&command.redirects);
        self.push(")");
    }

    fn words(&mut self, words: &[Word]) {
        for word in words {
            self.push(" ");
            self.word(word);
        }
    }

    fn redirects(&mut self, redirects: &[Redirect]) {
        for redirect in redirects {
            self.push(" ");
            self.push(redirect.fd.as_deref().unwrap_or_default());
            self.push(sign(redirect.op));
            match &redirect.heredoc {
                Some(heredoc) => {
                    self.push(if heredoc.quoted { "'" } else { "" });
                    self.word(&heredoc.body);
                }
                None => self.word(&redirect.target),
            }
        }
    }

    fn compound(&mut self, compound: &Compound) {
        match &compound.kind {
            Kind::Group(list) => self.list(list),
            Kind::Subshell(list) => {
                self.push("subshell");
                self.list(list);
            }
            Kind::If { branches, otherwise } => {
                for (condition, body) in branches {
                    self.push("if");
                    self.list(condition);
                    self.list(body);
                }
                if let Some(list) = otherwise {
                    self.push("else");
                    self.list(list);
                }
            }
            Kind::While { until, condition, body } => {
                self.push(if *until { "until" } else { "while" });
                self.list(condition);
                self.list(body);
            }
            Kind::For { select, name, words, body } => {
                self.push(if *select { "select " } else { "for " });
                self.push(name);
                if let Some(words) = words {
                    self.push(" in");
                    self.words(words);
                }
                self.list(body);
            }
            Kind::Count { expression, body } => {
                self.push("count ");
                self.word(expression);
                self.list(body);
            }
            Kind::Case { subject, arms } => {
                self.push("case ");
                self.word(subject);
                for arm in arms {
                    self.push(" |");
                    self.words(&arm.patterns);
                    self.list(&arm.body);
                    self.push(if arm.end.is_empty() { ";;" } else { arm.end });
                }
            }
            Kind::Function { name, body } => {
                self.push("function ");
                self.literal(name);
                self.push(" ");
                self.node(body);
            }
            Kind::Test(words) => {
                self.push("[[");
                self.words(words);
                self.push(" ]]");
            }
            Kind::Arithmetic(expression) => {
                self.push("((");
                self.word(expression);
                self.push("))");
            }
        }
        self.redirects(&compound.redirects);
    }

    /// Known text, its own marks escaped so that it cannot look like structure.
    fn literal(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.text.push_str("\\n"),
                ' ' | '\\' | '$' | '"' | '\'' | '<' | '>' | '(' | ')' | '{' | '}' | '[' | ']'
                | '*' | '?' | '~' | '&' | '|' | ';' | '=' | ':' => {
                    self.text.push('\\');
                    self.text.push(c);
                }
                _ => self.text.push(c),
            }
        }
    }

    fn word(&mut self, word: &Word) {
        let shown = self.text.len();
        for part in &word.parts {
            match part {
                Part::Literal { text, .. } => self.literal(text),
                Part::Variable(variable) => self.variable(variable),
                Part::Substitution(substitution) => {
                    self.push(if substitution.quoted { "\"" } else { "" });
                    self.push(match substitution.kind {
                        SubstitutionKind::Dollar | SubstitutionKind::Backtick => "$",
                        SubstitutionKind::Input => "<",
                        SubstitutionKind::Output => ">",
                    });
                    self.list(&substitution.body);
                }
                Part::Arithmetic { expression, quoted, .. } => {
                    self.push(if *quoted { "\"$((" } else { "$((" });
                    self.word(expression);
                    self.push("))");
                }
                Part::Glob { text, .. } => {
                    self.push("*");
                    self.literal(text);
                }
                Part::Brace { alternatives, .. } => {
                    self.push("{,");
                    self.words(alternatives);
                    if alternatives.is_empty() {
                        self.literal(word.text());
                    }
                    self.push("}");
                }
                Part::Tilde { text, .. } => {
                    self.push("~");
                    self.literal(text);
                }
                Part::Array { elements, .. } => {
                    self.push("(");
                    self.words(elements);
                    self.push(")");
                }
            }
        }
        // An empty quoted string is a word, and keeps an empty variable beside it from vanishing.
        let empty = |part: &Part| matches!(part, Part::Literal { text, .. } if text.is_empty());
        let full = |part: &Part| matches!(part, Part::Literal { text, .. } if !text.is_empty());
        if self.text.len() == shown || word.parts.iter().any(empty) && !word.parts.iter().any(full)
        {
            self.push("''");
        }
    }

    fn variable(&mut self, variable: &Variable) {
        self.push(if variable.quoted { "\"${" } else { "${" });
        self.push(&variable.name);
        if let Some(index) = &variable.index {
            self.push("[");
            self.literal(index);
            self.push("]");
        }
        self.push(" ");
        self.push(variable.operator);
        if let Some(operand) = &variable.operand {
            self.push(" ");
            self.word(operand);
            // Quotes within a pattern decide what is special in it.
            for part in &operand.parts {
                if let Part::Literal { quote, .. } = part {
                    self.push(if *quote == super::word::Quote::Bare { "b" } else { "q" });
                }
            }
        }
        self.push("}");
    }
}

fn sign(op: RedirectOp) -> &'static str {
    match op {
        RedirectOp::Read => "<",
        RedirectOp::Write => ">",
        RedirectOp::Clobber => ">|",
        RedirectOp::Append => ">>",
        RedirectOp::ReadWrite => "<>",
        RedirectOp::DuplicateInput => "<&",
        RedirectOp::DuplicateOutput => ">&",
        RedirectOp::WriteBoth => "&>",
        RedirectOp::AppendBoth => "&>>",
        RedirectOp::Heredoc | RedirectOp::HeredocTabs => "<<",
        RedirectOp::HereString => "<<<",
    }
}
