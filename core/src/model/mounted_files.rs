//! How a file that is copied, used by one RUN and deleted by it becomes a mount of that RUN.

use super::{Copy, Dockerfile, Run, SourceKind, copies, layers};
use crate::shell::Command;
use crate::text::Span;

/// Edits that mount a file instead of copying it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileMount {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// Whether the file is only read as data: what runs it might write beside it.
    pub is_read: bool,
}

/// Programs that only read what they are given.
const READERS: [&str; 14] = [
    "dpkg", "rpm", "apt-get", "apt", "apk", "yum", "dnf", "pip", "pip3", "uv", "tar", "unzip",
    "cat", "cp",
];

/// Programs that run the file that they are given.
const RUNNERS: [&str; 8] = ["sh", "bash", "ash", "dash", "zsh", "perl", "node", "php"];

impl Dockerfile {
    /// How the file at a path, which `rm` deletes as `word`, is mounted instead; `None` where it is not certain that
    /// only this RUN uses it, or where the RUN writes to it.
    pub fn file_mount(&self, run: &Run, rm: &Command, word: Span, path: &str) -> Option<FileMount> {
        let tree = &self.tree;
        let copy = self.sole_copy(run, path)?;
        let instruction = &tree.instructions[copy.instruction];
        let name = copies::file_name(path);
        if !self.is_plain(run) || name.len() < 4 {
            return None;
        }
        // Nothing else knows the file, by its whole path or from within its folder, and no other stage takes it.
        let heirs = self.heirs(&self.stages[run.stage]);
        let own = |index: usize| heirs.iter().any(|heir| heir.index == index);
        let steps = heirs.iter().flat_map(|heir| self.steps(heir));
        let knows = steps.filter(|(_, step)| self.text(step.span).contains(name)).count();
        let covers = |source: &super::Source| {
            let folder = super::clean(source.text.as_deref().unwrap_or("/"));
            folder == "/" || path == folder || path.starts_with(&format!("{folder}/"))
        };
        let taken = self.copies.iter().any(|other| {
            matches!(other.from, Some(SourceKind::Stage(index)) if own(index))
                && other.sources.iter().any(covers)
        });
        if knows > 2 || taken {
            return None;
        }
        let mentions =
            |command: &&Command| command.all_words().any(|word| word.text().contains(name));
        let mut used =
            run.script.commands.iter().filter(mentions).filter(|c| c.index != rm.index).peekable();
        let (mut is_read, some) = (true, used.peek().is_some());
        for command in used {
            let writes = command.writes().any(|word| word.text().contains(name));
            // A wrapper's script is read by its own commands.
            if writes || command.inner.is_some() && !command.is_one_of(&["bash", "sh"]) {
                return None;
            }
            let itself = command.name() == name;
            let given = command.operands().first().is_some_and(|word| word.text().contains(name));
            let runs = command.is_one_of(&RUNNERS) || super::packages::is_python(command.name());
            if itself || runs && given {
                is_read = false;
            } else if !command.is_one_of(&READERS) {
                return None;
            } else if command.is("cp")
                && command.operands().last().is_some_and(|to| to.text().contains(name))
            {
                let into = command.operands().last().is_some_and(|to| to.text() == path);
                if into {
                    return None;
                }
            }
        }
        let gone = self.with_blank_line(self.lines_of(instruction)?);
        let next = copy.instruction + 1 == run.instruction;
        let lone = next || tree.above(instruction).is_empty();
        let step = self.deleted(run, rm, word)?;
        let mut from = String::new();
        if let Some(stage) = &copy.from_raw {
            from = format!("from={stage},");
        }
        let source = &copy.sources[0].word.text;
        let mut mount = format!(" --mount=type=bind,{from}source={source},target={path}");
        let lines = &tree.lines;
        if lines.line(run.span.end) != lines.line(run.span.start) {
            mount += &format!(" {}{}   ", tree.escape, tree.newline());
        }
        (some && lone).then(|| FileMount {
            edits: vec![
                (gone, String::new()),
                (Span::at(run.word.end), mount),
                (step, String::new()),
            ],
            is_read,
        })
    }

    /// Lines with the blank one below them, where another stands above.
    pub(super) fn with_blank_line(&self, lines: Span) -> Span {
        let (before, after) = self.tree.source.split_at(lines.end as usize);
        let above = before[..lines.start as usize].lines().next_back();
        let length = after.find('\n').map_or(0, |end| end + 1);
        let blank = |line: &str| line.trim().is_empty();
        match length > 0 && above.is_some_and(blank) && blank(&after[..length]) {
            true => Span::new(lines.start, lines.end + length as u32),
            false => lines,
        }
    }

    /// The COPY that brings this one file and nothing else, as it is.
    fn sole_copy(&self, run: &Run, path: &str) -> Option<&Copy> {
        let stage = &self.stages[run.stage];
        let mut copies = self.copies_of(stage).filter(|copy| {
            let Some(dest) = copy.dest_path.as_deref() else { return true };
            copy.instruction < run.instruction
                && (dest == path || path.starts_with(&format!("{dest}/")))
        });
        let copy = copies.next_back()?;
        let [source] = &copy.sources[..] else { return None };
        let instruction = &self.tree.instructions[copy.instruction];
        let text = source.word.text.as_str();
        let known = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/'));
        let dest = copy.dest.text.as_str();
        // A folder may be more than what is seen of it.
        let is_file =
            |name: &str| name.trim_start_matches('.').contains('.') && !name.ends_with('.');
        let named = dest == path && !dest.ends_with('/') && is_file(copies::file_name(path));
        let into = dest.ends_with('/')
            && dest.starts_with('/')
            && format!("{dest}{}", copies::file_name(text)) == path
            && copies::file_name(text).contains('.');
        let flags = instruction.flags.iter().all(|flag| flag.name == "from");
        let from = match &copy.from {
            None => copy.from_raw.is_none() && !text.starts_with('/'),
            Some(SourceKind::Stage(_)) => text.starts_with('/'),
            Some(_) => false,
        };
        let plain = !copy.is_add
            && !copy.is_json
            && !copy.onbuild
            && source.heredoc.is_none()
            && known
            && is_file(copies::file_name(text))
            && flags
            && from
            && (named || into);
        plain.then_some(copy)
    }

    /// What goes so that the file is no longer deleted: the step, or the word where the step deletes more.
    fn deleted(&self, run: &Run, rm: &Command, word: Span) -> Option<Span> {
        let operands = rm.operands();
        if operands.len() == 1 {
            return self.step(run, rm);
        }
        let stage = &self.stages[run.stage];
        let stays = operands.iter().any(|other| {
            let path = other.literal().filter(|path| path.starts_with('/'));
            other.span != word
                && path.is_none_or(|path| {
                    layers::brought_by(self, stage, run.instruction, path).is_none()
                })
        });
        let at = rm.words.iter().position(|other| other.span == word)?;
        let before = rm.words[at.checked_sub(1)?].span.end;
        let gap = Span::new(before, word.start);
        let gaps = &self.tree.instructions[run.instruction].gaps;
        let comment =
            gaps.iter().any(|g| g.kind == crate::syntax::GapKind::Comment && gap.touches(g.span));
        (stays && !comment).then(|| Span::new(before, word.end))
    }
}
