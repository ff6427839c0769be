//! `drydock context` and `drydock ignore`: what is sent, and the file that says so.

use crate::{Failure, Outcome, files, help, output, pairs};
use drydock_core::context::{self, Seen, Style};
use drydock_core::ignore;
use drydock_core::model::Dockerfile;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;

#[derive(Default)]
struct Asked {
    ignore_file: Option<OsString>,
    dockerfile: Option<OsString>,
    root: Option<OsString>,
    copies: bool,
}

pub fn run(parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let Some(asked) = asked(parser)? else { return Ok(Outcome::Clean) };
    let dockerfile = match &asked.dockerfile {
        Some(path) => Some(Dockerfile::new(&files::read(path)?.input.text)),
        None => None,
    };
    let ignore = match ignore_file(&asked) {
        Some(path) => files::read(&path)?.input.text,
        None => String::new(),
    };
    let ignore = ignore::parse(&ignore);
    let paths = match &asked.root {
        Some(root) => walk(Path::new(root))?,
        None => from_stdin()?,
    };
    let seen = context::preview(&paths, &ignore, dockerfile.as_ref());
    // Each line has the path as it was given.
    let lines: Vec<String> =
        paths.iter().zip(&seen).map(|(path, seen)| line(path, seen, asked.copies)).collect();
    output::print(&lines.concat());
    Ok(Outcome::Clean)
}

/// `sent|ignored<tab>path<tab>line`, and with `--copies` a further column: `COPY:4,ADD:7`.
fn line(path: &str, seen: &Seen, copies: bool) -> String {
    let verdict = if seen.ignored { "ignored" } else { "sent" };
    let decided = seen.pattern.map_or(String::new(), |(_, line)| line.to_string());
    let brought: Vec<String> =
        seen.brought.iter().map(|bringer| format!("{}:{}", bringer.by, bringer.line)).collect();
    let last = if copies { format!("\t{}", brought.join(",")) } else { String::new() };
    format!("{verdict}\t{path}\t{decided}{last}\n")
}

/// The file that is named, else the one that the Dockerfile or the folder has.
fn ignore_file(asked: &Asked) -> Option<OsString> {
    let at_root = || {
        let path = Path::new(asked.root.as_ref()?).join(".dockerignore");
        path.is_file().then(|| path.into_os_string())
    };
    let own = || {
        let mut own = asked.dockerfile.clone()?;
        own.push(".dockerignore");
        Path::new(&own).is_file().then_some(own)
    };
    let beside = || match asked.root {
        Some(_) => None,
        None => asked.dockerfile.as_deref().and_then(pairs::found_beside),
    };
    asked.ignore_file.clone().or_else(own).or_else(at_root).or_else(beside)
}

fn from_stdin() -> Result<Vec<String>, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure(format!("<stdin> can't be read: {error}")))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Every path below a folder, folders included, sorted; links are not followed.
fn walk(root: &Path) -> Result<Vec<String>, Failure> {
    if !root.is_dir() {
        return Err(Failure(format!("{} is no folder", root.display())));
    }
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        match entry {
            Ok(entry) => {
                let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let parts = path.iter().map(|part| part.to_string_lossy());
                paths.push(parts.collect::<Vec<_>>().join("/"));
            }
            Err(error) => output::complain(&format!("a folder can't be read: {error}")),
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

fn asked(mut parser: lexopt::Parser) -> Result<Option<Asked>, Failure> {
    let mut asked = Asked::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::CONTEXT);
                return Ok(None);
            }
            Long("ignore-file") => asked.ignore_file = Some(parser.value()?),
            Long("dockerfile") => asked.dockerfile = Some(parser.value()?),
            Long("root") => asked.root = Some(parser.value()?),
            Long("copies") => asked.copies = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if asked.ignore_file.is_none() && asked.root.is_none() && asked.dockerfile.is_none() {
        let message = "name a .dockerignore with `--ignore-file`, or a folder with `--root`";
        return Err(Failure(message.to_owned()));
    }
    if asked.copies && asked.dockerfile.is_none() {
        return Err(Failure("`--copies` needs the Dockerfile: `--dockerfile FILE`".to_owned()));
    }
    let stdin = |path: &Option<OsString>| path.as_deref().is_some_and(|path| path == "-");
    let count = usize::from(stdin(&asked.ignore_file))
        + usize::from(stdin(&asked.dockerfile))
        + usize::from(asked.root.is_none());
    if count > 1 {
        return Err(Failure("only one of the inputs can come from stdin".to_owned()));
    }
    Ok(Some(asked))
}

pub fn ignore(mut parser: lexopt::Parser) -> Result<Outcome, Failure> {
    let (mut paths, mut style) = (Vec::new(), Style::Deny);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                output::print(help::IGNORE);
                return Ok(Outcome::Clean);
            }
            Long("allow-list") => style = Style::Allow,
            Value(path) => paths.push(path),
            other => return Err(other.unexpected().into()),
        }
    }
    let [path] = &paths[..] else {
        return Err(Failure("name one Dockerfile, or `-` for stdin".to_owned()));
    };
    let file = files::read(path)?;
    let text = context::generate(&Dockerfile::new(&file.input.text), style)
        .map_err(|error| Failure(format!("{}: {error}", file.path)))?;
    output::print(&text);
    Ok(Outcome::Clean)
}
