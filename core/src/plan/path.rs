//! Paths as the builder joins and cleans them (Go's `path`, BuildKit's `util/system`, read 2026-11).

/// The shortest path of the same meaning: no `.`, no empty parts, `..` taken back. Empty becomes `.`.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    match (rooted, parts.join("/")) {
        (true, path) => format!("/{path}"),
        (false, path) if path.is_empty() => ".".to_owned(),
        (false, path) => path,
    }
}

/// Two paths joined and cleaned.
pub fn join(parent: &str, path: &str) -> String {
    match (parent, path) {
        ("", "") => String::new(),
        ("", only) | (only, "") => clean(only),
        _ => clean(&format!("{parent}/{path}")),
    }
}

/// The last part of a path; `.` for an empty one.
pub fn file_name(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match (path, trimmed) {
        ("", _) => ".",
        (_, "") => "/",
        _ => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

/// Whether a path is absolute; on Windows a drive letter doesn't count.
pub fn is_absolute(path: &str, windows: bool) -> bool {
    without_drive(path, windows, false).is_ok_and(|path| to_slash(&path, windows).starts_with('/'))
}

/// Slashes for backslashes on Windows.
pub fn to_slash(path: &str, windows: bool) -> String {
    if windows { path.replace('\\', "/") } else { path.to_owned() }
}

/// On Windows the path without `C:`, cleaned; other drives are refused. Elsewhere the path itself.
pub fn without_drive(path: &str, windows: bool, keep_slash: bool) -> Result<String, String> {
    if !windows {
        return Ok(path.to_owned());
    }
    if path.len() == 2 && path.ends_with(':') {
        return Err(format!("`{path}` is a drive without a path"));
    }
    let slashed = to_slash(path, true);
    if slashed.starts_with("//") {
        return Err("UNC paths are not supported".to_owned());
    }
    let rest = match slashed.split_once(':') {
        None => slashed.as_str(),
        Some((drive, rest)) if drive.eq_ignore_ascii_case("c") => rest,
        Some(_) => return Err(format!("`{path}` is not on drive C:")),
    };
    let cleaned = clean(rest);
    let slash = keep_slash && rest.ends_with('/') && cleaned.len() > 1;
    Ok(if slash { cleaned + "/" } else { cleaned })
}

/// A path made absolute below `parent`, a slash at the end kept where asked. An absolute path is not cleaned.
pub fn normalize(
    parent: &str,
    path: &str,
    windows: bool,
    keep_slash: bool,
) -> Result<String, String> {
    let written = to_slash(path, windows);
    let parent = to_slash(if parent.is_empty() { "/" } else { parent }, windows);
    let mut parent = without_drive(&parent, windows, keep_slash)?;
    if !is_absolute(&parent, windows) {
        parent = join("/", &parent);
    }
    let path = if written.is_empty() { parent.clone() } else { written.clone() };
    let mut path = without_drive(&path, windows, keep_slash)?;
    if !is_absolute(&path, windows) {
        path = join(&parent, &path);
    }
    if keep_slash {
        path = with_end(path, &written);
    }
    Ok(to_slash(&path, windows))
}

/// The path of a file operation: cleaned, its end as written.
pub fn action(parent: &str, path: &str, keep_slash: bool) -> String {
    let mut cleaned = clean(path);
    if !cleaned.starts_with('/') {
        cleaned = join("/", &join(parent, &cleaned));
    }
    if keep_slash { with_end(cleaned, path) } else { cleaned }
}

/// The path with the `/` or `/.` at its end that was written.
fn with_end(mut path: String, written: &str) -> String {
    if written.ends_with('/') && !path.ends_with('/') {
        path.push('/');
    } else if written.ends_with("/.") {
        if path != "/" {
            path.push('/');
        }
        path.push('.');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_go_s() {
        for (path, cleaned) in [
            ("", "."),
            ("/", "/"),
            ("a//b/./c/..", "a/b"),
            ("/../a/", "/a"),
            ("../../a", "../../a"),
            ("a/..", "."),
        ] {
            assert_eq!(clean(path), cleaned, "{path}");
        }
        assert_eq!(normalize("/app", "./", false, true).unwrap(), "/app/");
        assert_eq!(normalize("/app", "b", false, false).unwrap(), "/app/b");
        assert_eq!(normalize("", "/x/", false, false).unwrap(), "/x/");
        assert_eq!(normalize("/", r"C:\a\b\", true, true).unwrap(), "/a/b/");
        assert!(normalize("/", r"d:\a", true, true).is_err());
        assert_eq!(action("/", "/a/./.", true), "/a/.");
        assert_eq!((file_name("/a/b/"), file_name("")), ("b", "."));
    }
}
