//! What goes when a word of a command is deleted.

use super::{Dockerfile, Run};
use crate::shell::{Flag, Word};
use crate::text::Span;

impl Dockerfile {
    /// A word with the blanks beside it, or its whole line where nothing else stands there. `None` in exec form, in
    /// heredocs and triggers, and where the line must stay.
    pub fn cut(&self, run: &Run, word: Span) -> Option<Span> {
        if run.is_exec || run.onbuild || !run.span.contains(word) {
            return None;
        }
        let source = &self.tree.source;
        let after = self.with_blanks(word);
        let rest = &source[after.end as usize..];
        let ends = rest.is_empty() || rest.starts_with(['\n', '\r']);
        let continues = rest
            .strip_prefix(self.tree.escape)
            .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']));
        if after.end > word.end && !ends && !continues {
            return Some(after);
        }
        let line = self.line_start(word.start);
        let before = self.text(Span::new(line, word.start));
        let kept = before.trim_end_matches([' ', '\t']);
        match (kept.is_empty(), continues) {
            (false, _) if kept.len() < before.len() => {
                Some(Span::new(line + kept.len() as u32, word.end))
            }
            (true, true) => {
                Some(Span::new(line, self.line_start(after.end) + self.line_length(after.end)))
            }
            _ => None,
        }
    }

    /// What goes when one flag goes: its letter among others, its word, its value with it.
    pub fn cut_flag(&self, run: &Run, flag: Flag<'_>) -> Option<Span> {
        let word = flag.word;
        if !flag.long && word.text().chars().count() > 2 && flag.value.is_none() {
            let offset = word.text().find(flag.name)?;
            let at = word.span.start + offset as u32;
            let plain =
                !run.is_exec && word.is_bare() && word.span.len() as usize == word.text().len();
            return plain.then(|| Span::new(at, at + flag.name.len() as u32));
        }
        let value = flag.value_word.map_or(word.span, |value: &Word| value.span);
        self.cut(run, word.span.to(value))
    }

    /// The length of the line of a byte, its end included.
    fn line_length(&self, at: u32) -> u32 {
        let start = self.line_start(at) as usize;
        let rest = &self.tree.source[start..];
        rest.find('\n').map_or(rest.len(), |end| end + 1) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(source: &str, word: &str) -> Option<String> {
        let file = Dockerfile::new(source);
        let at = source.find(word).unwrap() as u32;
        let span = file.cut(&file.runs[0], Span::new(at, at + word.len() as u32))?;
        Some(format!("{}{}", &source[..span.start as usize], &source[span.end as usize..]))
    }

    #[test]
    fn words_go_with_their_blanks() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            without("FROM a\nRUN curl -k -o x y\n", "-k"),
            some("FROM a\nRUN curl -o x y\n")
        );
        assert_eq!(without("FROM a\nRUN wget x -k\n", "-k"), some("FROM a\nRUN wget x\n"));
        assert_eq!(
            without("FROM a\nRUN wget x -k\\\n  && b\n", "-k"),
            some("FROM a\nRUN wget x\\\n  && b\n")
        );
        assert_eq!(
            without("FROM a\nRUN wget \\\n  -k \\\n  x\n", "-k"),
            some("FROM a\nRUN wget \\\n  x\n")
        );
        assert_eq!(without("FROM a\nRUN wget x \\\n  -k\n", "-k"), None);
        assert_eq!(without("FROM a\nRUN wget x -k; b\n", "-k"), some("FROM a\nRUN wget x; b\n"));
    }
}
