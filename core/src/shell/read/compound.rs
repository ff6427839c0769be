//! Compound commands.

use super::super::command::Redirect;
use super::super::script::{Arm, BashismKind, Compound, Kind, List, Node};
use super::super::word::{Part, Quote, Word};
use super::Reader;
use super::simple::name_len;
use super::word::Kind as WordKind;

impl Reader<'_> {
    /// Whether a compound command or a function definition begins here.
    pub(super) fn begins_compound(&self) -> bool {
        self.peek() == Some(b'(')
            || matches!(
                self.keyword(),
                Some(
                    "{" | "if" | "while" | "until" | "for" | "select" | "case" | "function" | "[["
                )
            )
            || self.function_name().is_some()
    }

    /// Reads a compound command with its redirections.
    pub(super) fn compound(&mut self) -> Option<Node> {
        let start = self.at;
        if !self.sink(start) {
            return None;
        }
        let kind = self.compound_kind(start);
        self.rise();
        let kind = kind?;
        let mut redirects = Vec::new();
        let mut end = self.at;
        while !self.stopped && !matches!(kind, Kind::Function { .. }) {
            self.blanks();
            let Some(redirect) = self.trailing_redirect() else { break };
            redirects.push(redirect);
            end = self.at;
        }
        let end = end.min(self.bytes.len());
        let span = self.span(start..end.max(start));
        Some(Node::Compound(Box::new(Compound { kind, redirects, span })))
    }

    /// A redirection after a compound command.
    fn trailing_redirect(&mut self) -> Option<Redirect> {
        let at = self.at;
        let (fd, op) = self.redirect_op()?;
        self.redirect(at, fd, op, None)
    }

    fn compound_kind(&mut self, start: usize) -> Option<Kind> {
        if self.peek() == Some(b'(') {
            return Some(self.parenthesis(start));
        }
        if let Some((name, end)) = self.function_name() {
            self.at = end;
            return self.function_body(start, name);
        }
        let word = self.keyword()?;
        self.at += word.len();
        match word {
            "{" => {
                let list = self.list();
                self.expect("}", start, "`{` is never closed");
                Some(Kind::Group(list))
            }
            "if" => Some(self.if_branches(start)),
            "while" | "until" => {
                let condition = self.list();
                let body = self.do_group(start);
                Some(Kind::While { until: word == "until", condition, body })
            }
            "for" | "select" => self.for_loop(start, word == "select"),
            "case" => self.case(start),
            "function" => self.function_keyword(start),
            _ => Some(self.test(start)),
        }
    }

    /// `( … )` or `(( … ))`.
    fn parenthesis(&mut self, start: usize) -> Kind {
        let double = self.ahead(1) == Some(b'(');
        if let Some(end) = double.then(|| self.arithmetic_end(start + 2)).flatten() {
            self.bashism(BashismKind::ArithmeticCommand, start..end + 2);
            if self.dialect == super::Dialect::Bash {
                return Kind::Arithmetic(self.arithmetic(start + 2, end));
            }
        }
        self.at += 1;
        let list = self.list();
        if self.peek() == Some(b')') {
            self.at += 1;
        } else {
            self.stop(start, "`(` is never closed");
        }
        Kind::Subshell(list)
    }

    /// Skips a reserved word, or gives up.
    fn expect(&mut self, word: &str, start: usize, why: &'static str) {
        if !self.takes(word) {
            let (from, why) = if self.done() { (start, why) } else { (self.at, self.unexpected()) };
            self.stop(from, why);
        }
    }

    fn if_branches(&mut self, start: usize) -> Kind {
        let mut branches = Vec::new();
        let mut otherwise = None;
        loop {
            let condition = self.list();
            self.expect("then", start, "`if` without `then`");
            let body = self.list();
            branches.push((condition, body));
            if !self.takes("elif") {
                break;
            }
        }
        if self.takes("else") {
            otherwise = Some(self.list());
        }
        self.expect("fi", start, "`if` without `fi`");
        Kind::If { branches, otherwise }
    }

    /// `do … done`, or `{ … }` after `for`.
    fn do_group(&mut self, start: usize) -> List {
        self.gap();
        if self.takes("{") {
            let body = self.list();
            self.expect("}", start, "`{` is never closed");
            return body;
        }
        self.expect("do", start, "a loop without `do`");
        let body = self.list();
        self.expect("done", start, "a loop without `done`");
        body
    }

    fn for_loop(&mut self, start: usize, select: bool) -> Option<Kind> {
        self.blanks();
        if select {
            self.bashism(BashismKind::Select, start..self.at);
        }
        if self.sees("((") {
            let open = self.at;
            let Some(end) = self.arithmetic_end(open + 2) else {
                self.stop(open, "`((` is never closed");
                return None;
            };
            self.bashism(BashismKind::ArithmeticCommand, open..end + 2);
            let expression = self.arithmetic(open + 2, end);
            self.blanks();
            if self.peek() == Some(b';') {
                self.at += 1;
            }
            let body = self.do_group(start);
            return Some(Kind::Count { expression, body });
        }
        let len = name_len(&self.bytes[self.at.min(self.end)..self.end]);
        if len == 0 || !self.is_delimiter(self.at + len) {
            self.stop(start, "a loop without a variable");
            return None;
        }
        let name = self.text.text[self.at..self.at + len].to_owned();
        self.at += len;
        self.gap();
        let mut words = None;
        if self.sees("in") && self.is_delimiter(self.at + 2) {
            self.at += 2;
            words = Some(self.words_of_line());
        }
        self.blanks();
        self.comment();
        if self.peek() == Some(b';') {
            self.at += 1;
        }
        let body = self.do_group(start);
        Some(Kind::For { select, name, words, body })
    }

    /// The words up to `;` or the end of the line.
    fn words_of_line(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            self.blanks();
            if self.peek() == Some(b'#')
                || self.is_delimiter(self.at) && !self.sees("<(") && !self.sees(">(")
            {
                return words;
            }
            words.push(self.word(WordKind::Argument));
        }
    }

    fn case(&mut self, start: usize) -> Option<Kind> {
        self.blanks();
        if self.is_delimiter(self.at) {
            self.stop(start, "`case` without a word");
            return None;
        }
        let subject = self.word(WordKind::Value);
        self.gap();
        if !(self.sees("in") && self.is_delimiter(self.at + 2)) {
            self.stop(start, "`case` without `in`");
            return Some(Kind::Case { subject, arms: Vec::new() });
        }
        self.at += 2;
        let mut arms = Vec::new();
        loop {
            self.gap();
            if self.takes("esac") {
                break;
            }
            if self.done() {
                self.stop(start, "`case` without `esac`");
                break;
            }
            arms.push(self.arm());
            if self.stopped {
                break;
            }
        }
        Some(Kind::Case { subject, arms })
    }

    fn arm(&mut self) -> Arm {
        if self.peek() == Some(b'(') {
            self.at += 1;
        }
        let mut patterns = Vec::new();
        loop {
            self.blanks();
            let at = self.at;
            if self.is_delimiter(at) {
                self.stop(at, "a `case` arm without a pattern");
                break;
            }
            patterns.push(self.word(WordKind::Pattern));
            self.blanks();
            match self.peek() {
                Some(b'|') => self.at += 1,
                Some(b')') => break,
                _ => {
                    self.stop(at, "a `case` pattern without `)`");
                    break;
                }
            }
        }
        self.at += 1;
        let body = self.list();
        let end = [";;&", ";;", ";&"].into_iter().find(|end| self.sees(end)).unwrap_or("");
        if end.ends_with('&') {
            self.bashism(BashismKind::CaseFallthrough, self.at..self.at + end.len());
        }
        self.at += end.len();
        if end.is_empty() && !self.done() && self.keyword() != Some("esac") {
            self.stop(self.at, self.unexpected());
        }
        Arm { patterns, body, end }
    }

    /// The name at the cursor if `()` follows it, and where the parentheses end.
    fn function_name(&self) -> Option<(String, usize)> {
        let rest = &self.bytes[self.at.min(self.end)..self.end];
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || b"_-.:+@/%,".contains(b);
        let len = rest.iter().take_while(|b| is_name(b)).count();
        let skip =
            |at: usize| at + rest[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let open = skip(len);
        if len == 0 || rest.get(open) != Some(&b'(') {
            return None;
        }
        let close = skip(open + 1);
        let name = self.text.text[self.at..self.at + len].to_owned();
        (rest.get(close) == Some(&b')')).then_some((name, self.at + close + 1))
    }

    fn function_body(&mut self, start: usize, name: String) -> Option<Kind> {
        self.gap();
        let Some(body) = self.node() else {
            self.stop(start, "a function without a body");
            return None;
        };
        Some(Kind::Function { name, body })
    }

    fn function_keyword(&mut self, start: usize) -> Option<Kind> {
        self.bashism(BashismKind::FunctionKeyword, start..self.at);
        self.blanks();
        if let Some((name, end)) = self.function_name() {
            self.at = end;
            return self.function_body(start, name);
        }
        if self.is_delimiter(self.at) {
            self.stop(start, "a function without a name");
            return None;
        }
        let name = self.word(WordKind::Value).text().to_owned();
        self.function_body(start, name)
    }

    /// `[[ … ]]`, after its first word.
    fn test(&mut self, start: usize) -> Kind {
        self.bashism(BashismKind::DoubleBracket, start..self.at);
        let mut words: Vec<Word> = Vec::new();
        loop {
            self.blanks();
            let at = self.at;
            let Some(byte) = self.peek() else {
                self.stop(start, "`[[` is never closed");
                break;
            };
            if self.sees("]]") && self.is_delimiter(at + 2) {
                self.at += 2;
                break;
            }
            let len = match byte {
                b'\n' => {
                    self.newline();
                    continue;
                }
                b'&' | b'|' if self.ahead(1) == Some(byte) => 2,
                b'(' | b')' | b'<' | b'>' => 1,
                b';' | b'&' | b'|' => {
                    self.stop(at, "`[[` is never closed");
                    break;
                }
                _ => 0,
            };
            if len > 0 && !words.last().is_some_and(|word| word.text() == "=~" && word.is_bare()) {
                self.at += len;
                words.push(self.operator_word(at));
                continue;
            }
            let regex = words.last().is_some_and(|word| word.text() == "=~" && word.is_bare());
            words.push(self.word(if regex { WordKind::Regex } else { WordKind::Pattern }));
            if self.at == at {
                self.stop(at, self.unexpected());
            }
        }
        Kind::Test(words)
    }

    /// The operator from `start` to the cursor, as a word.
    fn operator_word(&self, start: usize) -> Word {
        let cooked = self.text.part(start..self.at);
        let span = self.span(start..self.at);
        let part = Part::Literal { text: cooked.text.clone(), quote: Quote::Bare, span };
        Word { span, parts: vec![part], cooked, known: true, holes: Vec::new() }
    }
}
