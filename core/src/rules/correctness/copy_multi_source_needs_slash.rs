//! Several sources need a folder.

use crate::rule::prelude::*;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    id: "copy-multi-source-needs-slash",
    title: "Several sources are copied to something that is not marked as a folder",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[
        "DL3021",
        "DS-0011",
        "AVD-DS-0011",
        "EC0004",
        "DF048",
        "add_dest_invalid",
        "INVALID_DESTINATION",
    ],
    why: "The classic builder refuses the line. BuildKit takes it: where the folder is not there yet, each \
          file is written over the one before it, and the last stays under the folder's name.",
    how: "End the destination with `/`.",
    examples: &[
        Example::bad(
            "
            FROM node:24-slim
            COPY package.json package-lock.json «/app»
            ",
        )
        .fixed(
            "
            FROM node:24-slim
            COPY package.json package-lock.json /app/
            ",
        ),
        Example::bad(
            r#"
            FROM node:24-slim
            COPY ["a", "b", «"/app"»]
            "#,
        )
        .fixed(
            r#"
            FROM node:24-slim
            COPY ["a", "b", "/app/"]
            "#,
        ),
        Example::bad(
            "
            FROM debian:13-slim
            COPY «[--chown=app:app]» . /srv/app
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            ARG DIR=/app/
            COPY a b .
            COPY a b ./
            COPY a b $DIR
            ",
        ),
        Example::good(
            "
            FROM node:24-slim
            COPY package*.json /app
            COPY <<EOF /etc/motd
            hello
            EOF
            ",
        ),
    ],
    links: &["https://github.com/moby/buildkit/issues/1853"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let mut folders: Option<BTreeMap<String, usize>> = None;
    for copy in file.copies_of(stage) {
        let Some(dest) = &copy.dest_text else { continue };
        let escape = file.tree.escape == '`' && dest.ends_with('\\');
        if copy.sources.len() < 2
            || dest.ends_with('/')
            || escape
            || matches!(dest.as_str(), "." | "..")
        {
            continue;
        }
        cx.onbuild = copy.onbuild;
        if let Some(flag) =
            copy.sources.iter().find(|source| is_flag_in_brackets(&source.word.text))
        {
            let text = &flag.word.text;
            let message = format!(
                "`{text}` is a pattern that no file matches: write the flag without brackets"
            );
            cx.report(flag.word.span, message);
            continue;
        }
        let written = cx.text(copy.dest.span);
        let quoted = written.ends_with(['"', '\'']);
        let place = match (copy.is_json, quoted) {
            (true, true) => Some(copy.dest.span.end - 1),
            (false, false) if !written.contains('$') => Some(copy.dest.span.end),
            _ => None,
        };
        let path = copy.dest_path.as_deref().unwrap_or(dest);
        let known = SYSTEM.contains(&path)
            || is_there(folders.get_or_insert_with(|| made(file, stage)), path, copy.instruction);
        let count = copy.sources.len();
        let message = match known {
            true => format!(
                "{count} sources go to `{dest}`, which not every builder takes for a folder"
            ),
            false => format!(
                "of {count} sources the last one becomes `{dest}`, unless that is a folder already"
            ),
        };
        let finding = cx.report(copy.dest.span, message);
        if known {
            finding.severity(Severity::Info);
        }
        if let Some(place) = place {
            let proof = Proof::Differs(&["file.dest"]); // Without the slash the build stops or loses files here.
            finding.fix(Fix::safe("mark the folder", Phase::Local, proof).insert(place, "/"));
        }
    }
    cx.onbuild = false;
}

/// Folders of nearly every image.
const SYSTEM: [&str; 14] = [
    "/",
    "/bin",
    "/etc",
    "/home",
    "/lib",
    "/opt",
    "/root",
    "/sbin",
    "/srv",
    "/tmp",
    "/usr/bin",
    "/usr/lib",
    "/usr/local/bin",
    "/usr/sbin",
];

/// The paths that steps of a stage and of those under it make, each with the first instruction that does.
fn made(file: &Dockerfile, stage: &Stage) -> BTreeMap<String, usize> {
    let mut folders = BTreeMap::new();
    let mut note = |path: &str, at: usize| {
        let first = folders.entry(path.trim_end_matches('/').to_owned()).or_insert(at);
        *first = at.min(*first);
    };
    for stage in file.lineage(stage) {
        for workdir in &stage.workdirs {
            workdir.value.iter().for_each(|path| note(path, workdir.at));
        }
        for copy in file.copies_of(stage) {
            let dest = copy.dest_text.as_deref().unwrap_or_default();
            // A file in a folder is named like the folder with a slash: what is made is the folder.
            if copy.sources.len() == 1 || dest.ends_with('/') {
                copy.dest_path.iter().for_each(|path| note(path, copy.instruction));
            }
        }
        for run in file.runs_of(stage) {
            for command in run.script.named(&["mkdir", "install", "useradd", "adduser", "git"]) {
                command.args().iter().for_each(|word| note(word.text(), run.instruction));
            }
        }
    }
    folders
}

/// Whether a path, or something in it, is made before an instruction.
fn is_there(folders: &BTreeMap<String, usize>, path: &str, at: usize) -> bool {
    let within = format!("{path}/");
    let under =
        folders.range(within.clone()..).next().filter(|(under, _)| under.starts_with(&within));
    let own = folders.get(path).into_iter().chain(under.map(|(_, first)| first));
    own.into_iter().any(|first| *first < at)
}

/// Whether a word is a flag in the brackets that the manual puts around what may be left away.
fn is_flag_in_brackets(word: &str) -> bool {
    word.starts_with("[--") && word.ends_with(']') && word.contains('=')
}
