//! Programs for .NET: what `dotnet publish` makes, on the runtime that also serves the web.

use super::Plan;
use super::begin::Begin;
use super::ground::{Ground, join, parent, within};
use super::steps::{self, Toolbox};
use crate::image::Reference;
use crate::shell::Command;
use crate::text::Span;

/// The repositories of the kit, and those of the runtime (the publisher's lists, 2026-11).
const RUNTIMES: &[(&str, &str)] = &[
    ("mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/aspnet"),
    ("mcr.microsoft.com/dotnet/core/sdk", "mcr.microsoft.com/dotnet/core/aspnet"),
];

/// Variants that kit and runtime both have, and which differ in nothing else. Alpine's runtime is set to know no
/// cultures, its kit is not.
const VARIANTS: &[&str] =
    &["bullseye-slim", "bookworm-slim", "focal", "jammy", "noble", "resolute"];

/// The image of the runtime for one of the kit.
pub(super) fn runtime(image: &Reference) -> Option<String> {
    let repository = image.repository();
    let (_, runtime) = RUNTIMES.iter().find(|(kit, _)| *kit == repository)?;
    let tag = image.tag.as_deref().filter(|_| image.digest.is_none())?;
    let (version, variant) = tag.split_once('-').map_or((tag, None), |(v, rest)| (v, Some(rest)));
    // The third number of a kit is none of a runtime.
    let mut numbers = version.split('.');
    let (major, minor) = (numbers.next()?, numbers.next()?);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(major) || !is_number(minor) || !numbers.all(is_number) {
        return None;
    }
    match variant {
        None => Some(format!("{runtime}:{major}.{minor}")),
        Some(variant) if VARIANTS.contains(&variant) => {
            Some(format!("{runtime}:{major}.{minor}-{variant}"))
        }
        Some(_) => None,
    }
}

pub(super) fn plan(ground: &Ground<'_>) -> Option<Plan> {
    let begin = Begin::of(ground)?;
    let base = runtime(ground.image).filter(|_| !ground.stage.base_raw.contains('$'))?;
    let directory = ground.directory(ground.stage.end)?;
    let library = ground.value_at_end(begin.args.first()?)?;
    let path = join(Some(&directory), &library).filter(|path| path.ends_with(".dll"))?;
    let folder = parent(&path).to_owned();
    let toolbox = Toolbox {
        builds: |command| command.is("dotnet"),
        runs: |_| false,
        leaves_sources: true,
        folders: &[],
        packages: &[],
        same_release: false,
    };
    let steps = steps::of(ground, &toolbox, Some(path.clone()))?;
    let span = published(ground, &folder)?;
    let is_source = steps.roots.iter().any(|root| within(&directory, root));
    let fits = begin.program == "dotnet"
        // Settings are read from the directory, not from where the program lies.
        && (directory == folder || !is_source)
        && folder != "/"
        && steps.carried.is_empty()
        && !steps.removed.iter().any(|removed| within(&path, removed))
        && !ground.file.runs_of(ground.stage).any(|run| run.mounts_over(&path))
        && !steps.left.iter().any(|name| name.contains("-dev"))
        && begin.finds_its_files(ground, &steps.roots, &|other| within(other, &folder) || steps.is_there(other));
    fits.then(|| Plan {
        also: "; a web program that is told no address listens on port 8080",
        ..Plan::new(span, "the .NET SDK", base, vec![(folder.clone(), folder)], steps)
    })
}

/// The words that publish into a folder.
fn published(ground: &Ground<'_>, folder: &str) -> Option<Span> {
    let mut found = None;
    for run in ground.file.runs_of(ground.stage) {
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            if !command.is("dotnet") || command.subcommand() != "publish" {
                continue;
            }
            let verb = command.operands().into_iter().find(|word| word.text() == "publish")?;
            let output =
                command.flag_values("-o").into_iter().chain(command.flag_values("--output")).last();
            let made = match output {
                Some(output) => {
                    join(directory.as_deref(), output.value?).as_deref() == Some(folder)
                }
                None => {
                    let usual = folder.contains("/bin/") && folder.ends_with("/publish");
                    usual && directory.is_some_and(|directory| within(folder, &directory))
                }
            };
            if made && !is_alone(command) && !command.context.conditional {
                found = Some(command.name_word()?.span.to(verb.span));
            }
        }
    }
    found
}

/// Whether what is published brings its own runtime, or is made for another system.
fn is_alone(command: &Command) -> bool {
    command.args().iter().any(|word| {
        let text = word.text().to_ascii_lowercase();
        ["--self-contained", "--sc", "-r", "--runtime", "--os", "-a", "--arch"]
            .contains(&text.as_str())
            || [
                "selfcontained",
                "publishaot",
                "publishsinglefile",
                "publishtrimmed",
                "publishdir",
                "outputpath",
            ]
            .iter()
            .any(|property| text.contains(property))
    })
}
