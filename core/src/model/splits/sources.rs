//! What of the build context is sources, and what the program may read when it runs.

use super::ground::within;
use crate::model::Copy;
use crate::model::copies::file_name;

/// Folders that a program reads when it runs, rather than being built from.
const DATA: &[&str] = &[
    "templates",
    "template",
    "tmpl",
    "views",
    "static",
    "public",
    "assets",
    "www",
    "web",
    "html",
    "ui",
    "config",
    "configs",
    "conf",
    "etc",
    "settings",
    "migrations",
    "migration",
    "locales",
    "locale",
    "i18n",
    "lang",
    "translations",
    "data",
    "resources",
    "certs",
    "fixtures",
    "scripts",
    "sql",
    "keys",
    "swagger",
    "docs",
];
/// Endings of files that programs are told to read.
pub(super) const ENDINGS: &[&str] = &[
    "yaml",
    "yml",
    "json",
    "toml",
    "conf",
    "config",
    "cfg",
    "ini",
    "html",
    "xml",
    "properties",
    "env",
    "db",
    "pem",
    "crt",
    "key",
    "csv",
    "txt",
    "sql",
    "lua",
    "wasm",
];
/// Of a copied file these say it as well; of an argument they do not.
const OF_COPIES: &[&str] = &["tmpl", "tpl", "sh", "graphql"];

/// Files of those endings that builds read.
const MANIFESTS: &[&str] = &[
    "go.mod",
    "go.sum",
    "glide.yaml",
    "glide.lock",
    "gopkg.toml",
    "gopkg.lock",
    "cargo.toml",
    "cargo.lock",
    "rust-toolchain.toml",
    "pom.xml",
    "settings.xml",
    "build.gradle",
    "settings.gradle",
    "gradle.properties",
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "nest-cli.json",
    "angular.json",
    "babel.config.json",
    ".babelrc",
    ".eslintrc.json",
    "lerna.json",
    "nx.json",
    "turbo.json",
    "pnpm-workspace.yaml",
    "pnpm-lock.yaml",
    "global.json",
    "nuget.config",
    "buf.yaml",
    "buf.gen.yaml",
    "lombok.config",
    "checkstyle.xml",
    "vendor.json",
    "requirements.txt",
    "pyproject.toml",
    "composer.json",
];

/// What a COPY brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brings {
    /// Sources, or the whole context.
    Sources,
    /// What the program may read.
    Data,
    /// It can't be told.
    Unknown,
}

/// What a COPY before the build brings. Where the sources are what runs, all is data.
pub(super) fn of(copy: &Copy, roots: &[String], leaves_sources: bool) -> Brings {
    let Some(dest) = copy.dest_path.as_deref() else { return Brings::Unknown };
    let inside = roots.iter().any(|root| within(dest, root));
    let local = copy.from.is_none()
        && copy.from_raw.is_none()
        && copy.sources.iter().all(|source| !source.is_remote())
        && !(copy.is_add && copy.sources.iter().any(|source| !source.is_plain()));
    let whole =
        copy.sources.iter().any(|source| matches!(trimmed(&source.word.text), "" | "." | "*"));
    match (inside, local) {
        (_, true) if !leaves_sources => Brings::Data,
        (true, false) => Brings::Sources,
        (true, true) if copy.sources.iter().any(|source| is_data(&source.word.text)) => {
            Brings::Data
        }
        (true, true) => Brings::Sources,
        (false, true) if !whole => Brings::Data,
        _ => Brings::Unknown,
    }
}

fn trimmed(path: &str) -> &str {
    path.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/')
}

/// Whether a path of the context is one of those that programs read.
fn is_data(path: &str) -> bool {
    let path = trimmed(path).to_ascii_lowercase();
    let name = file_name(&path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    !MANIFESTS.contains(&name)
        && !name.contains('*')
        && (DATA.contains(&name) || ENDINGS.contains(&ending) || OF_COPIES.contains(&ending))
}

/// The paths that a COPY makes: those of its files, and its destination where a folder may be copied, whose files are
/// put right there.
pub(super) fn made(copy: &Copy) -> Vec<String> {
    let Some(dest) = copy.dest_path.as_deref() else { return Vec::new() };
    let is_folder = matches!(copy.dest.text.as_str(), "." | "./") || copy.dest.text.ends_with('/');
    let made = copy.sources.iter().map(|source| {
        let name = file_name(source.word.text.trim_end_matches('/'));
        match is_folder && name.trim_start_matches('.').contains('.') && !name.contains(['$', '*'])
        {
            true => format!("{}/{name}", dest.trim_end_matches('/')),
            false => dest.to_owned(),
        }
    });
    made.collect()
}
