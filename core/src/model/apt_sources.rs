//! Lines of apt's package sources that a script writes.

use super::{Run, downloads};
use crate::shell::{Command, Word};
use crate::text::Span;

/// A `deb` or `deb-src` line.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceLine<'a> {
    /// From `deb` to the end of the line, or of the last word that `echo` was given.
    pub span: Span,
    /// The address, as far as it is known.
    pub url: String,
    /// Whether it says whose key signs it.
    pub is_signed: bool,
    /// Where `signed-by=…` can be put, and how; `None` where that is not certain.
    pub seam: Option<Seam>,
    /// The command that writes it.
    pub command: &'a Command,
}

/// Where an option goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seam {
    /// Behind the `[` of other options.
    Within(u32),
    /// Behind `deb`, in brackets of its own.
    Behind(u32),
    /// The same, where the shell would read bare brackets as a pattern.
    Quoted(u32),
}

impl Seam {
    /// The edit that names a keyring.
    pub fn names(self, keyring: &str) -> (Span, String) {
        match self {
            Seam::Within(at) => (Span::at(at), format!("signed-by={keyring} ")),
            Seam::Behind(at) => (Span::at(at), format!(" [signed-by={keyring}]")),
            Seam::Quoted(at) => (Span::at(at), format!(" '[signed-by={keyring}]'")),
        }
    }
}

/// Whether a path is that of a list of sources, or of their folder.
pub fn is_list(path: &str) -> bool {
    path.contains("/etc/apt/sources.list")
}

/// Whether a command of a RUN writes to a list of sources: by redirection, or through `tee`.
pub fn writes(run: &Run, command: &Command) -> bool {
    let tee = |other: &Command| {
        other.is("tee")
            && other.pipeline == command.pipeline
            && other.args().iter().any(|word| is_list(word.text()))
    };
    command.is_one_of(&["echo", "printf", "cat"])
        && (command.writes().any(|word| is_list(word.text()))
            || run.script.commands.iter().any(tee))
}

/// The lines that a command writes.
pub fn lines(command: &Command) -> Vec<SourceLine<'_>> {
    let mut found = Vec::new();
    for (at, word) in command.args().iter().enumerate() {
        if matches!(word.text(), "deb" | "deb-src") {
            found.extend(spread(command, at));
        } else {
            found.extend(within(command, word));
        }
    }
    let bodies = command.redirects.iter().filter_map(|redirect| redirect.heredoc.as_ref());
    found.extend(bodies.flat_map(|heredoc| within(command, &heredoc.body)));
    found
}

/// `echo deb https://… stable main`.
fn spread(command: &Command, at: usize) -> Option<SourceLine<'_>> {
    let (word, rest) = (&command.args()[at], &command.args()[at + 1..]);
    let options = rest.first().is_some_and(|word| word.text().starts_with('['));
    let url = rest.iter().find(|word| word.text().contains("://"))?;
    let is_signed = rest.iter().any(|word| word.text().contains("signed-by="));
    Some(SourceLine {
        span: word.span.to(rest.last()?.span),
        url: url.text().to_owned(),
        is_signed,
        seam: (!options).then_some(Seam::Quoted(word.span.end)),
        command,
    })
}

/// The lines of a word, or of a heredoc's body.
fn within<'a>(command: &'a Command, word: &Word) -> Vec<SourceLine<'a>> {
    let text = word.text();
    let mut found = Vec::new();
    let (mut at, bytes) = (0, text.as_bytes());
    while at < text.len() {
        // Both a line's end and the `\n` of printf.
        let next = |from: usize| {
            let real = text[from..].find('\n').map(|end| (from + end, 1));
            let written = text[from..].find("\\n").map(|end| (from + end, 2));
            real.into_iter().chain(written).min().unwrap_or((text.len(), 0))
        };
        let (end, length) = next(at);
        let line = &text[at..end];
        let start = at + line.len() - line.trim_start().len();
        let keyword = ["deb-src ", "deb "].into_iter().find(|k| text[start..].starts_with(k));
        if let Some(keyword) = keyword {
            let behind = start + keyword.trim_end().len();
            let first = behind + text[behind..end].bytes().take_while(|b| *b == b' ').count();
            let source = |at: usize| word.joined().source(at);
            let seam = match bytes.get(first) {
                Some(b'[') => Seam::Within(source(first + 1)),
                _ => Seam::Behind(source(behind)),
            };
            let url = text[first..end].split_whitespace().find(|part| part.contains("://"));
            found.push(SourceLine {
                span: word.joined().span(start..end.max(start + 1)),
                url: url.unwrap_or("").to_owned(),
                is_signed: line.contains("signed-by="),
                seam: Some(seam),
                command,
            });
        }
        at = end + length.max(1);
    }
    found
}

/// Whether an address is that of a distribution's own packages, whose keys are in the image.
pub fn is_own(url: &str) -> bool {
    const OWN: [&str; 6] = [
        "debian.org",
        "ubuntu.com",
        "kali.org",
        "raspbian.org",
        "raspberrypi.org",
        "linuxmint.com",
    ];
    const VENDORS: [&str; 3] = ["docker.com", "nginx.org", "postgresql.org"];
    let host = downloads::host(url);
    let path = url.split_once("://").map_or("", |(_, rest)| rest);
    let mirror = ["debian", "ubuntu", "raspbian", "kali"].iter().any(|name| {
        path.split('/').skip(1).any(|part| part.starts_with(name)) || host.starts_with(name)
    });
    let vendor = VENDORS.iter().any(|name| host.contains(name));
    OWN.iter().any(|end| host.ends_with(end)) || (mirror && !vendor)
}
