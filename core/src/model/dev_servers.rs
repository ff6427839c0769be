//! Commands that start a server for development.

use super::{Dockerfile, Launch, Stage};
use crate::shell::Command;
use crate::syntax::Keyword;
use crate::text::Span;

/// A server for development that the containers of a stage start.
#[derive(Clone, Debug, PartialEq)]
pub struct DevServer {
    /// Where it is written: in CMD where both parts are.
    pub span: Span,
    /// Its words, as far as they show what it is.
    pub words: String,
}

/// What the containers of a stage start, where it is a server for development.
pub fn of(file: &Dockerfile, stage: &Stage) -> Option<DevServer> {
    let [entry, cmd] = [Keyword::Entrypoint, Keyword::Cmd]
        .map(|keyword| file.launch(stage, keyword).filter(|launch| !launch.is_empty));
    let joined = match (entry, cmd) {
        (Some(entry), Some(cmd)) if entry.is_exec && cmd.is_exec => {
            let words = words(entry).into_iter().chain(words(cmd)).collect::<Vec<_>>();
            named(&words).map(|words| DevServer { span: cmd.command, words })
        }
        _ => None,
    };
    let alone = |launch: &Launch| {
        launch.script.commands.iter().find_map(|command| {
            let words: Vec<&str> = command.words.iter().map(crate::shell::Word::text).collect();
            named(&words).map(|words| DevServer { span: span(launch, command), words })
        })
    };
    joined.or_else(|| entry.and_then(alone)).or_else(|| cmd.and_then(alone))
}

fn words(launch: &Launch) -> Vec<&str> {
    let first = launch.script.commands.first();
    first
        .map(|command| command.words.iter().map(crate::shell::Word::text).collect())
        .unwrap_or_default()
}

fn span(launch: &Launch, command: &Command) -> Span {
    if launch.is_exec { launch.command } else { command.span }
}

/// Programs with the first words that make them a server for development (the tools' manuals, 2026-11).
const SERVERS: &[(&str, &[&str])] = &[
    ("vite", &[]),
    ("vite", &["dev"]),
    ("vite", &["serve"]),
    ("next", &["dev"]),
    ("nuxt", &["dev"]),
    ("nuxi", &["dev"]),
    ("astro", &["dev"]),
    ("remix", &["dev"]),
    ("gatsby", &["develop"]),
    ("ng", &["serve"]),
    ("ng", &["s"]),
    ("react-scripts", &["start"]),
    ("vue-cli-service", &["serve"]),
    ("webpack-dev-server", &[]),
    ("webpack", &["serve"]),
    ("webpack", &["dev-server"]),
    ("expo", &["start"]),
    ("tsx", &["watch"]),
    ("fastapi", &["dev"]),
    ("flask", &["run"]),
    ("dotnet", &["watch"]),
    ("cargo", &["watch"]),
    ("django-admin", &["runserver"]),
    ("manage.py", &["runserver"]),
    ("manage.py", &["runserver_plus"]),
    ("artisan", &["serve"]),
    ("symfony", &["serve"]),
    ("symfony", &["server:start"]),
    ("hugo", &["server"]),
    ("jekyll", &["serve"]),
    ("mkdocs", &["serve"]),
    ("bun", &["dev"]),
    ("yarn", &["dev"]),
    ("yarn", &["develop"]),
    ("yarn", &["start:dev"]),
    ("pnpm", &["dev"]),
    ("pnpm", &["start:dev"]),
];

/// Programs that are one, or that restart a program whenever a file changes, whatever comes after.
const ALWAYS: &[&str] = &[
    "nodemon",
    "ts-node-dev",
    "node-dev",
    "supervisor-dev",
    "air",
    "reflex",
    "live-server",
    "browser-sync",
];

/// Words before a program that only start it.
const STARTERS: &[&str] = &[
    "npx",
    "pnpx",
    "bunx",
    "python",
    "python3",
    "php",
    "bundle",
    "exec",
    "poetry",
    "pipenv",
    "uv",
    "run",
    "node",
    "ruby",
    "dumb-init",
    "tini",
    "--",
    "-m",
    "env",
    "gosu",
    "su-exec",
    "-u",
    "-g",
];

/// The words that show a server for development.
fn named(words: &[&str]) -> Option<String> {
    let script = |name: &str| {
        matches!(
            name,
            "dev" | "develop" | "start:dev" | "start-dev" | "serve:dev" | "dev:server" | "watch"
        )
    };
    let text = |to: usize| Some(words[..to].join(" "));
    let first = base(words.first()?);
    if matches!(first, "npm" | "yarn" | "pnpm" | "bun")
        && let Some(at) = words.iter().position(|word| matches!(*word, "run" | "run-script"))
        && words.get(at + 1).is_some_and(|name| script(name))
    {
        return text(at + 2);
    }
    if first == "php" && words.contains(&"-S") {
        return Some("php -S".to_owned());
    }
    for at in 0..words.len() {
        let program = base(words[at]);
        let rest = &words[at + 1..];
        let operands: Vec<&str> =
            rest.iter().copied().filter(|word| !word.starts_with('-')).collect();
        let known = SERVERS.iter().any(|(name, verbs)| {
            *name == program
                && (if verbs.is_empty() {
                    operands.is_empty()
                } else {
                    operands.starts_with(verbs)
                })
                && !words.iter().any(|word| matches!(*word, "--help" | "--version" | "build"))
        });
        // Flask-Script and its like.
        let script = program.ends_with(".py") && operands.first() == Some(&"runserver");
        // Flask's options may come before its verb.
        let flask = program == "flask" && operands.contains(&"run");
        if known || script || flask {
            let verb = operands.first().filter(|_| !rest.is_empty()).copied().unwrap_or_default();
            let verb = if flask { "run" } else { verb };
            return Some(format!("{program} {verb}").trim_end().to_owned());
        }
        if ALWAYS.contains(&program) {
            return Some(program.to_owned());
        }
        if matches!(program, "uvicorn" | "gunicorn" | "hypercorn") && words.contains(&"--reload") {
            return Some(format!("{program} --reload"));
        }
        let goes_on = STARTERS.contains(&program) || words[at].starts_with('-') && at > 0;
        if !goes_on {
            return None;
        }
    }
    None
}

fn base(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

impl Stage {
    /// Whether the stage's name says that it is no image for production.
    pub fn is_for_development(&self) -> bool {
        const LOCAL: [&str; 6] = ["local", "watch", "docs", "e2e", "sandbox", "devel"];
        let parts = |name: &str| name.split(['-', '_', '.']).any(|part| LOCAL.contains(&part));
        self.is_dev() || self.name.as_deref().is_some_and(parts)
    }
}
