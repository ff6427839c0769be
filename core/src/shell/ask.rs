//! What rules ask of a command: its name, its flags, its operands.

use super::command::{Assignment, Command, Redirect, RedirectOp};
use super::flags;
use super::word::Word;
use std::cell::LazyCell;

/// An argument, read the way the usual tools read theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Argument<'a> {
    /// `-x`, one letter of `-xyz`, `--long`, `--long=value`.
    Flag(Flag<'a>),
    /// Anything else, and everything after `--`.
    Operand(&'a Word),
}

/// One flag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag<'a> {
    /// Its name without dashes.
    pub name: &'a str,
    /// Whether it is written with two dashes, or is the whole of a word with one (`-name` of find).
    pub long: bool,
    /// The word it stands in.
    pub word: &'a Word,
    /// Its value where it has one: attached, after `=`, or the next word; expansions as written.
    pub value: Option<&'a str>,
    /// The word that holds the value: `word` itself, or the next one.
    pub value_word: Option<&'a Word>,
}

impl Command {
    /// The program's base name without its wrappers (`sudo`, `env`, `exec` …): `apt-get` for
    /// `sudo -E /usr/bin/apt-get update`. Empty where there is none or where it is not known.
    pub fn name(&self) -> &str {
        self.name_word().and_then(Word::literal).map_or("", base_name)
    }

    /// The word that names the program.
    pub fn name_word(&self) -> Option<&Word> {
        self.words.get(self.wrappers)
    }

    /// The words after the name.
    pub fn args(&self) -> &[Word] {
        self.words.get(self.wrappers + 1..).unwrap_or_default()
    }

    /// The words before the name: wrappers with their flags and assignments.
    pub fn wrappers(&self) -> &[Word] {
        &self.words[..self.wrappers.min(self.words.len())]
    }

    /// The wrapper of that name among the words before the name, such as `sudo`.
    pub fn wrapper(&self, name: &str) -> Option<&Word> {
        self.wrappers()
            .iter()
            .find(|word| word.literal().is_some_and(|text| base_name(text) == name))
    }

    /// Whether the program has that base name.
    pub fn is(&self, name: &str) -> bool {
        !name.is_empty() && self.name() == name
    }

    /// Whether the program's base name is one of these.
    pub fn is_one_of(&self, names: &[&str]) -> bool {
        let own = self.name();
        !own.is_empty() && names.contains(&own)
    }

    /// The arguments as flags and operands. Which flags take the next word as their value comes from a small table
    /// of usual tools, and from `valued` (`-x` or `--long`).
    pub fn arguments<'a>(&'a self, valued: &[&str]) -> Vec<Argument<'a>> {
        read_arguments(self.args(), self.name(), valued)
    }

    /// The first such flag: `-y` also within `-qqy`, `--opt` also as `--opt=v`, `-name` of tools such as find.
    pub fn flag<'a>(&'a self, flag: &str) -> Option<Flag<'a>> {
        self.arguments(&[]).into_iter().find_map(|argument| match argument {
            Argument::Flag(found) if found.is(flag) => Some(found),
            _ => None,
        })
    }

    /// Whether it has that flag.
    pub fn has_flag(&self, flag: &str) -> bool {
        self.flag(flag).is_some()
    }

    /// Whether it has one of these flags.
    pub fn has_one_flag_of(&self, flags: &[&str]) -> bool {
        self.arguments(&[]).iter().any(|argument| match argument {
            Argument::Flag(found) => flags.iter().any(|flag| found.is(flag)),
            Argument::Operand(_) => false,
        })
    }

    /// The values of a flag, in order: `-o v`, `-ov`, `--opt v`, `--opt=v`.
    pub fn flag_values<'a>(&'a self, flag: &str) -> Vec<Flag<'a>> {
        let arguments = self.arguments(&[flag]).into_iter();
        arguments
            .filter_map(|argument| match argument {
                Argument::Flag(found) if found.is(flag) && found.value.is_some() => Some(found),
                _ => None,
            })
            .collect()
    }

    /// The first value of a flag, expansions as written.
    pub fn flag_value(&self, flag: &str) -> Option<&str> {
        self.flag_values(flag).first().and_then(|found| found.value)
    }

    /// The arguments that are neither flags nor their values.
    pub fn operands(&self) -> Vec<&Word> {
        self.operands_with(&[])
    }

    /// The same, where `valued` flags take the next word too.
    pub fn operands_with<'a>(&'a self, valued: &[&str]) -> Vec<&'a Word> {
        let arguments = self.arguments(valued).into_iter();
        arguments
            .filter_map(|argument| match argument {
                Argument::Operand(word) => Some(word),
                Argument::Flag(_) => None,
            })
            .collect()
    }

    /// The first operand: `install` of `apt-get -y install curl`. Empty where there is none or it is not known.
    pub fn subcommand(&self) -> &str {
        self.operands().first().and_then(|word| word.literal()).unwrap_or_default()
    }

    /// The value that an assignment before the command, or `env`'s or `sudo`'s, gives to `name`: as a word of the
    /// form `value` or `NAME=value`.
    pub fn environment(&self, name: &str) -> Option<&Word> {
        let before = self.assignments.iter().find(|assignment| assignment.name == name);
        let wrapped = || self.wrappers().iter().find(|word| assigns(word, name));
        before.map(|assignment| &assignment.value).or_else(wrapped)
    }

    /// Whether it is nothing but assignments (`A=b`, no words).
    pub fn is_assignment(&self) -> bool {
        self.words.is_empty() && !self.assignments.is_empty()
    }

    /// Every word of it: values assigned, words, targets of redirections, bodies of heredocs.
    pub fn all_words(&self) -> impl Iterator<Item = &Word> {
        let values = self.assignments.iter().map(|assignment: &Assignment| &assignment.value);
        let targets = self.redirects.iter().flat_map(Redirect::words);
        values.chain(&self.words).chain(targets)
    }

    /// The files it writes by redirection (`>`, `>>`, `>|`, `&>`, `<>`).
    pub fn writes(&self) -> impl Iterator<Item = &Word> {
        self.redirects
            .iter()
            .filter(|redirect| redirect.op.writes())
            .map(|redirect| &redirect.target)
    }
}

impl Flag<'_> {
    /// Whether it is `-x`, `-name` or `--name`, as written with its dashes.
    pub fn is(&self, flag: &str) -> bool {
        match flag.strip_prefix("--") {
            Some(name) => self.long && self.name == name,
            None => flag.strip_prefix('-').is_some_and(|name| {
                self.name == name
                    && (self.long || name.len() == 1)
                    && !self.word.text().starts_with("--")
            }),
        }
    }
}

impl Redirect {
    /// The target and, for a heredoc, its body.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        std::iter::once(&self.target).chain(self.heredoc.as_ref().map(|heredoc| &heredoc.body))
    }
}

impl RedirectOp {
    /// Whether it opens its target, a file, for writing.
    pub fn writes(self) -> bool {
        use RedirectOp::*;
        matches!(self, Write | Clobber | Append | ReadWrite | WriteBoth | AppendBoth)
    }
}

/// What stands after the last slash.
pub(super) fn base_name(path: &str) -> &str {
    // Asked for by every rule of every command: short words are searched faster than a search is set up.
    path.bytes().rposition(|byte| byte == b'/').map_or(path, |slash| &path[slash + 1..])
}

/// Whether a word is `name=…`.
fn assigns(word: &Word, name: &str) -> bool {
    word.text().strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
}

/// Reads arguments: see [`Command::arguments`].
fn read_arguments<'a>(args: &'a [Word], name: &str, valued: &[&str]) -> Vec<Argument<'a>> {
    let known = LazyCell::new(|| flags::row(name));
    let takes_value = |flag: &str| {
        valued.contains(&flag) || known.is_some_and(|row| flags::takes_value(row, flag))
    };
    let letter_takes_value = |letter: char| {
        let is = |flag: &&str| flag.strip_prefix('-').is_some_and(|rest| rest.chars().eq([letter]));
        valued.iter().any(is) || known.is_some_and(|row| flags::letter_takes_value(row, letter))
    };
    let mut found = Vec::new();
    let mut words = args.iter();
    while let Some(word) = words.next() {
        let text = word.text();
        if text == "--" && word.literal().is_some() {
            found.extend(words.by_ref().map(Argument::Operand));
        } else if let Some(long) = text.strip_prefix("--").filter(|_| starts_literally(word, 2)) {
            let (flag, value) =
                long.split_once('=').map_or((long, None), |(flag, value)| (flag, Some(value)));
            let mut read =
                Flag { name: flag, long: true, word, value, value_word: value.map(|_| word) };
            if value.is_none() && takes_value(text) {
                read.value_word = words.next();
                read.value = read.value_word.map(Word::text);
            }
            found.push(Argument::Flag(read));
        } else if let Some(letters) =
            text.strip_prefix('-').filter(|rest| !rest.is_empty() && starts_literally(word, 1))
        {
            if flags::has_long_words(name) || valued.contains(&text) && letters.chars().count() > 1
            {
                let (flag, value) =
                    letters.split_once('=').map_or((letters, None), |(f, v)| (f, Some(v)));
                let mut read =
                    Flag { name: flag, long: true, word, value, value_word: value.map(|_| word) };
                if value.is_none() && takes_value(text) {
                    read.value_word = words.next();
                    read.value = read.value_word.map(Word::text);
                }
                found.push(Argument::Flag(read));
            } else {
                read_letters(word, letters, &letter_takes_value, &mut words, &mut found);
            }
        } else {
            found.push(Argument::Operand(word));
        }
    }
    found
}

/// Reads `-xyz`: every letter is a flag, until one that takes the rest, or the next word, as its value.
fn read_letters<'a>(
    word: &'a Word,
    letters: &'a str,
    takes_value: &dyn Fn(char) -> bool,
    words: &mut std::slice::Iter<'a, Word>,
    found: &mut Vec<Argument<'a>>,
) {
    for (at, letter) in letters.char_indices() {
        let end = at + letter.len_utf8();
        let mut read =
            Flag { name: &letters[at..end], long: false, word, value: None, value_word: None };
        let valued = takes_value(letter);
        if valued && end < letters.len() {
            read.value = Some(&letters[end..]);
            read.value_word = Some(word);
        } else if valued {
            read.value_word = words.next();
            read.value = read.value_word.map(Word::text);
        }
        found.push(Argument::Flag(read));
        if valued || !letter.is_ascii_alphanumeric() && at > 0 {
            return;
        }
    }
}

/// Whether the first `count` bytes of a word are literal text.
fn starts_literally(word: &Word, count: usize) -> bool {
    word.prefix().len() >= count
}
