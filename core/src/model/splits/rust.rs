//! Programs in Rust: one file, and the shared libraries that it is linked with.

use super::begin::Begin;
use super::ground::{Ground, within};
use super::steps::{self, Steps, Toolbox};
use super::{Ask, Plan};
use crate::model::Value;
use crate::model::copies::file_name;
use crate::shell::Command;
use crate::text::Span;

/// Programs that only build Rust.
const TOOLS: &[&str] = &["cargo", "rustup", "rustc", "strip", "upx", "protoc"];

/// Releases of Rust whose Debian images are built on Debian 13 or an older one, and those since which it is 12 or
/// newer, with OpenSSL 3 (docker-library's lists, 2026-11).
const NEWEST: u32 = 100;
const OPENSSL_3: u32 = 71;

/// What is installed to link with, and what the program then needs in Debian 13; nothing where it is linked in or only
/// read while building (packages.debian.org, 2026-11).
const LIBRARIES: &[(&str, &str)] = &[
    ("libssl-dev", "libssl3t64"),
    ("libpq-dev", "libpq5"),
    ("libsqlite3-dev", "libsqlite3-0"),
    ("zlib1g-dev", "zlib1g"),
    ("default-libmysqlclient-dev", "libmariadb3"),
    ("libmariadb-dev", "libmariadb3"),
    ("libclang-dev", ""),
    ("libc6-dev", ""),
    ("libc-dev", ""),
    ("linux-libc-dev", ""),
    ("musl-dev", ""),
    ("libprotobuf-dev", ""),
];

pub(super) fn plan(ground: &Ground<'_>, answer: Option<&str>) -> Option<Plan> {
    let begin = Begin::of(ground)?;
    let base = Base::of(ground)?;
    let toolbox = Toolbox {
        builds: |command| command.is_one_of(TOOLS),
        runs: |_| false,
        leaves_sources: true,
        folders: &["/usr/local/cargo", "/usr/local/rustup"],
        packages: &[],
        same_release: false,
    };
    let steps = steps::of(ground, &toolbox, begin.path(ground))?;
    let mut packages = vec!["ca-certificates".to_owned(), "tzdata".to_owned()];
    // Where musl is not linked in, unwinding is in a library of its own.
    packages.extend(ground.is_alpine.then(|| "libgcc".to_owned()));
    for name in steps.left.iter().filter(|name| name.contains("-dev")) {
        let (_, library) = LIBRARIES.iter().find(|(own, _)| own == name)?;
        let is_new = name != "libssl-dev" || base.has_openssl_3;
        if !library.is_empty() && (ground.is_alpine || !is_new) {
            return None;
        }
        packages.extend((!library.is_empty()).then(|| (*library).to_owned()));
    }
    let (span, from, to) = program(ground, &begin, &steps)?;
    if !begin.finds_its_files(ground, &steps.roots, &|path| steps.is_there(path)) {
        return None;
    }
    let mut ask = None;
    if base.is_full {
        // Debian 13 does not have the OpenSSL that an older image links with.
        base.has_openssl_3.then_some(())?;
        match answer {
            Some(answer) => packages.extend(named(answer)?),
            None => {
                ask = Some(Ask {
                    key: "libraries",
                    text: format!(
                        "Which packages of Debian 13 hold the shared libraries that `{}` is linked with? `ldd` on it in \
                         the image names them; `none` where libc is all.",
                        file_name(&from)
                    ),
                    suggestion: "libssl3t64",
                })
            }
        }
    }
    Some(Plan {
        packages,
        ask,
        ..Plan::new(span, "the Rust toolchain", base.name, vec![(from, to)], steps)
    })
}

/// The packages of an answer; `None` where a word of it is none.
fn named(answer: &str) -> Option<Vec<String>> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-.".contains(&b))
    };
    let names: Vec<String> = answer
        .split([' ', ','])
        .filter(|name| !name.is_empty() && *name != "none")
        .map(str::to_owned)
        .collect();
    names.iter().all(|name| is_name(name)).then_some(names)
}

struct Base {
    name: String,
    /// Whether the image that builds has the headers of many libraries, any of which may be linked with.
    is_full: bool,
    has_openssl_3: bool,
}

impl Base {
    fn of(ground: &Ground<'_>) -> Option<Base> {
        let (registry, fixed) = (ground.registry(), ground.fixed_tag());
        let has = |wanted: &str| fixed.split('-').any(|part| part == wanted);
        if fixed.split('-').any(|part| part.starts_with("alpine")) {
            return Some(Base {
                name: format!("{registry}alpine:3"),
                is_full: false,
                has_openssl_3: false,
            });
        }
        let minor = fixed
            .strip_prefix("1.")
            .and_then(|rest| rest.split(['.', '-']).next()?.parse::<u32>().ok());
        let old = ["stretch", "buster", "bullseye"].iter().any(|code| has(code));
        let new = ["bookworm", "trixie"].iter().any(|code| has(code));
        let known = minor.is_some_and(|minor| minor <= NEWEST);
        let plain = fixed.split('-').skip(1).all(|part| part == "slim");
        (!ground.is_alpine && (old || new || known && plain)).then(|| Base {
            name: format!("{registry}debian:13-slim"),
            is_full: !has("slim"),
            has_openssl_3: new || !old && minor.is_some_and(|minor| minor >= OPENSSL_3),
        })
    }
}

/// What a build makes.
struct Made {
    span: Span,
    /// The folder of the project, or the one that programs are installed to.
    folder: String,
    /// What stands between `target/` and the program; `None` for an installation.
    profile: Option<String>,
}

impl Made {
    fn makes(&self, path: &str) -> bool {
        let Some(profile) = &self.profile else {
            return path
                .strip_prefix(&self.folder)
                .is_some_and(|rest| is_file(rest.trim_start_matches('/')));
        };
        let between = format!("/target/{profile}/");
        // A member of a workspace is built into the workspace's folder.
        path.split_once(&between)
            .is_some_and(|(above, name)| within(&self.folder, above) && is_file(name))
    }
}

fn is_file(name: &str) -> bool {
    !name.is_empty() && !name.contains('/') && !name.contains('.')
}

/// The words that build the program that starts, where it lies, and where it is looked for.
fn program(
    ground: &Ground<'_>,
    begin: &Begin<'_>,
    steps: &Steps,
) -> Option<(Span, String, String)> {
    let mut made = Vec::new();
    for run in ground.file.runs_of(ground.stage) {
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            if command.is("cargo") && matches!(command.subcommand(), "build" | "install") {
                made.extend(build(ground, command, directory.as_deref()?)?);
            }
        }
    }
    let is_made =
        |path: &str| made.iter().rev().find(|made| made.makes(path)).map(|made| made.span);
    let is_installed = made.iter().any(|made: &Made| made.profile.is_none());
    let (span, from, to) =
        begin.placed(ground, steps, &is_made, "/usr/local/cargo/bin", is_installed)?;
    let cleans = |command: &Command| command.is("cargo") && command.subcommand() == "clean";
    let cleaned =
        ground.file.runs_of(ground.stage).flat_map(|run| &run.script.commands).any(cleans);
    let gone = steps.removed.iter().any(|path| within(&from, path))
        || cleaned && from.contains("/target/")
        || ground.file.runs_of(ground.stage).any(|run| run.mounts_over(&from));
    (!gone).then_some((span, from, to))
}

/// What `cargo build` or `cargo install` makes: nothing where a tool is installed.
fn build(ground: &Ground<'_>, command: &Command, directory: &str) -> Option<Option<Made>> {
    let set = |name: &str| {
        command.environment(name).is_some()
            || ground.file.lookup(ground.stage, ground.stage.end, name) != Value::Unset
    };
    let odd = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET", "CARGO_INSTALL_ROOT"]
        .iter()
        .any(|name| set(name))
        || command.has_one_flag_of(&[
            "--target-dir",
            "--out-dir",
            "--artifact-dir",
            "-C",
            "--config",
        ])
        || command.context.conditional;
    if odd {
        return None;
    }
    let verb = command.operands().into_iter().find(|word| word.text() == command.subcommand())?;
    let span = command.name_word()?.span.to(verb.span);
    if command.subcommand() == "install" {
        let folder = match command.flag_value("--root") {
            Some(root) if root.starts_with('/') && !root.contains('$') => {
                format!("{}/bin", root.trim_end_matches('/'))
            }
            Some(_) => return None,
            None => "/usr/local/cargo/bin".to_owned(),
        };
        let own = command.has_flag("--path");
        return Some(own.then_some(Made { span, folder, profile: None }));
    }
    let profile = match command.flag_value("--profile") {
        Some("dev") => "debug",
        Some(profile) if profile.contains('$') => return None,
        Some(profile) => profile,
        None if command.has_one_flag_of(&["--release", "-r"]) => "release",
        None => "debug",
    };
    let profile = match command.flag_value("--target") {
        Some(target) if target.contains(['$', '.']) || !target.contains("linux") => return None,
        Some(target) => format!("{target}/{profile}"),
        None => profile.to_owned(),
    };
    Some(Some(Made { span, folder: directory.to_owned(), profile: Some(profile) }))
}
