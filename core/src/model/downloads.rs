//! What RUN fetches: with which tool, from where, to where, and whether it is checked.

use crate::order;
use crate::shell::{Command, Node, Script, Word};
use crate::text::Span;

/// One address that a command fetches.
#[derive(Clone, Debug, PartialEq)]
pub struct Download<'a> {
    /// The command.
    pub command: &'a Command,
    /// The word that holds the address.
    pub word: &'a Word,
    /// The address, variables as written.
    pub url: &'a str,
    /// The file that it is written to, as written; `None` where it is not known or where there is none.
    pub file: Option<String>,
    /// Whether it goes to another command: into a pipe or a substitution.
    pub is_streamed: bool,
}

/// The downloads of a script, in order.
pub fn downloads(script: &Script) -> Vec<Download<'_>> {
    script.commands.iter().flat_map(of).collect()
}

/// The downloads of a command.
pub fn of(command: &Command) -> Vec<Download<'_>> {
    let curl = match command.name() {
        "curl" => true,
        "wget" | "aria2c" | "fetch" | "wget2" => false,
        _ => return Vec::new(),
    };
    let context = &command.context;
    let redirect = command.redirects.iter().find(|redirect| {
        redirect.op.writes()
            && redirect.fd.as_deref().is_none_or(|fd| fd == "1")
            && redirect.target.text() != "/dev/null"
    });
    let output = match curl {
        true => command.flag_value("-o").or(command.flag_value("--output")),
        false => command
            .flag_value("-O")
            .or(command.flag_value("--output-document"))
            .or(command.flag_value("-o")),
    };
    let output = output.filter(|_| {
        command.name() != "wget" || command.has_one_flag_of(&["-O", "--output-document"])
    });
    let folder = match curl {
        true => command.flag_value("--output-dir"),
        false => command.flag_value("-P").or(command.flag_value("--directory-prefix")),
    };
    let named = !curl || command.has_one_flag_of(&["-O", "--remote-name", "--remote-name-all"]);
    let mut addresses: Vec<&Word> =
        command.operands().into_iter().filter(|word| is_address(word.text())).collect();
    addresses.extend(command.flag_values("--url").into_iter().filter_map(|flag| flag.value_word));
    addresses
        .into_iter()
        .map(|word| {
            let url = word.text();
            let in_folder = |name: &str| match folder {
                Some(folder) => format!("{}/{name}", folder.trim_end_matches('/')),
                None => name.to_owned(),
            };
            let written = match output {
                Some("-" | "/dev/stdout") => None,
                Some(file) => Some(in_folder(file)),
                None if named => Some(in_folder(last_part(url))),
                None => None,
            };
            let written =
                written.or_else(|| redirect.map(|redirect| redirect.target.text().to_owned()));
            let is_streamed = written.is_none() && (context.piped_out || context.in_substitution);
            Download { command, word, url, file: written, is_streamed }
        })
        .collect()
}

fn is_address(text: &str) -> bool {
    ["http://", "https://", "ftp://", "$"].iter().any(|start| text.starts_with(start))
        || text
            .split('/')
            .next()
            .is_some_and(|host| host.contains('.') && text.contains('/') && !host.starts_with('.'))
}

/// The name at the end of an address.
pub fn last_part(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path)
}

/// The host of an address: between `://` and the next slash or colon, without a user's name. What is no address has
/// the text before the first slash.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    host.split(':').next().unwrap_or(host)
}

/// Whether an address stays within the machine or a private network, where nobody else serves it.
pub fn is_local(url: &str) -> bool {
    let host = host(url);
    let starts = ["127.", "10.", "192.168.", "169.254.", "0.0.0.0", "172.1", "172.2", "172.3"];
    let ends = [
        ".local",
        ".localhost",
        ".internal",
        ".lan",
        ".test",
        ".svc",
        ".cluster",
        ".intranet",
        ".corp",
    ];
    host == "localhost"
        || host == "[" // An IPv6 address.
        || !host.contains('.')
        || host.contains('$')
        || starts.iter().any(|start| host.starts_with(start))
        || ends.iter().any(|end| host.ends_with(end))
}

/// Hosts that serve over https what they serve over http (looked at 2026-11).
const HTTPS: &[&str] = &[
    "github.com",
    "raw.githubusercontent.com",
    "raw.github.com",
    "codeload.github.com",
    "objects.githubusercontent.com",
    "gitlab.com",
    "bitbucket.org",
    "nodejs.org",
    "www.python.org",
    "bootstrap.pypa.io",
    "download.docker.com",
    "get.docker.com",
    "dl.google.com",
    "storage.googleapis.com",
    "archive.apache.org",
    "downloads.apache.org",
    "dlcdn.apache.org",
    "www.apache.org",
    "repo1.maven.org",
    "repo.maven.apache.org",
    "ftp.gnu.org",
    "ftpmirror.gnu.org",
    "downloads.sourceforge.net",
    "sourceforge.net",
    "nginx.org",
    "openresty.org",
    "www.openssl.org",
    "curl.se",
    "zlib.net",
    "packages.microsoft.com",
    "apt.postgresql.org",
    "www.postgresql.org",
    "security.debian.org",
    "snapshot.debian.org",
    "dl-cdn.alpinelinux.org",
    "s3.amazonaws.com",
    "rubygems.org",
    "cpanmin.us",
    "www.cpan.org",
    "getcomposer.org",
    "pear.php.net",
    "pecl.php.net",
    "archive.org",
    "web.archive.org",
    "repo.continuum.io",
    "repo.anaconda.com",
    "download.oracle.com",
    "releases.hashicorp.com",
    "apache.org",
    "download.redis.io",
    "www.haproxy.org",
    "fastdl.mongodb.org",
];

/// Whether a host is known to serve the same over https.
pub fn serves_https(url: &str) -> bool {
    HTTPS.contains(&host(url))
}

/// Where an `s` makes `https` of an address that begins with `http:`, quotes before it included.
pub fn place_of_s(url: &str) -> Option<u32> {
    let at = url.find("http://")?;
    url[..at].chars().all(|c| matches!(c, '"' | '\'')).then_some(at as u32 + 4)
}

/// The words of a script that name what is fetched, and the file it is written to: by downloads, by Git, by package
/// managers that take addresses.
pub fn fetched_words(script: &Script) -> Vec<(&Word, Option<String>)> {
    let mut words: Vec<(&Word, Option<String>)> =
        downloads(script).into_iter().map(|download| (download.word, download.file)).collect();
    for command in &script.commands {
        let verb = command.subcommand();
        let takes = match command.name() {
            "git" => matches!(verb, "clone" | "fetch" | "pull" | "remote" | "submodule"),
            "rpm" => !command.has_flag("--import"),
            "yum" | "dnf" | "microdnf" => matches!(verb, "install" | "localinstall"),
            "svn" => matches!(verb, "checkout" | "co" | "export"),
            name => super::packages::is_pip(name) && verb == "install",
        };
        if takes {
            words.extend(command.operands().into_iter().map(|word| (word, None)));
        }
    }
    order::sort_by_key(&mut words, |(word, _)| word.span);
    words
}

/// How what was fetched is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a checksum.
    Checksum,
    /// By a signature.
    Signature,
}

/// Whether a command checks what was fetched, and how.
pub fn verifies(command: &Command) -> Option<Proof> {
    const SUMS: &[&str] = &[
        "sha256sum",
        "sha512sum",
        "sha384sum",
        "sha224sum",
        "shasum",
        "b2sum",
        "b3sum",
        "sha1sum",
        "md5sum",
        "cksum",
        "rhash",
        "gsha256sum",
        "digest",
        "xxhsum",
    ];
    let name = command.name();
    if SUMS.contains(&name) {
        return Some(Proof::Checksum);
    }
    let verb = command.subcommand();
    match name {
        "openssl" if matches!(verb, "dgst" | "sha256" | "sha512" | "sha1" | "md5") => {
            Some(Proof::Checksum)
        }
        "gpg" | "gpg2"
            if command.has_one_flag_of(&["--verify", "--batch-verify", "--decrypt"])
                || verb == "verify" =>
        {
            Some(Proof::Signature)
        }
        "gpgv" | "gpgv2" | "minisign" | "signify" | "signify-openbsd" => Some(Proof::Signature),
        "ssh-keygen" if command.has_flag("-Y") => Some(Proof::Signature),
        "cosign" | "slsa-verifier" | "gh"
            if verb.starts_with("verify") || verb == "attestation" =>
        {
            Some(Proof::Signature)
        }
        "keybase" if verb == "pgp" => Some(Proof::Signature),
        "git" if verb.starts_with("verify") => Some(Proof::Signature),
        _ => None,
    }
}

/// The name's word and the address of a curl that fetches from another host, with no say about method or redirects.
pub fn plain_curl(command: &Command) -> Option<(&Word, &str)> {
    let other = command.has_one_flag_of(&[
        "-I",
        "--head",
        "-X",
        "--request",
        "-d",
        "--data",
        "-T",
        "--unix-socket",
        "--max-redirs",
        "-K",
        "--config",
    ]);
    let url = command.operands().into_iter().map(Word::text).find(|url| url.contains("://"))?;
    let name = command.name_word()?;
    (!other && !is_local(url)).then_some((name, url))
}

/// The last command of a script that gets a checksum from `echo` or `printf` and compares a file with it.
pub(super) fn last_sum(script: &Script) -> Option<usize> {
    let pairs = script.commands.windows(2);
    let last = pairs.rev().find(|pair| {
        pair[0].is_one_of(&["echo", "printf"])
            && pair[0].pipeline == pair[1].pipeline
            && verifies(&pair[1]) == Some(Proof::Checksum)
    });
    last.map(|pair| pair[1].index)
}

/// Where an interpreter gets its program from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// From its input.
    Input,
    /// From an argument or a file.
    Given,
}

/// Interpreters that run what they read.
const INTERPRETERS: &[&str] = &[
    "sh", "bash", "zsh", "ash", "dash", "ksh", "fish", "perl", "ruby", "node", "nodejs", "php",
    "pwsh", "lua", "tclsh",
];

/// Where the program comes from, if the command is an interpreter.
pub fn interprets(command: &Command) -> Option<Program> {
    let name = command.name();
    if !INTERPRETERS.contains(&name) && !super::packages::is_python(name) {
        return None;
    }
    let shell = INTERPRETERS[..7].contains(&name);
    for word in command.args() {
        let text = word.text();
        if text == "-s" || text == "-" || text == "/dev/stdin" || text == "--" {
            return Some(Program::Input);
        }
        let option = text.strip_prefix(['-', '+']);
        match option {
            // `-c`, `-e`, `-m`, `-n`, `-p`, `-r` give the program, or a module that reads the input as data.
            Some(letters) if !letters.starts_with('-') => {
                let gives: &[char] =
                    if shell { &['c'] } else { &['c', 'e', 'm', 'n', 'p', 'r', 'E', 'f'] };
                if letters.contains('s') && shell {
                    return Some(Program::Input);
                }
                if letters.contains(gives) {
                    return Some(Program::Given);
                }
            }
            Some(_) => {}
            None if text == "pipefail" || text.starts_with('$') => {}
            None => return Some(Program::Given),
        }
    }
    Some(Program::Input)
}

/// A download that an interpreter runs at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Piped<'a> {
    /// What is fetched.
    pub download: Download<'a>,
    /// What runs it.
    pub interpreter: &'a Command,
    /// From the one to the other.
    pub span: Span,
}

/// The downloads of a script that go straight into an interpreter: by a pipe, by `$(…)`, by `<(…)`.
pub fn piped_to_interpreter(script: &Script) -> Vec<Piped<'_>> {
    let mut found = Vec::new();
    for download in downloads(script) {
        if !download.is_streamed {
            continue;
        }
        let command = download.command;
        let pipeline = script.pipeline_of(command);
        let later = pipeline.stages.iter().skip(command.stage + 1).filter_map(|node| match node {
            Node::Simple(index) => script.commands.get(*index),
            Node::Compound(_) => None,
        });
        let by_pipe = later.into_iter().find(|later| interprets(later) == Some(Program::Input));
        let interpreter = by_pipe.or_else(|| within(script, command));
        if let Some(interpreter) = interpreter {
            let (first, last) = match interpreter.span.contains(command.span) {
                true => (interpreter.span, interpreter.span),
                false => (command.span, interpreter.span),
            };
            found.push(Piped { download, interpreter, span: first.to(last) });
        }
    }
    found
}

/// The interpreter that a download is an argument of: `sh -c "$(curl …)"`, `eval "$(curl …)"`, `source <(curl …)`.
fn within<'a>(script: &'a Script, command: &Command) -> Option<&'a Command> {
    if !command.context.in_substitution {
        return None;
    }
    let mut outer = script.commands.iter().filter(|outer| {
        outer.index != command.index
            && outer
                .all_words()
                .any(|word| word.substitutions().iter().any(|s| s.span.contains(command.span)))
    });
    let outer = outer.next_back()?;
    let starts = |word: &Word| {
        word.substitutions()
            .iter()
            .any(|s| s.span.contains(command.span) && s.span.start <= word.span.start + 1)
    };
    let begins = outer.all_words().any(starts);
    let program = match outer.name() {
        "eval" | "source" | "." => begins,
        _ => {
            let shell = interprets(outer).is_some();
            let given = outer
                .args()
                .iter()
                .any(|word| word.text().starts_with('-') && word.text().contains(['c', 'e']));
            let process =
                outer.args().iter().any(|word| word.text().starts_with("<(") && starts(word));
            shell && begins && (given || process)
        }
    };
    program.then_some(outer)
}

/// What a later command does with a file that was fetched.
#[derive(Clone, Debug, PartialEq)]
pub struct Use<'a> {
    /// The command.
    pub command: &'a Command,
    /// What it does, as a participle: "unpacked", "installed", "run", "made executable".
    pub how: &'static str,
}

/// Files that prove others, or that are read as data.
const PROOFS: &[&str] = &[
    "asc",
    "sig",
    "sign",
    "gpg",
    "key",
    "pub",
    "pem",
    "crt",
    "sha1",
    "sha256",
    "sha512",
    "sha256sum",
    "sha512sum",
    "md5",
    "txt",
    "json",
    "list",
    "repo",
    "conf",
    "cfg",
    "ini",
    "yml",
    "yaml",
    "xml",
    "md",
    "sum",
    "minisig",
    "csv",
    "html",
    "css",
];

/// Whether an address names a key, a checksum or plain data rather than a program.
pub fn is_data(url: &str) -> bool {
    let name = last_part(url).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    PROOFS.contains(&ending) || name.contains("sha256sums") || name.contains("checksums")
}

/// How a download is put to use in its script: unpacked, installed, run.
pub fn used<'a>(script: &'a Script, download: &Download<'a>) -> Option<Use<'a>> {
    let command = download.command;
    if download.is_streamed {
        let pipeline = script.pipeline_of(command);
        let later =
            pipeline.stages.iter().skip(command.stage + 1).filter_map(|node| script.simple(node));
        let unpacks = |command: &&Command| unpacks(command);
        return later.into_iter().find(unpacks).map(|command| Use { command, how: "unpacked" });
    }
    let file = download.file.as_deref()?;
    let name = last_part(file);
    if name.is_empty() {
        return None;
    }
    let names = |word: &Word| word.text() == file || last_part(word.text()) == name;
    let later = script.commands.iter().filter(|later| later.index > command.index);
    let mut uses = later.filter_map(|later| {
        let named = later.all_words().any(names);
        let how = if !named {
            return None;
        } else if later.name_word().is_some_and(names)
            || interprets(later).is_some()
            || later.is("java")
        {
            "run"
        } else if unpacks(later) {
            "unpacked"
        } else if later.is("chmod")
            && later.operands().first().is_some_and(|mode| executable(mode.text()))
        {
            "made executable"
        } else if installs(later) {
            "installed"
        } else {
            return None;
        };
        Some(Use { command: later, how })
    });
    let used = uses.next();
    let in_path = file.contains("/bin/") || file.contains("/sbin/");
    used.or_else(|| in_path.then_some(Use { command, how: "put among the programs" }))
}

fn unpacks(command: &Command) -> bool {
    command.is_one_of(&[
        "tar", "bsdtar", "unzip", "gunzip", "gzip", "bunzip2", "unxz", "xz", "zstd", "7z", "7za",
        "cpio", "ar", "rpm2cpio",
    ])
}

fn installs(command: &Command) -> bool {
    let verb = command.subcommand();
    match command.name() {
        "dpkg" | "rpm" | "install" | "gdebi" => true,
        "apt" | "apt-get" | "yum" | "dnf" | "microdnf" | "zypper" => {
            matches!(verb, "install" | "localinstall" | "in")
        }
        "apk" => verb == "add",
        "npm" | "gem" | "pear" | "pecl" | "R" => true,
        name => super::packages::is_pip(name) && verb == "install",
    }
}

/// Whether a mode makes a file executable.
fn executable(mode: &str) -> bool {
    let octal = mode.bytes().all(|b| b.is_ascii_digit());
    if octal {
        mode.bytes().any(|b| b % 2 == 1)
    } else {
        mode.contains(['x', 'X']) && mode.contains(['+', '='])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dockerfile;
    use super::*;

    fn piped(run: &str) -> usize {
        let file = Dockerfile::new(&format!("FROM debian\nRUN {run}\n"));
        piped_to_interpreter(&file.runs[0].script).len()
    }

    #[test]
    fn downloads_into_interpreters() {
        for run in [
            "curl -fsSL https://a.b/x | sh",
            "curl https://a.b/x | sudo -E bash -",
            "wget -qO- https://a.b/x | bash -s -- --yes",
            "bash -c \"$(curl -fsSL https://a.b/x)\"",
            "eval \"$(curl https://a.b/x)\"",
            "bash <(curl -s https://a.b/x)",
            "curl https://a.b/x | python3 -",
            "curl -s https://a.b/x | tr -d '\\r' | bash -x",
        ] {
            assert_eq!(piped(run), 1, "{run}");
        }
        for run in [
            "curl https://a.b/x | tar xz",
            "curl https://a.b/x | python -c 'import json'",
            "curl https://a.b/x | perl -pe s/a/b/",
            "VERSION=$(curl https://a.b/x) sh build.sh",
            "bash build.sh $(curl https://a.b/x)",
            "curl -o x https://a.b/x && sh x",
            "curl https://a.b/x | bash unpack.sh",
        ] {
            assert_eq!(piped(run), 0, "{run}");
        }
    }

    #[test]
    fn uses() {
        let how = |run: &str| {
            let file = Dockerfile::new(&format!("FROM debian\nRUN {run}\n"));
            let script = &file.runs[0].script;
            downloads(script)
                .first()
                .and_then(|download| used(script, download))
                .map(|used| used.how)
        };
        assert_eq!(how("curl -fsSLO https://a.b/x.tgz && tar xf x.tgz"), Some("unpacked"));
        assert_eq!(how("wget https://a.b/x.tgz -O /tmp/y && tar xf /tmp/y"), Some("unpacked"));
        assert_eq!(
            how("curl https://a.b/x -o /usr/local/bin/x && chmod +x /usr/local/bin/x"),
            Some("made executable")
        );
        assert_eq!(how("wget -q https://a.b/x.deb && dpkg -i x.deb"), Some("installed"));
        assert_eq!(how("curl -s https://a.b/x | tar xz -C /opt"), Some("unpacked"));
        assert_eq!(how("curl -s https://a.b/x.json -o x.json && cat x.json"), None);
    }
}
