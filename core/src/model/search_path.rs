//! Search paths such as PATH.

/// The entries of a search path; colons within `${…}` are part of an entry.
pub fn entries(value: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0u32);
    for (at, c) in value.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => {
                found.push(&value[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&value[start..]);
    found
}

/// What makes an entry dangerous, as a noun.
pub fn fault(entry: &str) -> Option<String> {
    if entry.is_empty() {
        return Some("an empty entry, which means wherever the process stands".to_owned());
    }
    if entry.starts_with(' ') && entry.trim_start().starts_with(['/', '$']) {
        return Some(format!("a blank before `{}`, so that the entry is no folder", entry.trim()));
    }
    if writable(entry) {
        return Some(format!("`{entry}`, where everybody may write"));
    }
    let relative = !entry.starts_with(['/', '$', '~', '%']);
    relative
        .then(|| format!("the relative entry `{entry}`, which depends on where the process stands"))
}

/// Whether a path lies where everybody may write.
pub fn writable(path: &str) -> bool {
    ["/tmp", "/var/tmp", "/dev/shm"].iter().any(|folder| super::user_flags::under(path, folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(entries("/a:${PATH:+:$PATH}:"), ["/a", "${PATH:+:$PATH}", ""]);
        assert!(fault("bin").is_some() && fault("/tmp/x").is_some() && fault("").is_some());
        assert!(fault(" /opt").is_some_and(|fault| fault.starts_with("a blank")));
        assert!(fault("$HOME/bin").is_none() && fault("/opt").is_none());
    }
}
