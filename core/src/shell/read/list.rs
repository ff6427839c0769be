//! Lists and pipelines.

use super::super::script::{BashismKind, Joint, List, Node, Op, Pipe, Pipeline};
use super::Reader;

impl Reader<'_> {
    /// Reads pipelines up to a closing word or operator, or the end.
    pub(super) fn list(&mut self) -> List {
        let mut list = List::default();
        let mut before = None;
        let mut bounds: Option<(usize, usize)> = None;
        loop {
            self.gap();
            if self.ends_list() {
                break;
            }
            let start = self.at;
            let Some(index) = self.pipeline(before) else { break };
            let end = self.last_byte(start);
            before = self.joint();
            self.found.pipelines[index].after = before;
            list.pipelines.push(index);
            let background = before.is_some_and(|joint| joint.op == Op::Background);
            bounds = Some((
                bounds.map_or(start, |(first, _)| first),
                if background { self.at } else { end },
            ));
            match before {
                Some(Joint { op: Op::And | Op::Or, .. }) => {
                    self.gap();
                    if self.ends_list() {
                        self.stop(self.at, "nothing follows `&&` or `||`");
                    }
                }
                None if !self.ends_list() => self.stop(self.at, self.unexpected()),
                _ => {}
            }
        }
        if let Some((start, end)) = bounds {
            list.span = self.span(start..end);
        }
        list
    }

    /// The end of what has been read, without the blanks before the cursor.
    pub(super) fn last_byte(&self, start: usize) -> usize {
        let mut end = self.at.min(self.end);
        while end > start && matches!(self.bytes[end - 1], b' ' | b'\t' | b'\r' | b'\n') {
            end -= 1;
        }
        end
    }

    /// Reads what joins a pipeline to the next.
    fn joint(&mut self) -> Option<Joint> {
        self.blanks();
        self.comment();
        let (op, len) = match (self.peek()?, self.ahead(1)) {
            (b'&', Some(b'&')) => (Op::And, 2),
            (b'&', _) => (Op::Background, 1),
            (b'|', Some(b'|')) => (Op::Or, 2),
            (b';', Some(b';' | b'&')) => return None,
            (b';', _) => (Op::Semicolon, 1),
            (b'\n', _) => (Op::Newline, 1),
            _ => return None,
        };
        let span = self.span(self.at..self.at + len);
        if op == Op::Newline {
            self.newline();
        } else {
            self.at += len;
        }
        Some(Joint { op, span })
    }

    /// Reads a pipeline into the list of all, and says where it is.
    fn pipeline(&mut self, before: Option<Joint>) -> Option<usize> {
        let start = self.at;
        let (mut negated, mut timed) = (None, None);
        loop {
            let at = self.at;
            if self.takes("!") {
                negated = if negated.is_some() { None } else { Some(self.span(at..at + 1)) };
            } else if timed.is_none() && self.takes("time") {
                self.blanks();
                let mut end = at + "time".len();
                if self.sees("-p") && self.is_delimiter(self.at + 2) {
                    self.at += 2;
                    end = self.at;
                } else if self.ends_list()
                    || matches!(self.peek(), Some(b'-'))
                    || self.is_delimiter(self.at) && self.peek() != Some(b'(')
                {
                    // Some other program of that name.
                    self.at = at;
                    break;
                }
                timed = Some(self.span(at..end));
            } else {
                break;
            }
            self.blanks();
        }
        let mut pipeline = Pipeline {
            index: 0,
            stages: Vec::new(),
            pipes: Vec::new(),
            negated,
            timed,
            before,
            after: None,
            span: self.span(start..start),
        };
        let mut end = self.at;
        loop {
            let from = self.at;
            let Some(node) = self.node() else { break };
            pipeline.stages.push(node);
            end = self.last_byte(from);
            self.blanks();
            if self.peek() != Some(b'|') || self.ahead(1) == Some(b'|') {
                break;
            }
            let both = self.ahead(1) == Some(b'&');
            let range = self.at..self.at + 1 + usize::from(both);
            self.at = range.end;
            if both {
                self.bashism(BashismKind::PipeBoth, range.clone());
            }
            let span = self.span(range);
            self.gap();
            if self.ends_list() {
                self.stop(self.at, "nothing follows `|`");
                break;
            }
            pipeline.pipes.push(Pipe { both, span });
        }
        pipeline.pipes.truncate(pipeline.stages.len().saturating_sub(1));
        if pipeline.stages.is_empty() {
            if !self.stopped {
                self.stop(self.at, self.unexpected());
            }
            return None;
        }
        pipeline.index = self.found.pipelines.len();
        pipeline.span = self.span(start..end);
        let index = pipeline.index;
        self.found.pipelines.push(pipeline);
        Some(index)
    }

    /// Reads one stage of a pipeline.
    pub(super) fn node(&mut self) -> Option<Node> {
        if self.done() {
            return None;
        }
        if self.begins_compound() { self.compound() } else { self.simple().map(Node::Simple) }
    }
}
