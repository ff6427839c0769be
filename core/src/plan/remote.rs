//! Sources of ADD that are fetched: Git repositories and HTTP addresses (BuildKit's `dfgitutil`, `gitutil` and
//! `client/llb/source.go`, read 2026-11).

use super::Source;
use super::path::{file_name, join};
use crate::order;

/// A Git repository.
#[derive(Debug, PartialEq)]
pub struct Git {
    /// The address without `#…` and `?…`.
    remote: String,
    host: String,
    path: String,
    reference: String,
    subdir: String,
    checksum: String,
    /// Whether the address says that `.git` is kept, or not.
    pub keep_git_dir: Option<bool>,
    submodules: bool,
}

/// The repository that a source names; `None` for other sources.
pub fn git(source: &str) -> Option<Result<Git, String>> {
    let scheme = source
        .find("://")
        .map(|at| &source[..at])
        .filter(|scheme| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
    let (address, fragment) = source.split_once('#').unwrap_or((source, ""));
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = match scheme {
        Some(scheme) => {
            let lower = scheme.to_ascii_lowercase();
            let rest = &address[(scheme.len() + 3).min(address.len())..];
            let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
            match lower.as_str() {
                "git" | "ssh" => {}
                "http" | "https" if path.ends_with(".git") => {}
                _ => return None,
            }
            (authority.rsplit('@').next().unwrap_or(authority), path)
        }
        None => scp_style(address)?,
    };
    let parts = (address.to_owned(), host.to_owned(), path.to_owned());
    Some(with_options(parts, fragment, query))
}

/// `user@host:path`, which Git reads as ssh.
fn scp_style(address: &str) -> Option<(&str, &str)> {
    let (user, rest) = address.split_once('@')?;
    let (host, path) = rest.split_once(':')?;
    let word = |text: &str, more: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    (word(user, "-_") && word(host, "-.")).then_some((host, path))
}

fn with_options(
    (remote, host, path): (String, String, String),
    fragment: &str,
    query: &str,
) -> Result<Git, String> {
    let (reference, subdir) = fragment.split_once(':').unwrap_or((fragment, ""));
    let mut git = Git {
        remote,
        host,
        path,
        reference: reference.to_owned(),
        subdir: subdir.to_owned(),
        checksum: String::new(),
        keep_git_dir: None,
        submodules: true,
    };
    let flag = |name: &str, value: &str| match value {
        "" | "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(format!("`{name}` of a Git address takes true or false, not `{value}`")),
    };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match name {
            "ref" => git.reference = value.to_owned(),
            "tag" => git.reference = format!("refs/tags/{value}"),
            "branch" => git.reference = format!("refs/heads/{value}"),
            "checksum" | "commit" => git.checksum = value.to_owned(),
            "subdir" => git.subdir = value.to_owned(),
            "keep-git-dir" => git.keep_git_dir = Some(flag(name, value)?),
            "submodules" => git.submodules = flag(name, value)?,
            _ => return Err(format!("a Git address has no option `{name}`")),
        }
    }
    if git.reference.is_empty() {
        git.reference.clone_from(&git.checksum);
    }
    Ok(git)
}

impl Git {
    /// The source, with `--keep-git-dir` and `--checksum` of the instruction.
    pub fn source(self, keep_git_dir: bool, checksum: &str) -> Result<Source, String> {
        if !checksum.is_empty() && !self.checksum.is_empty() && checksum != self.checksum {
            return Err(format!("the checksums `{checksum}` and `{}` differ", self.checksum));
        }
        let mut id = format!("git://{}{}", self.host, join("/", &self.path));
        if !self.reference.is_empty() || !self.subdir.is_empty() {
            id += &format!("#{}", self.reference);
        }
        if !self.subdir.is_empty() {
            id += &format!(":{}", self.subdir);
        }
        let checksum = if self.checksum.is_empty() { checksum } else { &self.checksum };
        let mut attributes = vec![("git.fullurl".to_owned(), self.remote)];
        if !checksum.is_empty() {
            attributes.push(("git.checksum".to_owned(), checksum.to_owned()));
        }
        if keep_git_dir {
            attributes.push(("git.keepgitdir".to_owned(), "true".to_owned()));
        }
        if !self.submodules {
            attributes.push(("git.skipsubmodules".to_owned(), "true".to_owned()));
        }
        order::sort(&mut attributes);
        Ok(Source { id, attributes })
    }
}

/// Whether a source is fetched over HTTP.
pub fn is_http(source: &str) -> bool {
    (source.starts_with("http://") || source.starts_with("https://")) && git(source).is_none()
}

/// An HTTP source and the name of its file.
pub fn http(address: &str, checksum: &str) -> (Source, String) {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.split(['#', '?']).next().unwrap_or(rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    let name = match file_name(&percent_decoded(path)) {
        "." | "/" => "__unnamed__".to_owned(),
        name => name.to_owned(),
    };
    let mut attributes = vec![("http.filename".to_owned(), name.clone())];
    if !checksum.is_empty() {
        attributes.insert(0, ("http.checksum".to_owned(), checksum.to_owned()));
    }
    (Source { id: address.to_owned(), attributes }, name)
}

/// The text with `%41` as `A`; as written where that is not UTF-8 or not hexadecimal.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let id = |source: &str| git(source).map(|g| g.unwrap().source(false, "").unwrap().id);
        assert_eq!(
            id("https://github.com/moby/buildkit.git#v0.1:docs").as_deref(),
            Some("git://github.com/moby/buildkit.git#v0.1:docs")
        );
        assert_eq!(id("git@github.com:a/b.git").as_deref(), Some("git://github.com/a/b.git"));
        assert_eq!(id("git://host/a#main").as_deref(), Some("git://host/a#main"));
        for other in ["https://host/a.tar.gz", "github.com/a/b", "./a.git", "dir/a", "ftp://h/a"] {
            assert_eq!(id(other), None, "{other}");
        }
        assert_eq!(http("https://h/a/b%20c?x#y", "").1, "b c");
        assert_eq!(http("https://h", "").1, "__unnamed__");
    }
}
