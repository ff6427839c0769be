//! Programs that run from their sources, whose dependencies need a compiler: Python, Ruby and Node.js. The sources stay
//! in the image; what was only installed to compile does not.

use super::Plan;
use super::ground::{Ground, within};
use super::steps::{self, Steps, Toolbox};
use crate::model::{Manager, Run, dependencies, packages};
use crate::shell::Command;
use crate::syntax::Keyword;
use crate::text::Span;

/// Packages to link with, and those that a program then needs: of Debian, and of Alpine. Nothing where the image has
/// the library itself, since the interpreter is linked with it (packages.debian.org and pkgs.alpinelinux.org, 2026-11).
const DEBIAN: &[(&str, &str)] = &[
    ("libpq-dev", "libpq5"),
    ("default-libmysqlclient-dev", "libmariadb3"),
    ("libmariadb-dev", "libmariadb3"),
    ("libxml2-dev", "libxml2"),
    ("libxslt1-dev", "libxslt1.1"),
    ("libyaml-dev", "libyaml-0-2"),
    ("libjpeg62-turbo-dev", "libjpeg62-turbo"),
    ("libsqlite3-dev", "libsqlite3-0"),
    ("libffi-dev", ""),
    ("libssl-dev", ""),
    ("zlib1g-dev", ""),
    ("libc6-dev", ""),
    ("libc-dev", ""),
    ("python3-dev", ""),
    ("libpython3-dev", ""),
];
const ALPINE: &[(&str, &str)] = &[
    ("postgresql-dev", "libpq"),
    ("libpq-dev", "libpq"),
    ("mariadb-dev", "mariadb-connector-c"),
    ("mariadb-connector-c-dev", "mariadb-connector-c"),
    ("libxml2-dev", "libxml2"),
    ("libxslt-dev", "libxslt"),
    ("yaml-dev", "yaml"),
    ("jpeg-dev", "libjpeg-turbo"),
    ("libjpeg-turbo-dev", "libjpeg-turbo"),
    ("sqlite-dev", "sqlite-libs"),
    ("libffi-dev", "libffi"),
    ("openssl-dev", ""),
    ("zlib-dev", ""),
    ("musl-dev", ""),
    ("libc-dev", ""),
    ("linux-headers", ""),
    ("python3-dev", ""),
    ("ruby-dev", ""),
];

/// Tools that such a program may call itself.
const CALLED: &[&str] = &[
    "git",
    "git-core",
    "curl",
    "wget",
    "openssh",
    "openssh-client",
    "unzip",
    "zip",
    "xz-utils",
    "gnupg",
    "gnupg2",
    "less",
    "vim",
    "nano",
    "file",
    "rsync",
    "apt-transport-https",
    "apt-utils",
    "lsb-release",
    "mercurial",
    "subversion",
];

const VENV: &str = "/opt/venv";

pub(super) fn python(ground: &Ground<'_>) -> Option<Plan> {
    // Python 2 makes no environments by itself.
    let base = same_image(ground)
        .filter(|_| ground.image.tag.as_deref().is_some_and(|tag| !tag.starts_with('2')))?;
    let steps = walk(
        ground,
        Toolbox {
            builds: is_pip,
            runs: |command| packages::is_python(command.name()) && !is_pip(command),
            leaves_sources: false,
            folders: &[],
            packages: &["rustc", "cargo"],
            same_release: true,
        },
    )?;
    let commands = || {
        let runs = ground.file.runs_of(ground.stage);
        runs.flat_map(|run| run.script.commands.iter().map(move |command| (run, command)))
    };
    let strange = |command: &Command| {
        command.is_one_of(&["virtualenv", "pipenv", "poetry", "uv", "conda"])
            || packages::module(command) == Some("venv")
            || is_pip(command)
                && command.has_one_flag_of(&[
                    "-e",
                    "--editable",
                    "-t",
                    "--target",
                    "--prefix",
                    "--user",
                    "--root",
                    "--python",
                ])
    };
    let (first, _) = commands().find(|(_, command)| is_pip(command))?;
    let sets = |name: &str| ground.stage.bindings.iter().any(|binding| binding.name == name);
    let replaces_path = ground.stage.bindings.iter().any(|binding| {
        binding.name == "PATH" && !binding.raw.as_ref().is_some_and(|raw| raw.text.contains("PATH"))
    });
    // What was put there lies in the environment instead.
    let names_place = |text: &str| {
        text.contains("/usr/local/bin")
            || text.contains("/usr/local/lib")
            || text.contains("cron")
            || text.contains("wsgi.ini")
            || text.contains("uwsgi")
    };
    let named = names_place(&ground.file.tree.source);
    if commands().any(|(_, command)| strange(command))
        || ["PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PYTHONUSERBASE", "PYTHONHOME", "VIRTUAL_ENV"]
            .iter()
            .any(|n| sets(n))
        || replaces_path
        || named
    {
        return None;
    }
    let (at, copy) = (first.instruction, (VENV.to_owned(), VENV.to_owned()));
    let (packages, span, steps) = libraries(ground, steps)?;
    Some(Plan {
        packages,
        settings: vec![format!("PATH=\"{VENV}/bin:$PATH\"")],
        prepares: vec![format!("python -m venv {VENV}")],
        prepares_at: Some(at),
        note: Some(
            "what compiles code when it runs no longer can, and Python's packages lie in `/opt/venv`",
        ),
        ..Plan::new(span, TOOLS, base, vec![copy], steps)
    })
}

/// What stays behind.
const TOOLS: &str = "compilers and headers";

pub(super) fn ruby(ground: &Ground<'_>) -> Option<Plan> {
    let base = same_image(ground)?;
    let steps = walk(
        ground,
        Toolbox {
            builds: is_bundler,
            runs: |command| {
                command.is_one_of(&["bundle", "rake", "rails", "ruby"]) && !is_bundler(command)
            },
            leaves_sources: false,
            folders: &[],
            packages: &[],
            same_release: true,
        },
    )?;
    let commands = || ground.file.runs_of(ground.stage).flat_map(|run| &run.script.commands);
    // Gems must lie where the image puts them.
    let strange = |command: &Command| {
        command.is_one_of(&["bundle", "gem"])
            && command.args().iter().any(|word| {
                let text = word.text();
                [
                    "--path",
                    "path",
                    "deployment",
                    "--deployment",
                    "--system",
                    "--global",
                    "--standalone",
                    "--binstubs",
                ]
                .iter()
                .any(|own| text == *own || text.starts_with(&format!("{own}=")))
            })
    };
    let sets = ground
        .stage
        .bindings
        .iter()
        .any(|b| b.name.starts_with("BUNDLE_") || b.name.starts_with("GEM_"));
    if sets
        || commands().any(strange)
        || !ground.file.needs().iter().any(|need| need.path.contains("Gemfile"))
    {
        return None;
    }
    commands().find(|command| command.is("bundle") && command.subcommand() == "install")?;
    let folder = "/usr/local/bundle".to_owned();
    let (packages, span, steps) = libraries(ground, steps)?;
    Some(Plan {
        packages,
        note: Some("what compiles code when it runs no longer can"),
        ..Plan::new(span, TOOLS, base, vec![(folder.clone(), folder)], steps)
    })
}

pub(super) fn node(ground: &Ground<'_>) -> Option<Plan> {
    let base = same_image(ground)?;
    let mut steps = walk(
        ground,
        Toolbox {
            builds: |command| command.is_one_of(&["npm", "yarn", "pnpm", "npx", "node", "tsc"]),
            runs: |_| false,
            leaves_sources: true,
            folders: &[],
            packages: &[],
            same_release: true,
        },
    )?;
    let commands = || ground.file.runs_of(ground.stage).flat_map(|run| &run.script.commands);
    let global = |command: &Command| {
        command.is_one_of(&["npm", "yarn", "pnpm"])
            && (command.has_one_flag_of(&["-g", "--global", "--prefix", "-C", "--cwd"])
                || command.subcommand() == "global"
                || matches!(command.subcommand(), "link" | "config"))
    };
    commands().find(|command| {
        command.is_one_of(&["npm", "yarn", "pnpm"])
            && matches!(command.subcommand(), "" | "ci" | "install" | "i")
    })?;
    // All of the one folder that is worked in goes along.
    let root = steps.roots.first()?.clone();
    steps.repeated.retain(|at| outside(ground, *at, &root));
    let one = steps.roots.iter().all(|other| *other == root);
    if !one || commands().any(global) {
        return None;
    }
    let (packages, span, steps) = libraries(ground, steps)?;
    Some(Plan {
        packages,
        note: Some("what compiles code when it runs no longer can"),
        ..Plan::new(span, TOOLS, base, vec![(root.clone(), root)], steps)
    })
}

/// Whether an instruction does not put things into a folder that is copied anyway.
fn outside(ground: &Ground<'_>, at: usize, root: &str) -> bool {
    ground
        .file
        .copy_at(at)
        .is_none_or(|copy| copy.dest_path.as_deref().is_some_and(|dest| !within(dest, root)))
}

fn is_pip(command: &Command) -> bool {
    packages::is_pip(command.name())
        || packages::is_python(command.name()) && packages::module(command) == Some("pip")
}

fn is_bundler(command: &Command) -> bool {
    command.is("bundle")
        && matches!(command.subcommand(), "install" | "config" | "check" | "update" | "lock" | "")
        || command.is("gem") && command.subcommand() == "install"
}

/// A small image, which is taken for both stages.
fn same_image(ground: &Ground<'_>) -> Option<String> {
    let tag = ground.image.tag.as_deref()?;
    let small = tag.split('-').any(|part| part == "slim" || part.starts_with("alpine"));
    let raw = &ground.stage.base_raw;
    (small && !raw.contains('$')).then(|| raw.clone())
}

fn walk(ground: &Ground<'_>, toolbox: Toolbox<'_>) -> Option<Steps> {
    let steps = steps::of(ground, &toolbox, None)?;
    let commands = || ground.file.runs_of(ground.stage).flat_map(|run| &run.script.commands);
    let removes = |name: &String| commands().any(|command| dependencies::removes(command, name));
    let calls = |name: &str| {
        let launches =
            ground.file.launches.iter().filter(|launch| launch.keyword != Keyword::Healthcheck);
        launches.flat_map(|launch| &launch.script.commands).any(|command| {
            command.words.iter().any(|word| word.text().split('/').any(|part| part == name))
        })
    };
    // Who works in a container, or tests there, may want the compilers.
    let serves = ground.file.starts(ground.stage).is_some_and(|starts| !starts.is_interactive)
        && !["pytest", "tox", "nose", "nosetests", "rspec", "jest", "jupyter", "test"]
            .iter()
            .any(|name| calls(name));
    let fits = serves
        && steps.carried.is_empty()
        && !steps.left.iter().any(|name| removes(name) || calls(name))
        && !["make", "gcc", "g++", "cc"].iter().any(|name| calls(name));
    fits.then_some(steps)
}

/// The packages that the program needs, and the steps without those that stay; `None` where nothing would be gained or a
/// library is not known.
fn libraries(ground: &Ground<'_>, mut steps: Steps) -> Option<(Vec<String>, Span, Steps)> {
    let table = if ground.is_alpine { ALPINE } else { DEBIAN };
    let mut needed = Vec::new();
    let (called, left): (Vec<String>, Vec<String>) = std::mem::take(&mut steps.left)
        .into_iter()
        .partition(|name| CALLED.contains(&name.as_str()));
    let exact = |run: &Run| {
        steps::is_exact(run)
            || !run.installs.iter().any(|i| i.packages.iter().any(|p| called.contains(&p.text)))
    };
    if !ground.is_alpine && !ground.file.runs_of(ground.stage).all(exact) {
        return None;
    }
    needed.extend(called);
    for name in &left {
        if let Some((_, library)) = table.iter().find(|(own, _)| own == name) {
            needed.extend((!library.is_empty()).then(|| (*library).to_owned()));
        } else if name.contains("-dev") || name.contains("lib") {
            return None;
        }
        let cpp = matches!(name.as_str(), "g++" | "build-base" | "alpine-sdk");
        needed.extend((ground.is_alpine && cpp).then(|| "libstdc++".to_owned()));
    }
    // What stays would be found there again.
    if needed.iter().chain(&steps.packages).any(|name| dependencies::is_build_tool(name)) {
        return None;
    }
    steps.left = left;
    let installed = ground.file.runs_of(ground.stage).flat_map(|run| run.installs_by(&SYSTEM));
    let mut packages = installed.flat_map(|(install, _)| &install.packages);
    let first = packages.find(|package| dependencies::is_build_tool(&package.text))?;
    (!steps.left.is_empty()).then_some((needed, first.span, steps))
}

const SYSTEM: [Manager; 3] = [Manager::AptGet, Manager::Apt, Manager::Apk];
