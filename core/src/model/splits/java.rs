//! Programs in Java: a jar, which needs a runtime instead of the whole kit.

use super::Plan;
use super::begin::Begin;
use super::ground::{Ground, join, parent, within};
use super::steps::{self, Toolbox};
use crate::shell::Command;
use crate::text::Span;

/// Programs that only build Java.
const TOOLS: &[&str] = &["mvn", "mvnw", "gradle", "gradlew", "javac", "jar"];

/// What tells that a jar holds all that it needs.
const WHOLE: &[&str] =
    &["-all.jar", "-fat.jar", "-shaded.jar", "-uber.jar", "-jar-with-dependencies.jar"];

pub(super) fn plan(ground: &Ground<'_>) -> Option<Plan> {
    let begin = Begin::of(ground)?;
    let base = base(ground)?;
    let same_release = ground.repository == "eclipse-temurin";
    let toolbox = Toolbox {
        builds: |command| command.is_one_of(TOOLS),
        runs: |_| false,
        leaves_sources: true,
        folders: &[],
        packages: &["maven", "gradle", "default-jdk"],
        same_release,
    };
    let at = begin.args.iter().position(|word| word.text() == "-jar")?;
    let jar = begin.args.get(at + 1)?;
    let directory = ground.directory(ground.stage.end);
    let text = match ground.value_at_end(jar) {
        Some(text) => text,
        None if jar.is_static() && !parent(jar.text()).contains(['*', '?', '[', '{']) => {
            jar.text().to_owned()
        }
        None => return None,
    };
    // Without a shell an asterisk is one.
    let expands = jar.has_glob() || !text.contains('*');
    let path =
        join(directory.as_deref(), &text).filter(|path| path.ends_with(".jar") && expands)?;
    let steps = steps::of(ground, &toolbox, Some(path.clone()))?;
    let libraries = steps.left.iter().any(|name| name.contains("-dev"));
    let agents = begin.args[..at].iter().any(|word| {
        let text = word.text();
        text.starts_with(['@'])
            || ["-cp", "-classpath", "-javaagent", "-agentpath", "--module-path"]
                .iter()
                .any(|flag| text.starts_with(flag))
    });
    if begin.program != "java" || libraries || agents {
        return None;
    }
    let is_made = |path: &str| builds(ground, path);
    let (span, from) = steps.made(&path, &is_made)?;
    let is_there = |other: &str| other == path || steps.is_there(other);
    if !begin.finds_its_files(ground, &steps.roots, &is_there)
        || steps.removed.iter().any(|removed| within(&path, removed))
        || ground.file.runs_of(ground.stage).any(|run| run.mounts_over(&path))
    {
        return None;
    }
    // A jar where it was built may look for others beside it.
    let alone = from != path || WHOLE.iter().any(|end| path.ends_with(end));
    let copy = if alone { path.clone() } else { parent(&path).to_owned() };
    Some(Plan::new(span, "the JDK", base, vec![(copy.clone(), copy)], steps))
}

/// The words that build a jar: Maven's lie in `target`, Gradle's in `build/libs`.
fn builds(ground: &Ground<'_>, path: &str) -> Option<Span> {
    let maven = path.split('/').any(|part| part == "target");
    let gradle = path.contains("/build/libs");
    for run in ground.file.runs_of(ground.stage) {
        for (command, directory) in run.script.commands.iter().zip(ground.directories(run)) {
            let above = directory.is_some_and(|directory| within(path, &directory));
            let goals: &[&str] = match command.name() {
                "mvn" | "mvnw" if maven => &["package", "install", "verify"],
                "gradle" | "gradlew" if gradle => {
                    &["build", "assemble", "jar", "bootJar", "shadowJar"]
                }
                _ => continue,
            };
            let goal = command
                .operands()
                .into_iter()
                .find(|word| goals.contains(&word.text().rsplit(':').next().unwrap_or("")));
            if let Some(goal) =
                goal.filter(|_| above && !command.context.conditional && !is_moved(command))
            {
                return Some(command.name_word()?.span.to(goal.span));
            }
        }
    }
    None
}

/// Whether the folder of results is another than usual.
fn is_moved(command: &Command) -> bool {
    command.args().iter().any(|word| {
        let text = word.text();
        text.starts_with("-DbuildDirectory")
            || text.starts_with("-Dproject.build")
            || text.starts_with("-PbuildDir")
    })
}

/// The runtime of the same vendor and major version. Images of Maven and Gradle name the one that they are built on;
/// Gradle's are built on Temurin since Gradle 7 (their own Dockerfiles, 2026-11).
fn base(ground: &Ground<'_>) -> Option<String> {
    const VARIANTS: [&str; 5] = ["alpine", "focal", "jammy", "noble", "resolute"];
    let tag = ground.image.tag.as_deref().filter(|_| !ground.stage.base_raw.contains('$'))?;
    let parts: Vec<&str> = tag.split('-').collect();
    let (version, rest): (&str, &[&str]) = match ground.repository.as_str() {
        "maven" => {
            let (_, kit) = tag.split_once("-eclipse-temurin-")?;
            let (version, _) = kit.split_once('-').unwrap_or((kit, ""));
            let at = parts.iter().position(|part| *part == "temurin")?;
            (version, &parts[at + 2..])
        }
        "gradle" => {
            let major: u32 = parts.first()?.split('.').next()?.parse().ok()?;
            let version = parts.get(1)?.strip_prefix("jdk").filter(|_| major >= 7)?;
            (version, &parts[2..])
        }
        "eclipse-temurin" => {
            let rest = match parts.get(1) {
                Some(&"jdk") => &parts[2..],
                _ => &parts[1..],
            };
            (parts.first()?, rest)
        }
        _ => return None,
    };
    let numbers = version.starts_with(|c: char| c.is_ascii_digit())
        && version.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b));
    let variant = match rest {
        [] => String::new(),
        [only] if VARIANTS.contains(only) => format!("-{only}"),
        _ => return None,
    };
    numbers.then(|| format!("{}eclipse-temurin:{version}-jre{variant}", ground.registry()))
}
