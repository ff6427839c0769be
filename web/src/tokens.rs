//! What is coloured in the editor: what the engine's parser read, painted in layers.

use crate::browser::editor::CLASSES;
use drydock_core::ignore::IgnoreFile;
use drydock_core::model::Dockerfile;
use drydock_core::shell::{Op, Part, Quote, Script, Word};
use drydock_core::syntax::{Keyword, LeafKind};
use drydock_core::text::{Span, Units};

/// Paint by number: one byte of colour for each byte of text, later layers over earlier ones.
struct Canvas {
    paint: Vec<u8>,
}

impl Canvas {
    fn new(text: &str) -> Canvas {
        Canvas { paint: vec![0; text.len()] }
    }

    /// Colours a span; the empty name takes the colour away.
    fn fill(&mut self, span: Span, class: &str) {
        let colour = CLASSES.iter().position(|name| *name == class).map_or(0, |at| at as u8 + 1);
        if let Some(part) = self.paint.get_mut(span.start as usize..span.end as usize) {
            part.fill(colour);
        }
    }

    /// From, to and class, again and again, in UTF-16 code units.
    fn triples(&self, units: &Units) -> Vec<u32> {
        let (mut triples, mut at) = (Vec::new(), 0);
        for run in self.paint.chunk_by(|a, b| a == b) {
            if run[0] > 0 {
                let (from, to) = units.span(Span::new(at, at + run.len() as u32));
                triples.extend([from, to, u32::from(run[0]) - 1]);
            }
            at += run.len() as u32;
        }
        triples
    }
}

/// The colours of a Dockerfile.
pub fn of_dockerfile(file: &Dockerfile, units: &Units) -> Vec<u32> {
    let mut canvas = Canvas::new(&file.tree.source);
    for leaf in file.tree.leaves() {
        canvas.fill(leaf.span, class_of(leaf.kind));
    }
    for instruction in &file.tree.instructions {
        let inner = instruction.trigger.as_deref().unwrap_or(instruction);
        if inner.keyword == Keyword::From {
            if let Some(image) = inner.words().first() {
                canvas.fill(image.span, "image");
            }
        } else if !matches!(inner.keyword, Keyword::Run | Keyword::Cmd | Keyword::Entrypoint) {
            variables(&mut canvas, &file.tree.source, inner.head);
        }
    }
    let scripts = file.runs.iter().map(|run| &run.script);
    for script in scripts.chain(file.launches.iter().map(|launch| &launch.script)) {
        shell(&mut canvas, script);
    }
    for comment in &file.tree.comments {
        canvas.fill(comment.span, "comment");
    }
    canvas.triples(units)
}

/// The colours of a .dockerignore.
pub fn of_ignore(file: &IgnoreFile, units: &Units) -> Vec<u32> {
    let mut canvas = Canvas::new(&file.source);
    for comment in &file.comments {
        canvas.fill(*comment, "comment");
    }
    for pattern in &file.patterns {
        let text = file.text(pattern.span);
        for (at, _) in text.match_indices(['*', '?', '[', ']', '!']) {
            let start = pattern.span.start + at as u32;
            canvas.fill(Span::new(start, start + 1), "operator");
        }
        if pattern.negated {
            canvas.fill(Span::new(pattern.span.start, pattern.span.start + 1), "keyword");
        }
        if pattern.fault.is_some() {
            canvas.fill(pattern.span, "error");
        }
    }
    canvas.triples(units)
}

fn class_of(kind: LeafKind) -> &'static str {
    match kind {
        LeafKind::Blank | LeafKind::Argument => "",
        LeafKind::Directive => "directive",
        LeafKind::Comment => "comment",
        LeafKind::Keyword => "keyword",
        LeafKind::Flag => "flag",
        LeafKind::Text => "string",
        LeafKind::Name => "flag",
        LeafKind::Continuation => "operator",
        LeafKind::HeredocBody | LeafKind::HeredocEnd => "heredoc",
        LeafKind::Unknown => "error",
    }
}

/// `$name` and `${name…}` in what no shell reads.
fn variables(canvas: &mut Canvas, source: &str, span: Span) {
    let text = span.of(source);
    for (at, _) in text.match_indices('$') {
        let after = &text[at + 1..];
        let length = match after.strip_prefix('{') {
            Some(inner) => inner.find('}').map_or(0, |end| end + 2),
            None => after
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                .count(),
        };
        if length > 0 && !text[..at].ends_with('\\') {
            let start = span.start + at as u32;
            canvas.fill(Span::new(start, start + 1 + length as u32), "variable");
        }
    }
}

fn shell(canvas: &mut Canvas, script: &Script) {
    for pipeline in &script.pipelines {
        for pipe in &pipeline.pipes {
            canvas.fill(pipe.span, "operator");
        }
        if let Some(joint) = pipeline.after.filter(|joint| joint.op != Op::Newline) {
            canvas.fill(joint.span, "operator");
        }
    }
    for command in &script.commands {
        for (index, word) in command.words.iter().enumerate() {
            paint_word(canvas, word, index == 0);
        }
    }
    for comment in &script.comments {
        canvas.fill(*comment, "comment");
    }
}

fn paint_word(canvas: &mut Canvas, word: &Word, is_command: bool) {
    for part in &word.parts {
        match part {
            Part::Literal { quote: Quote::Bare, span, .. } if is_command => {
                canvas.fill(*span, "command");
            }
            Part::Literal { quote: Quote::Single | Quote::Double | Quote::AnsiC, span, .. } => {
                // The quotes are the string's too.
                canvas.fill(Span::new(span.start.saturating_sub(1), span.end + 1), "string");
            }
            _ => {}
        }
    }
    for part in &word.parts {
        if let Part::Variable(variable) = part {
            canvas.fill(variable.span, "variable");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(text: &str) -> Vec<(String, &'static str)> {
        let triples = of_dockerfile(&Dockerfile::new(text), &Units::new(text));
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |t: &[u32]| {
            (String::from_utf16_lossy(&units[t[0] as usize..t[1] as usize]), CLASSES[t[2] as usize])
        };
        triples.chunks(3).map(part).collect()
    }

    #[test]
    fn what_was_parsed_is_what_is_coloured() {
        let found =
            coloured("# 𝄞\nFROM debian:12 AS a\nRUN echo \"hi $USER\" | wc # é\nENV A=$B\n");
        for expected in [
            ("# 𝄞", "comment"),
            ("FROM", "keyword"),
            ("debian:12", "image"),
            ("AS", "flag"),
            ("echo", "command"),
            ("$USER", "variable"),
            ("|", "operator"),
            ("wc", "command"),
            ("# é", "comment"),
            ("$B", "variable"),
        ] {
            assert!(found.contains(&(expected.0.into(), expected.1)), "{expected:?} in {found:?}");
        }
    }
}
