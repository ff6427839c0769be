//! File modes that a build sets: `chmod`, `install -m`, `mkdir -m`, `--chmod`.

use super::Run;
use crate::shell::{Command, Word};

/// What a mode gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// Everybody may write.
    pub world_write: bool,
    /// Only the owner of a file in the folder may delete it.
    pub sticky: bool,
    /// The program runs as its owner.
    pub setuid: bool,
    /// The program runs as its group.
    pub setgid: bool,
}

/// What a mode gives; `None` where it is not one, or not wholly known.
pub fn grants(mode: &str) -> Option<Grants> {
    let octal = !mode.is_empty() && mode.len() <= 5 && mode.bytes().all(|b| b.is_ascii_digit());
    if octal {
        let bits = u32::from_str_radix(mode, 8).ok()?;
        return Some(Grants {
            world_write: bits & 0o2 != 0,
            sticky: bits & 0o1000 != 0,
            setuid: bits & 0o4000 != 0,
            setgid: bits & 0o2000 != 0,
        });
    }
    let mut grants = Grants::default();
    for clause in mode.split(',') {
        let at = clause.find(['+', '-', '='])?;
        let (who, rest) = clause.split_at(at);
        let (op, rights) = rest.split_at(1);
        let fits = who.bytes().all(|b| b"ugoa".contains(&b))
            && rights.bytes().all(|b| b"rwxXst".contains(&b));
        if !fits {
            return None;
        }
        let to = |letter: char| who.contains(letter) || who.contains('a');
        let on = op != "-";
        // Without a letter the umask takes writing for others away.
        if rights.contains('w') && to('o') {
            grants.world_write = on;
        } else if op == "=" && to('o') {
            grants.world_write = false;
        }
        if rights.contains('t') {
            grants.sticky = on;
        }
        if rights.contains('s') {
            grants.setuid |= on && (to('u') || who.is_empty());
            grants.setgid |= on && (to('g') || who.is_empty());
        }
    }
    Some(grants)
}

/// Whether a mode lets everybody read or enter.
pub fn lets_others_in(mode: &str) -> bool {
    if !mode.is_empty() && mode.bytes().all(|b| b.is_ascii_digit()) {
        return mode.ends_with(['1', '4', '5', '7']);
    }
    mode.split(',').any(|clause| {
        let Some(at) = clause.find(['+', '=']) else { return false };
        clause[..at].contains(['o', 'a']) && clause[at..].contains(['r', 'x', 'X'])
    })
}

/// A mode without writing for everybody, all else kept; `None` where it is written in an unusual way.
pub fn without_world_write(mode: &str) -> Option<String> {
    if mode.bytes().all(|b| b.is_ascii_digit()) {
        let last = mode.chars().last()?.to_digit(8)?;
        return Some(format!("{}{}", &mode[..mode.len() - 1], last & !2));
    }
    let mut clauses = Vec::new();
    for clause in mode.split(',') {
        let at = clause.find(['+', '-', '='])?;
        let (who, rights) = (&clause[..at], &clause[at + 1..]);
        let opens =
            clause.as_bytes()[at] != b'-' && who.contains(['o', 'a']) && rights.contains('w');
        if !opens {
            clauses.push(clause.to_owned());
            continue;
        }
        let others = rights.replace('w', "");
        if !others.is_empty() || clause.as_bytes()[at] == b'=' {
            clauses.push(format!("{}{others}", &clause[..=at]));
        }
        let writers: String =
            "ug".chars().filter(|c| who.contains(*c) || who.contains('a')).collect();
        if !writers.is_empty() {
            clauses.push(format!("{writers}+w"));
        }
    }
    (!clauses.is_empty()).then(|| clauses.join(","))
}

/// A mode without the bits that lend the owner's or the group's rights.
pub fn without_set_id(mode: &str) -> Option<String> {
    if mode.bytes().all(|b| b.is_ascii_digit()) {
        let bits = u32::from_str_radix(mode, 8).ok()? & !0o6000;
        return Some(format!("{bits:0width$o}", width = if mode.starts_with('0') { 4 } else { 3 }));
    }
    None
}

/// A mode that a command sets.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeSet<'a> {
    /// The word of the mode.
    pub word: &'a Word,
    /// The mode.
    pub mode: &'a str,
    /// What gets it.
    pub paths: Vec<&'a Word>,
    /// Whether all below gets it too.
    pub recursive: bool,
}

/// The mode that a command sets, where it is known.
pub fn of(command: &Command) -> Option<ModeSet<'_>> {
    match command.name() {
        "chmod" => {
            let operands = command.operands();
            let word = **operands.first().as_ref()?;
            let recursive = command.has_one_flag_of(&["-R", "--recursive"]);
            let paths = operands[1..].to_vec();
            Some(ModeSet { word, mode: word.literal()?, paths, recursive })
        }
        "install" | "mkdir" => {
            let flag = command.flag("-m").or_else(|| command.flag("--mode"))?;
            let flag = ["-m", "--mode"]
                .iter()
                .find_map(|name| command.flag_values(name).into_iter().next())
                .unwrap_or(flag);
            let word = flag.value_word?;
            let paths = command.operands_with(&["-m", "--mode"]);
            Some(ModeSet { word, mode: flag.value?, paths, recursive: false })
        }
        "find" | "xargs" => in_arguments(command),
        _ => None,
    }
}

/// `find … -exec chmod MODE {} +`, `xargs chmod MODE`.
fn in_arguments(command: &Command) -> Option<ModeSet<'_>> {
    let args = command.args();
    let at = args.iter().position(|word| matches!(word.literal(), Some("chmod" | "/bin/chmod")))?;
    let flags = args[at + 1..].iter().take_while(|word| word.text().starts_with('-')).count();
    let word = args.get(at + 1 + flags)?;
    let paths = args[..at]
        .iter()
        .take_while(|word| command.is("find") && !word.text().starts_with('-'))
        .collect();
    Some(ModeSet { word, mode: word.literal()?, paths, recursive: true })
}

/// Whether a path is deleted by a later command of the same RUN, or lies where nothing stays.
pub fn is_passing(run: &Run, command: &Command, path: &Word) -> bool {
    let text = path.text().trim_end_matches('/');
    let later = run.script.commands.iter().filter(|later| later.index > command.index);
    let named = |word: &Word| {
        let gone = word.text().trim_end_matches(['*', '/']);
        !gone.is_empty()
            && super::user_flags::under(
                text.trim_start_matches("./"),
                gone.trim_start_matches("./"),
            )
    };
    let folders = ["/tmp/", "/var/tmp/", "/dev/shm/"];
    run.mounts_over(text)
        || folders.iter().any(|folder| text.starts_with(folder))
        || later
            .into_iter()
            .any(|later| later.is_one_of(&["rm", "mv"]) && later.operands().into_iter().any(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes() {
        let writes = |mode: &str| grants(mode).map(|g| g.world_write);
        for mode in ["777", "0666", "a+w", "o+rw", "ugo+rwX", "u+x,o+w", "a=rwx", "o-x,o+w"] {
            assert_eq!(writes(mode), Some(true), "{mode}");
        }
        for mode in ["755", "775", "+w", "u+w", "g+w", "o-w", "a+rx", "o+w,o-w", "a+w,o=r"] {
            assert_eq!(writes(mode), Some(false), "{mode}");
        }
        assert_eq!(writes("$MODE"), None);
        assert_eq!(writes("999"), None);
        assert!(grants("4755").is_some_and(|g| g.setuid && !g.setgid));
        assert!(grants("u+s").is_some_and(|g| g.setuid));
        assert!(grants("1777").is_some_and(|g| g.sticky));
        assert!(grants("-s").is_some_and(|g| !g.setuid));
    }

    #[test]
    fn narrowed() {
        assert_eq!(without_world_write("777").as_deref(), Some("775"));
        assert_eq!(without_world_write("a+rwx").as_deref(), Some("a+rx,ug+w"));
        assert_eq!(without_world_write("u+x,o+w").as_deref(), Some("u+x"));
        assert_eq!(without_world_write("a=rwx").as_deref(), Some("a=rx,ug+w"));
        assert_eq!(without_world_write("o+w"), None);
        assert_eq!(without_set_id("4755").as_deref(), Some("755"));
        assert_eq!(without_set_id("04711").as_deref(), Some("0711"));
    }
}
