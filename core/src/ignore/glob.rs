//! One pattern. Moby turns it into a regular expression of Go, with all that follows from it: `\d` is a digit, and a
//! `*` within a class closes it. This does the same with the few expressions that can come out.

use std::cell::OnceCell;

/// A pattern that is ready to match.
#[derive(Clone, Debug)]
pub(super) enum Glob {
    /// The path is this text.
    Exact(String),
    /// `dir/**`: the path begins with this text.
    Prefix(String),
    /// `**/name`: the path ends with this text, or is it without its first slash.
    Suffix(String),
    /// Anything else; `None` where Go refuses the expression.
    Expression(Option<Machine>),
}

/// An expression, and what every path that it matches begins with and holds: most paths are told apart by these.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    nodes: Vec<Node>,
    prefix: String,
    /// Texts that it holds, one after the other.
    needles: Vec<String>,
}

/// A path to be matched, cut up once for all patterns.
pub(super) struct Subject<'p> {
    path: &'p str,
    /// Where the folders above it end, and it itself.
    ends: Vec<usize>,
    chars: OnceCell<Vec<char>>,
    /// Which pairs of bytes it holds: see [`pairs`].
    pub(super) pairs: u128,
}

/// Which pairs of neighbouring bytes a text holds, a bit for several each: a text that holds another has its bits.
fn pairs(text: &str) -> u128 {
    let bit = |pair: &[u8]| (u32::from(pair[0]) * 37 + u32::from(pair[1])) % 128;
    text.as_bytes().windows(2).fold(0, |pairs, pair| pairs | 1 << bit(pair))
}

impl Subject<'_> {
    pub(super) fn new(path: &str) -> Subject<'_> {
        let mut ends: Vec<usize> = Vec::with_capacity(8);
        ends.extend(path.bytes().enumerate().filter(|(_, b)| *b == b'/').map(|(at, _)| at));
        ends.push(path.len());
        Subject { path, ends, chars: OnceCell::new(), pairs: pairs(path) }
    }
}

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// One character of a set.
    One(Set),
    /// Any number of characters of a set.
    Many(Set),
    /// Nothing, or anything up to and with a slash: `(.*/)?`.
    Folders,
    /// The start of the path.
    Start,
    /// Between a word character and another one (or not, where false).
    Edge(bool),
    /// The end of the path.
    End,
}

/// A set of characters: ranges, or everything else.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Set {
    negated: bool,
    ranges: Vec<(char, char)>,
}

impl Set {
    fn of(c: char) -> Set {
        Set { negated: false, ranges: vec![(c, c)] }
    }

    fn not(ranges: &[(char, char)]) -> Set {
        Set { negated: true, ranges: ranges.to_vec() }
    }

    fn has(&self, c: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != self.negated
    }
}

const DIGIT: &[(char, char)] = &[('0', '9')];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const SPACE: &[(char, char)] = &[('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')];

/// Whether the builder takes a pattern: Go's `path.Match` finds no fault, nor does its `regexp`.
pub(super) fn is_valid(pattern: &str) -> bool {
    path_match_accepts(pattern) && !matches!(Glob::new(pattern), Glob::Expression(None))
}

fn path_match_accepts(pattern: &str) -> bool {
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' if rest.next().is_none() => return false,
            '[' => {
                rest.next_if_eq(&'^');
                let mut empty = true;
                while empty || rest.next_if_eq(&']').is_none() {
                    if !class_character(&mut rest)
                        || (rest.next_if_eq(&'-').is_some() && !class_character(&mut rest))
                    {
                        return false;
                    }
                    empty = false;
                }
            }
            _ => {}
        }
    }
    true
}

/// Reads one character of a class; it must stand for itself or be escaped, and something must follow.
fn class_character(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let read = match rest.next() {
        None | Some('-' | ']') => false,
        Some('\\') => rest.next().is_some(),
        Some(_) => true,
    };
    read && rest.peek().is_some()
}

impl Glob {
    /// Reads a clean pattern.
    pub(super) fn new(pattern: &str) -> Glob {
        #[derive(PartialEq)]
        enum Kind {
            Exact,
            Prefix,
            Suffix,
            Expression,
        }
        let (mut kind, mut expression, mut first) = (Kind::Exact, String::from("^"), true);
        let mut rest = pattern.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '*' if rest.next_if_eq(&'*').is_some() => {
                    rest.next_if_eq(&'/');
                    if rest.peek().is_some() {
                        expression += "(.*/)?";
                        kind = Kind::Expression;
                    } else if kind == Kind::Exact {
                        kind = Kind::Prefix;
                    } else {
                        expression += ".*";
                        kind = Kind::Expression;
                    }
                    if first {
                        kind = Kind::Suffix;
                    }
                }
                '*' | '?' => {
                    expression += if c == '*' { "[^/]*" } else { "[^/]" };
                    kind = Kind::Expression;
                }
                '.' | '+' | '(' | ')' | '|' | '{' | '}' | '$' => {
                    expression.push('\\');
                    expression.push(c);
                }
                '\\' => {
                    expression.push('\\');
                    if let Some(escaped) = rest.next() {
                        expression.push(escaped);
                        kind = Kind::Expression;
                    }
                }
                c => {
                    if matches!(c, '[' | ']') {
                        kind = Kind::Expression;
                    }
                    expression.push(c);
                }
            }
            first = false;
        }
        match kind {
            Kind::Exact => Glob::Exact(pattern.to_owned()),
            Kind::Prefix => {
                // A `**/` at the end was cleaned to `**`.
                Glob::Prefix(pattern[..pattern.len() - 2].to_owned())
            }
            Kind::Suffix => Glob::Suffix(pattern[2..].to_owned()),
            Kind::Expression => Glob::Expression(compile(&(expression + "$")).map(Machine::new)),
        }
    }

    /// Which pairs of bytes every path holds that matches.
    pub(super) fn pairs(&self) -> u128 {
        match self {
            Glob::Exact(text) | Glob::Prefix(text) => pairs(text),
            Glob::Suffix(text) => pairs(text.trim_start_matches('/')),
            Glob::Expression(None) => 0,
            Glob::Expression(Some(machine)) => {
                machine.needles.iter().fold(0, |bits, needle| bits | pairs(needle))
            }
        }
    }

    /// Whether a path or a folder above it matches.
    pub(super) fn matches(&self, subject: &Subject<'_>) -> bool {
        let path = subject.path;
        match self {
            Glob::Exact(text) => path
                .strip_prefix(text.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            // What a folder begins with, the paths in it begin with too.
            Glob::Prefix(text) => path.starts_with(text.as_str()),
            Glob::Suffix(text) => subject.ends.iter().any(|end| {
                let path = &path[..*end];
                path.ends_with(text.as_str()) || text.strip_prefix('/') == Some(path)
            }),
            Glob::Expression(None) => false,
            Glob::Expression(Some(machine)) => {
                path.starts_with(machine.prefix.as_str())
                    && holds(path, &machine.needles)
                    && run(&machine.nodes, subject.chars.get_or_init(|| path.chars().collect()))
            }
        }
    }
}

/// Whether a text holds others, one after the other: for words as short as these, faster than the standard library's
/// search.
fn holds(text: &str, needles: &[String]) -> bool {
    let mut text = text.as_bytes();
    needles.iter().all(|needle| {
        let Some((first, rest)) = needle.as_bytes().split_first() else { return true };
        let places = (text.len() + 1).saturating_sub(needle.len());
        let found = (0..places).find(|at| text[*at] == *first && text[at + 1..].starts_with(rest));
        text = found.map_or(text, |at| &text[at + needle.len()..]);
        found.is_some()
    })
}

impl Machine {
    fn new(nodes: Vec<Node>) -> Machine {
        let mut needles = vec![String::new()];
        for node in &nodes {
            match (node.only(), needles.last_mut()) {
                (Some(c), Some(last)) => last.push(c),
                _ => needles.push(String::new()),
            }
        }
        needles.retain(|needle| !needle.is_empty());
        let prefix = nodes.iter().skip_while(|node| **node == Node::Start).map_while(Node::only);
        Machine { prefix: prefix.collect(), needles, nodes }
    }
}

impl Node {
    /// The one character that it stands for.
    fn only(&self) -> Option<char> {
        match self {
            Node::One(Set { negated: false, ranges }) => match ranges[..] {
                [(low, high)] if low == high => Some(low),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Reads an expression that [`Glob::new`] wrote; `None` where Go refuses it.
fn compile(expression: &str) -> Option<Vec<Node>> {
    let chars: Vec<char> = expression.chars().collect();
    let (mut nodes, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        if chars[at..].starts_with(&['(', '.', '*', '/', ')', '?']) {
            nodes.push(Node::Folders);
            at += 6;
            continue;
        }
        let node;
        (node, at) = match chars[at] {
            '^' => (Node::Start, at + 1),
            '$' => (Node::End, at + 1),
            '.' => (Node::One(Set::not(&[('\n', '\n')])), at + 1),
            '\\' => escape(&chars, at + 1)?,
            '[' => class(&chars, at + 1)?,
            c => (Node::One(Set::of(c)), at + 1),
        };
        nodes.push(match node {
            Node::One(set) if chars.get(at) == Some(&'*') => {
                at += 1;
                Node::Many(set)
            }
            node => node,
        });
    }
    Some(nodes)
}

/// What follows a backslash.
fn escape(chars: &[char], at: usize) -> Option<(Node, usize)> {
    let set = |ranges: &[(char, char)]| Node::One(Set { negated: false, ranges: ranges.to_vec() });
    let c = *chars.get(at)?;
    let node = match c {
        'd' => set(DIGIT),
        'D' => Node::One(Set::not(DIGIT)),
        'w' => set(WORD),
        'W' => Node::One(Set::not(WORD)),
        's' => set(SPACE),
        'S' => Node::One(Set::not(SPACE)),
        'a' => set(&[('\u{7}', '\u{7}')]),
        'f' => set(&[('\u{c}', '\u{c}')]),
        'n' => set(&[('\n', '\n')]),
        'r' => set(&[('\r', '\r')]),
        't' => set(&[('\t', '\t')]),
        'v' => set(&[('\u{b}', '\u{b}')]),
        'A' => Node::Start,
        'z' => Node::End,
        'b' => Node::Edge(true),
        'B' => Node::Edge(false),
        // Octal, hexadecimal and Unicode classes, quotations: nobody writes them here, and most are refused.
        c if c.is_ascii_alphanumeric() => return None,
        c => Node::One(Set::of(c)),
    };
    Some((node, at + 1))
}

/// What follows a `[`.
fn class(chars: &[char], mut at: usize) -> Option<(Node, usize)> {
    let mut set = Set::default();
    if chars.get(at) == Some(&'^') {
        set.negated = true;
        at += 1;
    }
    let first = at;
    loop {
        match *chars.get(at)? {
            ']' if at > first => return Some((Node::One(set), at + 1)),
            '[' if chars.get(at + 1) == Some(&':') => {
                let end = (at..chars.len()).find(|end| chars[*end..].starts_with(&[':', ']']))?;
                set.ranges.extend(posix(&chars[at + 2..end].iter().collect::<String>())?);
                at = end + 2;
            }
            _ => {
                let low;
                (low, at) = class_item(chars, at, &mut set)?;
                let Some(low) = low else { continue };
                let mut high = low;
                if chars.get(at) == Some(&'-') && chars.get(at + 1).is_some_and(|c| *c != ']') {
                    let item;
                    (item, at) = class_item(chars, at + 1, &mut set)?;
                    high = item?;
                }
                if high < low {
                    return None;
                }
                set.ranges.push((low, high));
            }
        }
    }
}

/// One character of a class; none where an escape added a set of its own.
fn class_item(chars: &[char], at: usize, set: &mut Set) -> Option<(Option<char>, usize)> {
    if chars.get(at) != Some(&'\\') {
        return Some((Some(*chars.get(at)?), at + 1));
    }
    let (node, next) = escape(chars, at + 1)?;
    let Node::One(found) = node else { return None };
    match found.ranges[..] {
        [(low, high)] if low == high && !found.negated => Some((Some(low), next)),
        _ if found.negated => {
            let mut low = '\0';
            for (from, to) in found.ranges {
                if low < from {
                    set.ranges.push((low, char::from_u32(from as u32 - 1)?));
                }
                low = char::from_u32(to as u32 + 1)?;
            }
            set.ranges.push((low, char::MAX));
            Some((None, next))
        }
        _ => {
            set.ranges.extend(found.ranges);
            Some((None, next))
        }
    }
}

fn posix(name: &str) -> Option<Vec<(char, char)>> {
    Some(match name {
        "alnum" => vec![('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => vec![('A', 'Z'), ('a', 'z')],
        "ascii" => vec![('\0', '\u{7f}')],
        "blank" => vec![('\t', '\t'), (' ', ' ')],
        "cntrl" => vec![('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')],
        "digit" => DIGIT.to_vec(),
        "graph" => vec![('!', '~')],
        "lower" => vec![('a', 'z')],
        "print" => vec![(' ', '~')],
        "punct" => vec![('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => vec![('\t', '\r'), (' ', ' ')],
        "upper" => vec![('A', 'Z')],
        "word" => WORD.to_vec(),
        "xdigit" => vec![('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    })
}

/// Whether the nodes match the path or a folder above it. All positions are followed at once, so that time stays within
/// nodes times characters.
fn run(nodes: &[Node], chars: &[char]) -> bool {
    let is_end = |at: usize| chars.get(at).is_none_or(|c| *c == '/');
    let mut reached = vec![false; chars.len() + 1];
    let mut next = reached.clone();
    reached[0] = true;
    for node in nodes {
        next.fill(false);
        for at in (0..=chars.len()).filter(|at| reached[*at]) {
            match node {
                Node::One(set) => {
                    if at < chars.len() && set.has(chars[at]) {
                        next[at + 1] = true;
                    }
                }
                Node::Many(set) => {
                    let mut end = at;
                    // Where `next` is set already, an earlier start has gone on from here.
                    while !next[end] {
                        next[end] = true;
                        if end == chars.len() || !set.has(chars[end]) {
                            break;
                        }
                        end += 1;
                    }
                }
                Node::Folders => {
                    next[at] = true;
                    for end in at..chars.len() {
                        match chars[end] {
                            '\n' => break,
                            '/' => next[end + 1] = true,
                            _ => {}
                        }
                    }
                }
                Node::Start => next[at] |= at == 0,
                Node::End => next[at] |= is_end(at),
                Node::Edge(wanted) => {
                    let word = |at: Option<usize>| {
                        at.and_then(|at| chars.get(at))
                            .is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_')
                    };
                    next[at] |= (word(at.checked_sub(1)) != word(Some(at))) == *wanted;
                }
            }
        }
        if !next.contains(&true) {
            return false;
        }
        std::mem::swap(&mut reached, &mut next);
    }
    // The last node asks for the end of the path or of a folder's.
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_the_builder_matches() {
        let cases = [
            ("node_modules", "node_modules", true),
            ("**/node_modules", "web/node_modules", true),
            ("**/node_modules", "my_node_modules", false),
            ("**node_modules", "my_node_modules", true),
            ("**/*.log", "a.log", true),
            ("**.log", "logs/a.log", true),
            ("*/temp*", "a/temp1", true),
            ("*/temp*", "a/b/temp1", false),
            ("temp?", "temp", false),
            ("src/**", "src", false),
            ("src/**", "src/a", true),
            ("a/**/b", "a/b", true),
            ("a/**/b", "a/x/y/b", true),
            ("a/**/b", "x/a/b", false),
            ("[!a]x", "ax", true),
            ("[!a]x", "bx", false),
            ("[^a]x", "bx", true),
            ("*.{js,ts}", "a.js", false),
            ("\\#foo", "#foo", true),
            ("dir\\file", "dirfile", false),
            ("v\\d", "v1", true),
            ("[*]", "*", false),
            ("**/foo*", "xfoo", false),
            ("weird\\[1\\].txt", "weird[1].txt", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(
                Glob::new(pattern).matches(&Subject::new(path)),
                expected,
                "{pattern} {path}"
            );
        }
    }
}
