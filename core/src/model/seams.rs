//! Places where a script can be extended or shortened in its author's own style.

use super::{Dockerfile, Run};
use crate::shell::{Command, Dialect, Joint, Op, Pipeline};
use crate::syntax::GapKind;
use crate::text::Span;

/// Where a command can follow the last one of a RUN.
#[derive(Clone, Debug, PartialEq)]
pub struct Seam {
    /// The byte at which to insert.
    pub at: u32,
    /// What goes between: ` && `, with the author's line break and indentation where lines are joined.
    pub joint: String,
}

impl Dockerfile {
    /// Where `&& …` can follow the last command of a RUN, so that it runs when all went well. `None` where that is
    /// not certain: other shells, heredocs, `|| true` or `;` or a comment at the end, `exit`, ONBUILD.
    pub fn tail(&self, run: &Run) -> Option<Seam> {
        let script = &run.script;
        let last = script.pipelines.get(*script.body.pipelines.last()?)?;
        let ends = script.simple(last.stages.last()?);
        let leaves =
            ends.is_some_and(|c| c.is_one_of(&["exit", "return"]) || c.wrapper("exec").is_some());
        let hidden = last.after.is_some()
            || last.negated.is_some()
            || last.before.is_some_and(|joint| matches!(joint.op, Op::Or | Op::Background));
        let comment = script.comments.iter().any(|comment| comment.start >= last.span.end);
        let plain = self.is_plain(run) && !leaves && !hidden && !comment;
        plain.then(|| Seam { at: last.span.end, joint: self.joint(run, last) })
    }

    /// Where `&& …` can follow a command of a RUN's outermost chain, before what comes next. `None` where it is the
    /// last, part of a pipe, or joined by something else than `&&`.
    pub fn after(&self, run: &Run, command: &Command) -> Option<Seam> {
        let own = run.script.pipeline_of(command);
        let and = |joint: Joint| joint.op == Op::And;
        let plain = self.is_plain(run)
            && run.script.body.pipelines.contains(&own.index)
            && own.stages.len() == 1
            && own.negated.is_none()
            && own.before.is_none_or(and)
            && own.after.is_some_and(and);
        plain.then(|| Seam { at: own.span.end, joint: self.joint(run, own) })
    }

    /// Whether a RUN's text may be edited as one shell text: shell form, wholly read, no heredoc, no trigger.
    pub fn is_plain(&self, run: &Run) -> bool {
        !run.is_exec
            && !run.onbuild
            && run.script.is_clear()
            && matches!(run.script.dialect, Dialect::Posix | Dialect::Bash)
            && self.tree.instructions[run.instruction].heredocs.is_empty()
    }

    /// What goes before a command that follows a pipeline: see [`Seam::joint`].
    pub(super) fn joint(&self, run: &Run, last: &Pipeline) -> String {
        let (escape, newline) = (self.tree.escape, self.tree.newline());
        let line = |at: u32| self.tree.lines.line(at);
        let end = last.span.end.saturating_sub(1);
        if let Some(Joint { op: Op::And, span }) = last.before {
            let before = self.text(Span::new(self.line_start(span.start), span.start));
            if before.trim().is_empty() {
                return format!(" {escape}{newline}{before}&& ");
            }
            if line(span.start) != line(last.span.start) {
                return format!(" && {escape}{newline}{}", self.indent(last.span.start));
            }
        }
        if line(end) != line(last.span.start) && line(end) != line(run.word.start) {
            return format!(" {escape}{newline}{}&& ", self.indent(end));
        }
        " && ".to_owned()
    }

    /// The blanks at the start of the line of a byte.
    pub fn indent(&self, at: u32) -> &str {
        let start = self.line_start(at);
        let line = &self.tree.source[start as usize..];
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        &line[..blanks.min((at - start) as usize)]
    }

    /// The first byte of the line of a byte.
    pub fn line_start(&self, at: u32) -> u32 {
        self.tree.lines.start(self.tree.lines.line(at))
    }

    /// A word with the blanks after it: what goes when the word is deleted.
    pub fn with_blanks(&self, word: Span) -> Span {
        let rest = &self.tree.source[word.end as usize..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        Span::new(word.start, word.end + blanks as u32)
    }

    /// The command with one `&&` beside it: what goes when the step is deleted from a RUN's outermost chain. `None`
    /// where something else joins it, where it is the only step, or where a comment would go with it.
    pub fn step(&self, run: &Run, command: &Command) -> Option<Span> {
        if !self.is_plain(run) {
            return None;
        }
        let own = run.script.pipeline_of(command);
        let at = run.script.body.pipelines.iter().position(|index| *index == own.index)?;
        if own.stages.len() != 1 || own.negated.is_some() || own.timed.is_some() {
            return None;
        }
        let and = |joint: Option<Joint>| joint.is_some_and(|joint| joint.op == Op::And);
        let neighbour = |at: usize| &run.script.pipelines[run.script.body.pipelines[at]];
        let span = match at {
            0 if and(own.after) => Span::new(own.span.start, neighbour(1).span.start),
            0 => return None,
            _ if and(own.before) && own.after.is_none_or(|joint| joint.op == Op::And) => {
                Span::new(neighbour(at - 1).span.end, own.span.end)
            }
            _ => return None,
        };
        let gaps = &self.tree.instructions[run.instruction].gaps;
        let comment = gaps.iter().any(|gap| gap.kind == GapKind::Comment && span.touches(gap.span));
        (!comment).then_some(span)
    }
}
