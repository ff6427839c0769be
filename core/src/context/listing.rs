//! Lists of files that people paste: of `git ls-files`, `find`, `tar`, `ls -R`, `du`.

use super::preview::plain;
use std::collections::HashSet;

/// A path of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path, without `./` and last slash.
    pub path: String,
    /// Its size in bytes, where the list tells it; of files only.
    pub size: Option<u64>,
    /// Whether it is a folder: it ends with a slash, or others lie in it.
    pub is_folder: bool,
}

/// Reads a list, whichever of these made it: `git ls-files` (also `-s`), `find`, `find -printf '%s %p\n'`, `tar tf`,
/// `tar tvf`, `ls -R`, `du -a` (in blocks of 1,024 bytes) and `du -ah`. Lines that name no path are left out.
pub fn listing(text: &str) -> Vec<Entry> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut written = lines.iter().filter(|line| !line.is_empty()).peekable();
    let numbered = written.peek().is_some() && written.all(|line| numbered(line).is_some());
    let mut entries: Vec<Entry> = Vec::new();
    if !numbered && is_recursive(&lines) {
        entries.extend(of_ls(&lines));
    } else {
        for line in lines.iter().filter(|line| !line.trim().is_empty()) {
            let number = || if numbered { numbered_line(line) } else { None };
            let read = of_tar(line).or_else(|| of_index(line)).or_else(number);
            let (size, path) = read.unwrap_or_else(|| (None, unquoted(line)));
            entries.extend(entry(&path, size));
        }
    }
    mark_folders(&mut entries);
    entries
}

fn entry(path: &str, size: Option<u64>) -> Option<Entry> {
    let is_folder = path.ends_with('/');
    let path = plain(path.trim_start());
    (!path.is_empty() && path != ".").then(|| Entry { path: path.to_owned(), size, is_folder })
}

fn mark_folders(entries: &mut [Entry]) {
    let mut folders: HashSet<String> = HashSet::new();
    for entry in entries.iter() {
        folders.extend(entry.path.match_indices('/').map(|(at, _)| entry.path[..at].to_owned()));
    }
    for entry in entries {
        entry.is_folder |= folders.contains(&entry.path);
        if entry.is_folder {
            entry.size = None;
        }
    }
}

/// `4096<tab>./path` or `4096 ./path`: the number as written, whether a tab follows, the rest.
fn numbered(line: &str) -> Option<(&str, bool, &str)> {
    let (number, rest) = line.split_once(['\t', ' '])?;
    let digits = number.trim_end_matches(['K', 'M', 'G', 'T']);
    let plain = digits.len() == number.len();
    let sound = !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || (!plain && matches!(b, b'.' | b',')));
    (sound && !rest.is_empty()).then(|| (number, line.contains('\t'), rest))
}

fn numbered_line(line: &str) -> Option<(Option<u64>, String)> {
    let (number, is_du, path) = numbered(line)?;
    let power = match number.chars().last() {
        Some('K') => 1,
        Some('M') => 2,
        Some('G') => 3,
        Some('T') => 4,
        _ => u32::from(is_du),
    };
    let digits = number.trim_end_matches(['K', 'M', 'G', 'T']).replace(',', ".");
    let size = digits.parse::<f64>().ok().map(|size| (size * 1024f64.powi(power as i32)) as u64);
    Some((size, path.to_owned()))
}

/// `-rw-r--r-- jo/users 1234 2026-01-31 12:00 path -> target`.
fn of_tar(line: &str) -> Option<(Option<u64>, String)> {
    let mut rest = line;
    let mut words = [""; 5];
    for word in &mut words {
        let (first, after) = rest.trim_start().split_once(' ')?;
        (*word, rest) = (first, after);
    }
    let mode = words[0];
    let sound = mode.len() >= 10
        && mode.starts_with(['-', 'd', 'l', 'h', 'c', 'b', 'p'])
        && mode[1..].bytes().all(|b| b"rwxsStT-+.".contains(&b))
        && words[1].contains('/')
        && words[4].contains(':');
    let path = rest.split(" -> ").next().unwrap_or(rest).split(" link to ").next().unwrap_or(rest);
    sound.then(|| (words[2].parse().ok(), path.to_owned()))
}

/// `100644 <hash> 0<tab>path`.
fn of_index(line: &str) -> Option<(Option<u64>, String)> {
    let (head, path) = line.split_once('\t')?;
    let mode = head.split(' ').next()?;
    let sound = mode.len() == 6 && mode.bytes().all(|b| b.is_ascii_digit()) && head.len() > 40;
    sound.then(|| (None, unquoted(path)))
}

/// Git writes paths with bytes beyond ASCII in quotes, with octal escapes.
fn unquoted(line: &str) -> String {
    let Some(body) = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return line.to_owned();
    };
    let (mut bytes, mut rest) = (Vec::new(), body.bytes().peekable());
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let mut octal = 0u32;
        let mut digits = 0;
        while digits < 3
            && let Some(digit) = rest.next_if(|b| (b'0'..=b'7').contains(b))
        {
            (octal, digits) = (octal * 8 + u32::from(digit - b'0'), digits + 1);
        }
        match digits {
            0 => bytes.push(match rest.next() {
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(other) => other,
                None => b'\\',
            }),
            _ => bytes.push(octal as u8),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `ls -R` writes each folder's name with a colon above what lies in it.
fn is_recursive(lines: &[&str]) -> bool {
    let heads = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| line.ends_with(':') && (*at == 0 || lines[at - 1].is_empty()));
    heads.count() > 0
        && lines.first().is_some_and(|line| line.ends_with(':') || lines.contains(&""))
}

fn of_ls(lines: &[&str]) -> Vec<Entry> {
    let (mut folder, mut entries, mut after_blank) = (String::new(), Vec::new(), true);
    for line in lines {
        match line.strip_suffix(':').filter(|_| after_blank) {
            Some(head) => {
                folder = plain(head).trim_start_matches('.').to_owned();
                if plain(head).starts_with('.') && plain(head) != "." {
                    folder = plain(head).to_owned();
                }
                entries.extend(entry(&format!("{folder}/"), None));
            }
            None if !line.is_empty() && !line.starts_with("total ") => {
                entries.extend(entry(&format!("{folder}/{line}"), None));
            }
            None => {}
        }
        after_blank = line.is_empty();
    }
    // A folder is named above its own list and in that of the one around it.
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(entry.path.clone()));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        listing(text).into_iter().map(|e| e.path + if e.is_folder { "/" } else { "" }).collect()
    }

    #[test]
    fn lists_of_many_makers_are_read() {
        assert_eq!(
            paths("a.js\nsrc/b c.js\n\"\\303\\251.txt\"\n"),
            ["a.js", "src/b c.js", "é.txt"]
        );
        assert_eq!(paths(".\n./src\n./src/a.js\n./.env\n"), ["src/", "src/a.js", ".env"]);
        assert_eq!(paths("src/\r\nsrc/a\r\n"), ["src/", "src/a"]);
        assert_eq!(
            paths(".:\nsrc\nx.md\n\n./src:\na.js\n\n./.github:\nb.yml\n"),
            ["src/", "x.md", "src/a.js", ".github/", ".github/b.yml"]
        );
        let hash = "0123456789012345678901234567890123456789";
        assert_eq!(paths(&format!("100644 {hash} 0\ta/b\n")), ["a/b"]);
        assert_eq!(paths(""), Vec::<String>::new());
    }

    #[test]
    fn sizes_are_read_where_they_are() {
        let sizes = |text: &str| -> Vec<(String, Option<u64>)> {
            listing(text).into_iter().map(|e| (e.path, e.size)).collect()
        };
        let is = |text: &str, expected: &[(&str, Option<u64>)]| {
            let expected: Vec<_> = expected.iter().map(|(p, s)| ((*p).to_owned(), *s)).collect();
            assert_eq!(sizes(text), expected, "{text}");
        };
        is("12 ./a b\n4096 ./d\n7 ./d/c\n", &[("a b", Some(12)), ("d", None), ("d/c", Some(7))]);
        is("4\t./a\n8\t.\n", &[("a", Some(4096))]);
        is("1.5K\t./a\n2.0M\t.\n", &[("a", Some(1536))]);
        is(
            "-rw-r--r-- jo/jo      1234 2026-01-31 12:00 x/y z\ndrwxr-xr-x jo/jo 0 2026-01-31 12:00 x/\n\
             lrwxrwxrwx jo/jo 0 2026-01-31 12:00 l -> x/y\n",
            &[("x/y z", Some(1234)), ("x", None), ("l", Some(0))],
        );
        is("10 things.txt\nREADME\n", &[("10 things.txt", None), ("README", None)]);
    }
}
