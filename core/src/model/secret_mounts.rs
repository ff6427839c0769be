//! How a copied file with credentials becomes a secret mount of the RUNs that read it.

use super::secret_files::SecretFile;
use super::{Dockerfile, Run, Stage, copies};
use crate::shell::Command;
use crate::syntax::Word;
use crate::text::Span;

/// Edits that keep a file with credentials out of the layers.
#[derive(Clone, Debug, PartialEq)]
pub struct FilePlan {
    /// The edits.
    pub edits: Vec<(Span, String)>,
    /// How many instructions they add (negative: take away).
    pub instructions: i32,
    /// What the build command needs.
    pub build_argument: Option<String>,
    /// Whether it may be done unasked.
    pub is_recommended: bool,
}

/// Settings files, and the programs that read them.
const READERS: &[(&str, &[&str])] = &[
    (".npmrc", &["npm", "npx", "yarn", "pnpm"]),
    (".netrc", &["git", "curl", "go", "pip", "pip3", "uv", "poetry", "wget"]),
    (".git-credentials", &["git", "go", "pip", "pip3", "uv", "poetry", "npm"]),
];

/// What keeps a copied file out of the layers; `None` where it is not certain who reads it.
pub fn plan(file: &Dockerfile, stage: &Stage, secret: &SecretFile) -> Option<FilePlan> {
    let copy = file.copy_at(secret.at)?;
    let source = copy.sources.iter().find(|source| source.word.span == secret.span)?;
    let name = copies::file_name(&source.word.text);
    if copy.is_json || copy.onbuild || file.is_windows(stage) {
        return None;
    }
    let removal = without(file, secret.at, &source.word, copy.sources.len())?;
    if name == ".env" {
        return dotenv(file, stage, secret, removal);
    }
    let (_, readers) = READERS.iter().find(|(file, _)| *file == name)?;
    let path = secret.path.as_deref()?;
    let reads = |command: &Command| command.is_one_of(readers);
    let mut edits = vec![(removal, String::new())];
    let mut count = 0;
    for run in file.runs_of(stage).filter(|run| run.instruction > secret.at) {
        let (used, gone) =
            (run.script.commands.iter().any(reads), deleted(file, stage, run, path)?);
        if !used && gone.is_none() {
            continue;
        }
        let root = file.is_root_at(stage, run.instruction) == Some(true);
        if run.is_exec || run.onbuild || !root || !used {
            return None;
        }
        count += 1;
        let id = name.trim_start_matches('.');
        edits.push((Span::at(run.word.end), format!(" --mount=type=secret,id={id},target={path}")));
        edits.extend(gone.map(|span| (span, String::new())));
    }
    let id = name.trim_start_matches('.');
    (count > 0).then_some(FilePlan {
        edits,
        instructions: if copy.sources.len() == 1 { -1 } else { 0 },
        build_argument: Some(format!("--secret id={id},src={}", source.word.text)),
        is_recommended: false,
    })
}

/// Settings that the container gets when it starts: nothing in the build may read them.
fn dotenv(
    file: &Dockerfile,
    stage: &Stage,
    secret: &SecretFile,
    removal: Span,
) -> Option<FilePlan> {
    let builds = |command: &Command| {
        command.is_one_of(&[
            "npm", "yarn", "pnpm", "npx", "php", "composer", "make", "source", ".", "mix",
            "bundle", "rake", "dotnet",
        ]) || command
            .all_words()
            .any(|word| word.text().contains(".env") || word.text().contains("manage.py"))
    };
    let mut later =
        file.runs.iter().filter(|run| run.stage != stage.index || run.instruction > secret.at);
    let read = later.any(|run| run.script.commands.iter().any(builds));
    let single = file.copy_at(secret.at).is_some_and(|copy| copy.sources.len() == 1);
    (!read && stage.ships).then(|| FilePlan {
        edits: vec![(removal, String::new())],
        instructions: if single { -1 } else { 0 },
        build_argument: None,
        is_recommended: true,
    })
}

/// The step of a RUN that deletes the file, where there is one; `None` where it can't be taken out.
fn deleted(file: &Dockerfile, stage: &Stage, run: &Run, path: &str) -> Option<Option<Span>> {
    let mut gone =
        run.script.commands.iter().filter(|command| file.removes(stage, run, command, path));
    let Some(command) = gone.next() else { return Some(None) };
    let only = command.operands().len() == 1 && gone.next().is_none();
    file.step(run, command).filter(|_| only).map(Some)
}

/// What goes with a source: its word, or the line of the instruction where it is the only one.
fn without(file: &Dockerfile, at: usize, source: &Word, count: usize) -> Option<Span> {
    if count > 1 {
        let span = file.with_blanks(source.span);
        return (span.end > source.span.end).then_some(span);
    }
    let instruction = &file.tree.instructions[at];
    let start = file.line_start(instruction.span.start);
    let rest = &file.tree.source[instruction.span.end as usize..];
    let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
    Some(Span::new(start, instruction.span.end + length as u32))
}
