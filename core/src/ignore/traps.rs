//! Patterns that mean something else than they seem to, by the habits of other languages.

use super::IgnoreFile;
use super::parse::clean;
use crate::syntax::is_space;

/// What a pattern was most likely taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// `# …` after blanks: a comment that is none.
    Comment,
    /// A zero byte: text of another encoding.
    Nul,
    /// `"a b"`: quotes are part of the name.
    Quoted,
    /// `.`, `./`, `/`: matches nothing.
    Dot,
    /// `../x`: outside the context there is nothing to keep out.
    Parent,
    /// `~/x`, `$HOME`, `%USERPROFILE%`: nothing is filled in.
    Shell,
    /// `/home/me/x`, `C:\x`: a path of the host, read from the context's root.
    Host,
    /// `{a,b}`: braces are part of the name.
    Brace,
    /// `[!a]`: a class of `!` and `a`.
    Bang,
    /// `^a$`, `(a|b)`, `.*\.x`: an expression, read as a glob.
    Regex,
    /// `dir\file`: a backslash takes the next character's meaning away.
    Backslash,
    /// `**name`: matches every name that ends like it.
    Glued,
}

/// Finds the trap that a pattern fell into. `text` is what is written, the `!` included.
pub(super) fn trap(text: &str) -> Option<Trap> {
    let body = text.strip_prefix('!').unwrap_or(text).trim_start_matches(is_space);
    let clean = clean(body);
    let found = [
        (Trap::Comment, comment(text).is_some()),
        (Trap::Nul, body.contains('\0')),
        (Trap::Quoted, is_quoted(body)),
        (Trap::Dot, matches!(clean.as_str(), "." | "/")),
        (Trap::Parent, clean == ".." || clean.starts_with("../")),
        (Trap::Shell, is_shell(body)),
        (Trap::Host, is_host(body)),
        (Trap::Brace, alternatives(body).is_some()),
        (Trap::Bang, body.contains("[!")),
        (Trap::Regex, is_regex(body)),
        (Trap::Backslash, has_separator(body)),
        (Trap::Glued, glued(body).is_some()),
    ];
    found.into_iter().find(|(_, is)| *is).map(|(trap, _)| trap)
}

/// Where in a pattern a comment begins that is none: at a `#` after blanks.
pub fn comment(text: &str) -> Option<usize> {
    if text.starts_with('#') {
        return Some(0);
    }
    let at =
        |(at, _): &(usize, &str)| text[..*at].chars().next_back().is_some_and(char::is_whitespace);
    text.match_indices('#').find(at).map(|(at, _)| at)
}

fn is_quoted(body: &str) -> bool {
    ['"', '\''].iter().any(|q| body.len() > 2 && body.starts_with(*q) && body.ends_with(*q))
}

/// `$RECYCLE.BIN` is the name of a folder, and Office's `~$report.docx` that of a file.
fn is_shell(body: &str) -> bool {
    let variable = body.match_indices('$').any(|(at, _)| {
        let rest = &body[at + 1..];
        let name = rest.strip_prefix('{').unwrap_or(rest);
        let length = name.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'_').count();
        length > 1 && !rest.starts_with("RECYCLE.BIN")
    });
    let mut percent = body.split('%').skip(1);
    let between = percent.next().filter(|_| percent.next().is_some());
    let windows =
        between.is_some_and(|name| name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase()));
    body == "~" || body.starts_with("~/") || variable || windows
}

fn is_host(body: &str) -> bool {
    let bytes = body.as_bytes();
    let drive = bytes.len() > 3
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    drive || ["/home/", "/Users/"].iter().any(|start| body.starts_with(start))
}

fn is_regex(body: &str) -> bool {
    let group =
        body.find('(').and_then(|at| body[at..].split(')').next()).is_some_and(|g| g.contains('|'));
    let class = ["\\d", "\\w", "\\s"].iter().any(|class| {
        body.split(class).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    body.starts_with('^')
        || (body.len() > 1 && body.ends_with('$'))
        || group
        || class
        || body.contains(".*\\.")
        || body.contains(".+")
}

/// A backslash between names: `dir\file`, `bin\*`.
fn has_separator(body: &str) -> bool {
    let name = |c: u8| c.is_ascii_alphanumeric() || c == b'_';
    body.as_bytes().windows(3).any(|w| {
        w[1] == b'\\'
            && (name(w[2]) && (name(w[0]) || w[0] == b'*') || (name(w[0]) && w[2] == b'*'))
    })
}

/// The place of a name after `**` without a slash between.
pub fn glued(body: &str) -> Option<usize> {
    let starts = body.match_indices("**").map(|(at, _)| at);
    let mut starts = starts.filter(|at| *at == 0 || body[..*at].ends_with('/'));
    starts.find_map(|at| {
        let next = body.as_bytes().get(at + 2)?;
        (next.is_ascii_alphanumeric() || *next == b'_').then_some(at + 2)
    })
}

/// What `{a,b}` would be written out; `None` where there are no such braces, or too many.
pub fn alternatives(text: &str) -> Option<Vec<String>> {
    const MOST: usize = 32;
    let mut done = vec![text.to_owned()];
    loop {
        let at = done.iter().position(|text| braces(text).is_some());
        let Some(at) = at else { break };
        let text = done.remove(at);
        let (open, close) = braces(&text).expect("it was found");
        let parts = text[open + 1..close].split(',');
        let written = parts.map(|part| format!("{}{part}{}", &text[..open], &text[close + 1..]));
        for (number, text) in written.enumerate() {
            done.insert(at + number, text);
        }
        if done.len() > MOST {
            return None;
        }
    }
    let mut each: Vec<String> = Vec::new();
    for text in done {
        if !each.contains(&text) {
            each.push(text);
        }
    }
    (each.len() > 1).then_some(each)
}

/// The first pair of braces with a comma and no braces between.
fn braces(text: &str) -> Option<(usize, usize)> {
    let close = text.match_indices('}').map(|(at, _)| at);
    close.into_iter().find_map(|close| {
        let open = text[..close].rfind('{')?;
        let sound = text[open..close].contains(',') && !text[..open].ends_with(['\\', '$']);
        (sound && !text[open + 1..close].contains('}')).then_some((open, close))
    })
}

impl IgnoreFile {
    /// The sound patterns that fell into a trap.
    pub fn trapped(&self, trap: Trap) -> impl Iterator<Item = &super::Pattern> {
        self.patterns.iter().filter(move |p| p.trap == Some(trap) && p.fault.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_of_other_languages_are_seen() {
        for (text, expected) in [
            (".env # x", Trap::Comment),
            ("# x", Trap::Comment),
            ("a\0", Trap::Nul),
            ("\"a b\"", Trap::Quoted),
            ("./", Trap::Dot),
            ("!.", Trap::Dot),
            ("a/../../b", Trap::Parent),
            ("~/x", Trap::Shell),
            ("${HOME}/x", Trap::Shell),
            ("%APPDATA%/x", Trap::Shell),
            ("/home/me/x", Trap::Host),
            ("C:\\x\\y", Trap::Host),
            ("*.{js,ts}", Trap::Brace),
            ("[!a]x", Trap::Bang),
            ("^build$", Trap::Regex),
            (".*\\.log", Trap::Regex),
            ("(a|b)", Trap::Regex),
            ("v\\d", Trap::Regex),
            ("src\\app", Trap::Backslash),
            ("bin\\*", Trap::Backslash),
            ("**name", Trap::Glued),
            ("a/**name", Trap::Glued),
        ] {
            assert_eq!(trap(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn plain_patterns_are_no_traps() {
        for text in [
            "node_modules",
            ".*",
            "**/*.log",
            "**.log",
            "*~",
            "~$*.docx",
            "$RECYCLE.BIN",
            "c++",
            "[^a]",
            "\\#notes",
            "\\!x",
            "foo\\ bar",
            "x\\[1\\]",
            "a(b)",
            "{a}",
            "50%",
            "/var/cache",
            "!src",
            "a#b",
            "price$1",
            "**/foo*",
            "\\*x",
        ] {
            assert_eq!(trap(text), None, "{text}");
        }
    }

    #[test]
    fn braces_are_written_out() {
        assert_eq!(alternatives("a{b,c}{d,e}").unwrap(), ["abd", "abe", "acd", "ace"]);
        assert_eq!(alternatives("*.{js,{ts,tsx}}").unwrap(), ["*.js", "*.ts", "*.tsx"]);
        assert_eq!(alternatives("{a}"), None);
    }
}
