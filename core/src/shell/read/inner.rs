//! Scripts within commands: `sh -c "…"`, `su -c "…"`, `eval "…"`, `sh <<EOF`.

use super::super::ask::base_name;
use super::super::command::{Inner, Options};
use super::super::script::Dialect;
use super::super::word::{Part, Word};
use super::{Found, Reader};
use crate::text::Joined;
use std::ops::Range;

/// A script to be read: its text, what an outer shell expands in it, who reads it.
struct Text {
    text: Joined,
    holes: Vec<Range<usize>>,
    dialect: Dialect,
    options: Options,
}

/// Reads the script in the one command of an exec form.
pub(in super::super) fn inner_of_exec(found: &mut Found) {
    let text = Joined::empty(0);
    Reader::new(&text, Dialect::Posix, 0, found).inner(0);
}

impl Reader<'_> {
    /// Reads the script that command `index` runs, if it runs one.
    pub(super) fn inner(&mut self, index: usize) {
        let Some(command) = self.found.commands.get(index) else { return };
        let text = match command.name() {
            "su" | "runuser" => of_su(command.args()),
            "eval" => of_eval(command.args(), self.dialect),
            "busybox" => command
                .args()
                .split_first()
                .and_then(|(name, args)| of_shell(name.literal()?, args)),
            name => of_shell(name, command.args()),
        };
        if let Some(text) = text {
            self.read_script(index, &text);
        }
    }

    /// Reads the body of a heredoc that is fed to a shell.
    pub(super) fn inner_heredoc(&mut self, index: usize, body: &Word) {
        let Some(command) = self.found.commands.get(index) else { return };
        let Some((dialect, options)) = reads_stdin(command.name(), command.args()) else { return };
        if command.inner.is_none() {
            let text =
                Text { text: body.cooked.clone(), holes: body.holes.clone(), dialect, options };
            self.read_script(index, &text);
        }
    }

    fn read_script(&mut self, index: usize, script: &Text) {
        let body = self.read_inner(&script.text, &script.holes, script.dialect);
        let span = script.text.whole();
        if let Some(command) = self.found.commands.get_mut(index) {
            command.inner =
                Some(Inner { dialect: script.dialect, options: script.options, body, span });
        }
    }
}

/// The dialect of a shell by its name.
fn shell(name: &str) -> Option<Dialect> {
    match base_name(name) {
        "sh" | "dash" | "ash" => Some(Dialect::Posix),
        "bash" | "zsh" | "ksh" | "mksh" | "rbash" => Some(Dialect::Bash),
        _ => None,
    }
}

/// What a shell's own flags say.
struct Flags {
    /// Whether `-c` is among them.
    command: bool,
    options: Options,
    /// How many words they take.
    count: usize,
}

fn read_flags(args: &[Word]) -> Flags {
    // A new shell begins with all of them off.
    let off = Some(false);
    let options = Options { errexit: off, pipefail: off, nounset: off, xtrace: off };
    let mut flags = Flags { command: false, options, count: 0 };
    while let Some(text) = args.get(flags.count).and_then(Word::literal) {
        let value = args.get(flags.count + 1).and_then(Word::literal).unwrap_or_default();
        if text == "--" || text == "-" {
            flags.count += 1;
            break;
        } else if let Some(long) = text.strip_prefix("--") {
            flags.count += if matches!(long, "rcfile" | "init-file") { 2 } else { 1 };
        } else if text.starts_with(['-', '+']) {
            flags.command |= text[1..].contains('c');
            flags.options.set(text, value);
            flags.count += if text[1..].contains(['o', 'O']) { 2 } else { 1 };
        } else {
            break;
        }
    }
    flags
}

fn of_shell(name: &str, args: &[Word]) -> Option<Text> {
    let dialect = shell(name)?;
    let flags = read_flags(args);
    let word = args.get(flags.count).filter(|_| flags.command)?;
    of_word(word, 0, dialect, flags.options)
}

/// Whether a shell reads its script from its standard input.
fn reads_stdin(name: &str, args: &[Word]) -> Option<(Dialect, Options)> {
    let dialect = shell(name)?;
    let flags = read_flags(args);
    let asked = args.iter().any(|word| word.literal() == Some("-s"));
    (!flags.command && (flags.count >= args.len() || asked)).then_some((dialect, flags.options))
}

fn of_su(args: &[Word]) -> Option<Text> {
    let options = read_flags(&[]).options;
    for (at, word) in args.iter().enumerate() {
        let text = word.text();
        if text.starts_with("--command=") {
            return of_word(word, "--command=".len(), Dialect::Posix, options);
        }
        let letters = text.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        if text == "--command" || letters.is_some_and(|letters| letters.ends_with('c')) {
            return of_word(args.get(at + 1)?, 0, Dialect::Posix, options);
        }
    }
    None
}

fn of_eval(args: &[Word], dialect: Dialect) -> Option<Text> {
    let first = args.first()?;
    if !args.iter().any(has_text) {
        return None;
    }
    let mut text = Joined::empty(first.span.start);
    let mut holes = Vec::new();
    for word in args {
        if !text.text.is_empty() {
            let end = text.source(text.text.len());
            text.push(" ", end);
        }
        let from = text.text.len();
        text.push_part(&word.cooked, 0..word.cooked.text.len());
        holes.extend(word.holes.iter().map(|hole| hole.start + from..hole.end + from));
    }
    Some(Text { text, holes, dialect, options: Options::default() })
}

/// The script in a word, from byte `from` of its value on.
fn of_word(word: &Word, from: usize, dialect: Dialect, options: Options) -> Option<Text> {
    if !has_text(word) {
        return None;
    }
    let text = word.cooked.part(from..word.cooked.text.len());
    let shifted = word.holes.iter().filter(|hole| hole.start >= from);
    let holes = shifted.map(|hole| hole.start - from..hole.end - from).collect();
    Some(Text { text, holes, dialect, options })
}

/// Whether anything in a word is literal text.
fn has_text(word: &Word) -> bool {
    word.parts
        .iter()
        .any(|part| matches!(part, Part::Literal { text, .. } if !text.trim().is_empty()))
}
