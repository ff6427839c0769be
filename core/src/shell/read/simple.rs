//! Simple commands: assignments, words, redirections.

use super::super::command::{Assignment, Command, Context, Redirect, RedirectOp};
use super::super::script::BashismKind;
use super::super::word::{Part, Word};
use super::word::Kind;
use super::{Pending, Reader, count_wrappers};

impl Reader<'_> {
    /// Reads a simple command into the list of all, and says where it is. A command that a syntax error cuts short
    /// is not kept.
    pub(super) fn simple(&mut self) -> Option<usize> {
        let start = self.at;
        let index = self.found.commands.len();
        let marks = (self.found.pipelines.len(), self.found.bashisms.len());
        let bodies = self.found.bodies;
        let place = self.span(start..start);
        self.found.commands.push(Command {
            index,
            assignments: Vec::new(),
            words: Vec::new(),
            redirects: Vec::new(),
            span: place,
            whole: place,
            wrappers: 0,
            inner: None,
            pipeline: 0,
            stage: 0,
            context: Context::default(),
        });
        let (mut assignments, mut words, mut redirects) = (Vec::new(), Vec::new(), Vec::new());
        // The first and last byte of the words, and the last of everything.
        let (mut first, mut last, mut end) = (None, start, start);
        loop {
            self.blanks();
            let at = self.at;
            match self.peek() {
                None | Some(b'\n' | b';' | b'|' | b')' | b'#') => break,
                Some(b'&') if self.ahead(1) != Some(b'>') => break,
                Some(b'(') => {
                    self.stop(at, "`(` where none can stand");
                    break;
                }
                _ => {}
            }
            if let Some((fd, op)) = self.redirect_op() {
                let Some(redirect) = self.redirect(at, fd, op, Some(index)) else { break };
                redirects.push(redirect);
            } else {
                match self.assignment_name().filter(|_| words.is_empty()) {
                    Some(head) => assignments.push(self.assignment(head)),
                    None => words.push(self.word(Kind::Argument)),
                }
                first = first.or(Some(at));
                last = self.at;
            }
            end = self.at;
            if self.stopped || self.at == at {
                break;
            }
        }
        if !self.stopped && end == start {
            self.stop(start, self.unexpected());
        }
        if self.stopped {
            // A heredoc of an earlier command, read meanwhile, may hold later commands: then an empty one stays.
            if bodies == self.found.bodies {
                self.found.commands.truncate(index);
                self.found.pipelines.truncate(marks.0);
                self.found.bashisms.truncate(marks.1);
            }
            return None;
        }
        let whole = self.span(start..end);
        let span = first.map_or(whole, |first| self.span(first..last));
        let wrappers = count_wrappers(&words);
        let command = &mut self.found.commands[index];
        command.assignments = assignments;
        command.words = words;
        command.redirects = redirects;
        command.span = span;
        command.whole = whole;
        command.wrappers = wrappers;
        self.inner(index);
        Some(index)
    }

    /// The head of an assignment at the cursor: where the name ends, where the value begins.
    fn assignment_name(&self) -> Option<(usize, usize)> {
        let rest = &self.bytes[self.at..self.end];
        let len = name_len(rest);
        if len == 0 {
            return None;
        }
        let mut at = len;
        if rest.get(at) == Some(&b'[') {
            let close = rest[at..]
                .iter()
                .position(|b| matches!(b, b']' | b'\n' | b' ' | b';' | b'&' | b'|'))?;
            if rest[at + close] != b']' {
                return None;
            }
            at += close + 1;
        }
        if rest.get(at) == Some(&b'+') {
            at += 1;
        }
        (rest.get(at) == Some(&b'=')).then_some((self.at + len, self.at + at + 1))
    }

    /// Reads an assignment whose head has been found.
    fn assignment(&mut self, (name_end, value): (usize, usize)) -> Assignment {
        let start = self.at;
        let name = self.text.text[start..name_end].to_owned();
        let append = self.bytes[value - 2] == b'+';
        let index_end = value - 1 - usize::from(append);
        let index =
            (index_end > name_end).then(|| self.text.text[name_end + 1..index_end - 1].to_owned());
        if index.is_some() {
            self.bashism(BashismKind::Array, start..value);
        }
        if append {
            self.bashism(BashismKind::Append, start..value);
        }
        self.at = value;
        let value = if self.peek() == Some(b'(') { self.array() } else { self.word(Kind::Value) };
        Assignment { name, index, append, value, span: self.span(start..self.at) }
    }

    /// Reads `(a b c)`.
    pub(super) fn array(&mut self) -> Word {
        let start = self.at;
        self.at += 1;
        let mut elements = Vec::new();
        if self.sink(start) {
            loop {
                self.gap();
                match self.peek() {
                    None => self.stop(start, "`(` is never closed"),
                    Some(b')') => self.at += 1,
                    _ if self.is_delimiter(self.at) && !self.sees("<(") && !self.sees(">(") => {
                        self.stop(self.at, self.unexpected());
                    }
                    _ => {
                        elements.push(self.word(Kind::Argument));
                        continue;
                    }
                }
                break;
            }
            self.rise();
        }
        let end = self.at.min(self.bytes.len());
        self.bashism(BashismKind::Array, start..end);
        let span = self.span(start..end);
        let cooked = self.text.part(start..end);
        Word {
            span,
            parts: vec![Part::Array { elements, span }],
            cooked,
            known: false,
            holes: Vec::new(),
        }
    }

    /// The redirection operator at the cursor, which it skips: what stands before it, and which it is.
    pub(super) fn redirect_op(&mut self) -> Option<(Option<String>, RedirectOp)> {
        let rest = &self.bytes[self.at..self.end];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let mut at = digits;
        if rest.first() == Some(&b'{') {
            let len = name_len(&rest[1..]);
            if len > 0 && rest.get(len + 1) == Some(&b'}') {
                at = len + 2;
            }
        }
        const OPS: &[(&str, RedirectOp)] = &[
            ("<<<", RedirectOp::HereString),
            ("<<-", RedirectOp::HeredocTabs),
            ("<<", RedirectOp::Heredoc),
            ("<&", RedirectOp::DuplicateInput),
            ("<>", RedirectOp::ReadWrite),
            ("<", RedirectOp::Read),
            (">>", RedirectOp::Append),
            (">&", RedirectOp::DuplicateOutput),
            (">|", RedirectOp::Clobber),
            (">", RedirectOp::Write),
            ("&>>", RedirectOp::AppendBoth),
            ("&>", RedirectOp::WriteBoth),
        ];
        let tail = &rest[at..];
        if tail.starts_with(b"<(") || tail.starts_with(b">(") || at > 0 && tail.starts_with(b"&") {
            return None;
        }
        let (sign, op) = OPS.iter().find(|(sign, _)| tail.starts_with(sign.as_bytes()))?;
        let fd = (at > 0).then(|| self.text.text[self.at..self.at + at].to_owned());
        let signs = self.at + at..self.at + at + sign.len();
        match op {
            RedirectOp::HereString => self.bashism(BashismKind::HereString, signs.clone()),
            RedirectOp::WriteBoth | RedirectOp::AppendBoth => {
                self.bashism(BashismKind::BothRedirect, signs.clone())
            }
            _ => {}
        }
        self.at = signs.end;
        Some((fd, *op))
    }

    /// Reads the target of a redirection that began at `start`.
    pub(super) fn redirect(
        &mut self,
        start: usize,
        fd: Option<String>,
        mut op: RedirectOp,
        command: Option<usize>,
    ) -> Option<Redirect> {
        self.blanks();
        if self.is_delimiter(self.at) && !self.sees("<(") && !self.sees(">(") {
            self.stop(start, "a redirection without a target");
            return None;
        }
        let target =
            self.word(if op == RedirectOp::HereString { Kind::Value } else { Kind::Target });
        let range = start..self.at.min(self.bytes.len());
        let span = self.span(range.clone());
        if op == RedirectOp::DuplicateOutput
            && fd.is_none()
            && target.literal().is_some_and(|text| {
                text != "-" && !text.trim_end_matches('-').bytes().all(|b| b.is_ascii_digit())
            })
        {
            op = RedirectOp::WriteBoth;
            self.bashism(BashismKind::BothRedirect, range);
        }
        let mut slot = None;
        if matches!(op, RedirectOp::Heredoc | RedirectOp::HeredocTabs) {
            slot = Some(self.found.heredocs.len());
            self.found.heredocs.push(None);
            self.pending.push(Pending {
                slot: self.found.heredocs.len() - 1,
                command,
                delimiter: target.text().to_owned(),
                quoted: !target.is_bare(),
                tabs: op == RedirectOp::HeredocTabs,
            });
        }
        Some(Redirect { fd, op, target, heredoc: None, slot, span })
    }
}

/// The length of the variable name that a text begins with.
pub(super) fn name_len(text: &[u8]) -> usize {
    if text.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    text.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count()
}
