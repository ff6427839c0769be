//! The file, instruction by instruction.

use super::lines::{self, Line};
use super::{
    Comment, Directive, Heredoc, Instruction, JsonFault, Keyword, SyntaxError, Tree, Value, flags,
    heredoc, is_blank, is_space, json, validate, words,
};
use crate::order;
use crate::text::{Joined, LineIndex, Span};
use std::ops::Range;

/// The longest line that BuildKit reads, in bytes without its `\n` (Go's `bufio.MaxScanTokenSize` less one).
const LINE_LIMIT: u32 = 65_535;

/// Reads a Dockerfile. Every input gives a tree.
pub fn parse(source: &str) -> Tree {
    let mut parser = Parser {
        source,
        escape: '\\',
        lines: lines::physical(source),
        directives: Vec::new(),
        comments: Vec::new(),
        instructions: Vec::new(),
        errors: Vec::new(),
    };
    parser.file();
    let Parser { escape, directives, comments, instructions, mut errors, .. } = parser;
    errors.extend(instructions.iter().flat_map(|i| validate::instruction(source, escape, i)));
    errors.extend(validate::order(&instructions));
    order::sort_by_key(&mut errors, |error| (error.span.start, !error.early));
    let lines = LineIndex::new(source);
    let is_windows = source.matches("\r\n").count() * 2 > source.matches('\n').count();
    let source = source.to_owned();
    Tree { source, lines, directives, comments, instructions, errors, escape, is_windows }
}

struct Parser<'s> {
    source: &'s str,
    escape: char,
    lines: Vec<Line>,
    directives: Vec<Directive>,
    comments: Vec<Comment>,
    instructions: Vec<Instruction>,
    errors: Vec<SyntaxError>,
}

impl Parser<'_> {
    fn file(&mut self) {
        self.long_lines();
        let (mut at, mut above, mut directives) = (0, 0, true);
        while at < self.lines.len() {
            let span = self.lines[at].span;
            let text = span.of(self.source);
            let trimmed = text.trim_start_matches(is_space);
            let from = span.start + (text.len() - trimmed.len()) as u32;
            if trimmed.starts_with('#') {
                directives = directives && self.directive(Span::new(from, span.end));
                if !directives {
                    self.comments.push(Comment {
                        span: Span::new(from, span.end),
                        line: at as u32 + 1,
                        inside: false,
                    });
                }
                at += 1;
                continue;
            }
            directives = false;
            if trimmed.is_empty() {
                above = self.comments.len();
                at += 1;
                continue;
            }
            let before = above..self.comments.len();
            at = self.instruction(at, before);
            above = self.comments.len();
        }
        if self.instructions.is_empty() && self.errors.is_empty() {
            let last = self.lines.last().map_or(0, |line| line.span.start);
            let message = "the file has no instructions: begin with FROM".to_owned();
            self.errors.push(SyntaxError {
                code: "no-from",
                span: Span::at(last),
                message,
                early: true,
            });
        }
    }

    fn long_lines(&mut self) {
        for Line { span, end } in &self.lines {
            let length =
                self.source[span.start as usize..*end as usize].trim_end_matches('\n').len();
            if length as u32 > LINE_LIMIT {
                let message = format!(
                    "the line has {length} bytes, and BuildKit reads {LINE_LIMIT} at most: break it up"
                );
                self.errors.push(SyntaxError {
                    code: "line-too-long",
                    span: *span,
                    message,
                    early: true,
                });
            }
        }
    }

    /// Reads a directive; whether the line was one, so that more may follow.
    fn directive(&mut self, span: Span) -> bool {
        let text = span.of(self.source);
        let body = text[1..].trim_start_matches(is_space);
        let length = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
        let (name, rest) = body.split_at(length);
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim) else { return false };
        let name = name.to_ascii_lowercase();
        if value.is_empty() || !["syntax", "escape", "check"].contains(&name.as_str()) {
            return false;
        }
        let end = span.start + text.trim_end().len() as u32;
        let place = Span::new(end - value.len() as u32, end);
        if self.directives.iter().any(|d| d.name == name) {
            let message = format!("`# {name}=` is given twice: keep one");
            self.errors.push(SyntaxError { code: "directive-invalid", span, message, early: true });
        } else if name == "escape" {
            match value {
                "`" => self.escape = '`',
                "\\" => self.escape = '\\',
                _ => {
                    let message = format!(
                        "the escape character `{value}` is neither a backslash nor a backtick"
                    );
                    self.errors.push(SyntaxError {
                        code: "directive-invalid",
                        span: place,
                        message,
                        early: true,
                    });
                }
            }
        }
        self.directives.push(Directive { span, name, value: place });
        true
    }

    /// Reads one instruction; the index of the line after it.
    fn instruction(&mut self, first: usize, above: Range<usize>) -> usize {
        let lines::Logical { text, gaps, mut next } =
            lines::join(self.source, &self.lines, first, self.escape, &mut self.comments);
        let start = text.text.len() - text.text.trim_start_matches(is_space).len();
        let end = text.text.trim_end_matches(is_space).len().max(start);
        if start == end {
            let message =
                "a continuation character with nothing to continue: delete the line".to_owned();
            let span = self.lines[first].span;
            self.errors.push(SyntaxError {
                code: "unknown-instruction",
                span,
                message,
                early: false,
            });
            return next;
        }
        let logical = text.part(start..end);
        let mut instruction = self.read(logical, 0);
        instruction.gaps = gaps;
        instruction.above = above;
        instruction.line = first as u32 + 1;
        if takes_heredocs(&instruction) {
            next = self.heredocs(&mut instruction, next);
        }
        instruction.end_line = next as u32;
        if let Some(trigger) = &mut instruction.trigger {
            trigger.heredocs.clone_from(&instruction.heredocs);
            (trigger.line, trigger.end_line) = (instruction.line, instruction.end_line);
        }
        self.instructions.push(instruction);
        next
    }

    /// Reads keyword, flags and arguments of a logical line.
    fn read(&mut self, logical: Joined, depth: u32) -> Instruction {
        let cut = logical.text.find(is_blank).unwrap_or(logical.text.len());
        let keyword = Keyword::of(&logical.text[..cut]);
        let word = logical.span(0..cut);
        let after = logical.text[cut..].trim_start_matches(is_blank);
        let arguments = logical.part(logical.text.len() - after.len()..logical.text.len());
        let (flags, from) = flags::flags(&arguments);
        let text = &arguments.text[from..];
        let from = from + text.len() - text.trim_start_matches(is_space).len();
        let rest = arguments.part(from..from.max(arguments.text.trim_end_matches(is_space).len()));
        let span = logical.whole();
        let mut instruction = Instruction {
            keyword,
            word,
            span,
            head: span,
            line: 0,
            end_line: 0,
            logical,
            flags,
            rest,
            value: Value::Empty,
            heredocs: Vec::new(),
            gaps: Vec::new(),
            trigger: None,
            above: 0..0,
        };
        if keyword == Keyword::Onbuild && !instruction.rest.text.is_empty() {
            if depth < 8 {
                let trigger = self.read(instruction.rest.clone(), depth + 1);
                instruction.trigger = Some(Box::new(trigger));
            }
            instruction.value = Value::Trigger;
        } else {
            instruction.value = self.value(keyword, &instruction.rest);
        }
        instruction
    }

    fn value(&mut self, keyword: Keyword, rest: &Joined) -> Value {
        if rest.text.is_empty() {
            return Value::Empty;
        }
        match keyword {
            Keyword::Add | Keyword::Copy | Keyword::Volume => {
                self.json(rest).unwrap_or_else(|| Value::Words(words::word_list(rest)))
            }
            Keyword::From | Keyword::Expose => Value::Words(words::word_list(rest)),
            Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell => {
                self.json(rest).unwrap_or_else(|| Value::Text(rest.clone()))
            }
            Keyword::Arg => Value::Pairs(words::arguments(rest, self.escape)),
            Keyword::Env | Keyword::Label => {
                match words::pairs(rest, self.escape, keyword.name()) {
                    Ok(pairs) => Value::Pairs(pairs),
                    Err((range, message)) => {
                        let span = rest.span(range);
                        self.errors.push(SyntaxError {
                            code: "pair-malformed",
                            span,
                            message,
                            early: true,
                        });
                        Value::Text(rest.clone())
                    }
                }
            }
            Keyword::Healthcheck => {
                let cut = rest.text.find(is_space).unwrap_or(rest.text.len());
                let after = rest.text[cut..].trim_start_matches(is_space);
                let command = rest.part(rest.text.len() - after.len()..rest.text.len());
                let value = match command.text.is_empty() {
                    true => Value::Empty,
                    false => self.json(&command).unwrap_or(Value::Text(command)),
                };
                Value::Health(words::word(rest, 0..cut), Box::new(value))
            }
            _ => Value::Text(rest.clone()),
        }
    }

    /// The JSON form, where it is one.
    fn json(&mut self, rest: &Joined) -> Option<Value> {
        match json::string_array(&rest.text) {
            Ok(strings) => {
                let word = |(range, text)| super::Word { span: rest.span(range), text };
                Some(Value::Json(strings.into_iter().map(word).collect()))
            }
            Err(JsonFault::NotStrings) => {
                let message =
                    "an array in JSON form holds strings only: quote every element".to_owned();
                let span = rest.whole();
                self.errors.push(SyntaxError {
                    code: "json-not-strings",
                    span,
                    message,
                    early: true,
                });
                None
            }
            Err(JsonFault::NotJson) => None,
        }
    }

    /// Reads the bodies of the heredocs that the line announces; the index of the line after them.
    fn heredocs(&mut self, instruction: &mut Instruction, mut next: usize) -> usize {
        for found in heredoc::announced(&instruction.logical.text) {
            let word = instruction.logical.span(found.range);
            let begin =
                self.lines.get(next).map_or(self.source.len() as u32, |line| line.span.start);
            let text = |line: &Line| {
                let text = line.span.of(self.source);
                if found.chomp { text.trim_start_matches('\t') } else { text }
            };
            let (body, end) = match self.lines[next..]
                .iter()
                .position(|line| text(line) == found.name)
            {
                Some(count) => {
                    let closing = self.lines[next + count].span;
                    next += count + 1;
                    (Span::new(begin, closing.start), closing)
                }
                None => {
                    let message = format!("the heredoc `{}` has no line that ends it", found.name);
                    self.errors.push(SyntaxError {
                        code: "heredoc-unterminated",
                        span: word,
                        message,
                        early: true,
                    });
                    next += self.lines[next..]
                        .iter()
                        .take_while(|line| !opens(line.span.of(self.source)))
                        .count();
                    let stop = self.lines[..next].last().map_or(begin, |line| line.end.max(begin));
                    (Span::new(begin, stop), Span::at(stop))
                }
            };
            instruction.span.end = if end.is_empty() { body.end } else { end.end };
            let announced = (found.name, found.expand, found.chomp, found.fd);
            let (name, expand, chomp, fd) = announced;
            instruction.heredocs.push(Heredoc { name, word, body, end, expand, chomp, fd });
        }
        next
    }
}

/// Whether heredocs may follow: on RUN, COPY and ADD (also behind ONBUILD) that are not in JSON form.
fn takes_heredocs(instruction: &Instruction) -> bool {
    let target = instruction.trigger.as_deref().unwrap_or(instruction);
    matches!(target.keyword, Keyword::Run | Keyword::Copy | Keyword::Add)
        && !target.is_json()
        && instruction.logical.text.contains("<<")
}

/// Whether a line looks like the next instruction: where an unclosed heredoc is taken to end.
fn opens(line: &str) -> bool {
    super::KEYWORDS
        .iter()
        .any(|(name, _)| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(is_blank)))
}
