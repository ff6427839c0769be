//! Writes the second stage.

use super::ground::{Ground, parent, within};
use super::{Plan, Split, packages};
use crate::image::{Reference, environment};
use crate::model::copies::file_name;
use crate::model::{Binding, Kind, secret_names};
use crate::order;
use crate::syntax::{Instruction, KEYWORDS, Keyword};
use crate::text::Span;

/// Instructions that only mean something in the stage that is shipped.
const MOVED: &[Keyword] = &[
    Keyword::Label,
    Keyword::Maintainer,
    Keyword::Expose,
    Keyword::Healthcheck,
    Keyword::Stopsignal,
    Keyword::Volume,
    Keyword::Entrypoint,
    Keyword::Cmd,
];

/// Variables that only builds read.
const OF_BUILDS: &[&str] = &[
    "CGO_ENABLED",
    "GOOS",
    "GOARCH",
    "GOARM",
    "GOPATH",
    "GOROOT",
    "GOBIN",
    "GO111MODULE",
    "GOPROXY",
    "GOSUMDB",
    "GONOSUMDB",
    "GOPRIVATE",
    "GOFLAGS",
    "GOCACHE",
    "GOTOOLCHAIN",
    "GO15VENDOREXPERIMENT",
    "DEBIAN_FRONTEND",
    "CARGO_HOME",
    "CARGO_TARGET_DIR",
    "CARGO_NET_GIT_FETCH_WITH_CLI",
    "CARGO_REGISTRIES_CRATES_IO_PROTOCOL",
    "CARGO_INCREMENTAL",
    "RUSTFLAGS",
    "RUSTUP_HOME",
    "SQLX_OFFLINE",
    "MAVEN_OPTS",
    "MAVEN_HOME",
    "MAVEN_CONFIG",
    "GRADLE_OPTS",
    "GRADLE_HOME",
    "GRADLE_USER_HOME",
    "PIP_NO_CACHE_DIR",
    "PIP_DISABLE_PIP_VERSION_CHECK",
    "NUGET_XMLDOC_MODE",
    "CC",
    "CXX",
    "CFLAGS",
    "LDFLAGS",
];

/// The edits that part a stage in two.
pub(super) fn split(ground: &Ground<'_>, plan: Plan) -> Option<Split> {
    let (file, stage, steps) = (ground.file, ground.stage, &plan.steps);
    let at = |index: usize| &file.tree.instructions[index];
    let before = stage.from + 1..steps.end;
    let moved: Vec<usize> =
        before.clone().filter(|index| MOVED.contains(&at(*index).keyword)).collect();
    let settings = settings(ground, &plan, &moved)?;
    let casing = file.keyword_casing();
    let newline = file.tree.newline();
    let keyword = |keyword: Keyword| {
        let name = KEYWORDS.iter().find(|(_, own)| *own == keyword).map_or("", |(name, _)| *name);
        casing.apply(name)
    };
    let name = match stage.name_span {
        Some(span) => file.text(span).to_owned(),
        None => "build".to_owned(),
    };

    let mut lines = vec![format!("{} {}", keyword(Keyword::From), plan.base)];
    let run = keyword(Keyword::Run);
    let mut wanted = plan.packages.clone();
    wanted.extend(health(
        ground,
        plan.note.is_some(),
        steps.places.first().map_or("", String::as_str),
    )?);
    wanted.extend(steps.packages.iter().cloned());
    lines.extend(install(ground, &plan, wanted).map(|line| format!("{run} {line}")));
    let directory = ground.directory(steps.end)?;
    let is_set = stage.workdirs.iter().any(|workdir| workdir.at < steps.end);
    let mut kept: Vec<usize> = settings.iter().chain(&steps.repeated).copied().collect();
    order::sort(&mut kept);
    let early = |index: &usize| matches!(at(*index).keyword, Keyword::Arg | Keyword::Env);
    let repeat = |index: usize| file.text(at(index).span).to_owned();
    let relative = reads_directory(ground, steps.end) || !steps.repeated.is_empty();
    let enters =
        directory != "/" && (is_set || relative) && !sets_directory(ground, steps.end, &kept);
    let mut made: Vec<&str> = plan.copies.iter().map(|(_, to)| to.as_str()).collect();
    made.extend(enters.then_some(directory.as_str()));
    let mut folders: Vec<&str> = steps.folders.iter().map(String::as_str).collect();
    folders.retain(|folder| !made.iter().any(|path| within(path, folder)));
    order::sort(&mut folders);
    folders.dedup();
    if !folders.is_empty() {
        lines.push(format!("{run} mkdir -p {}", folders.join(" ")));
    }
    lines.extend(plan.settings.iter().map(|text| format!("{} {text}", keyword(Keyword::Env))));
    lines.extend(kept.iter().copied().filter(|index| early(index)).map(repeat));
    if enters {
        lines.push(format!("{} {directory}", keyword(Keyword::Workdir)));
    }
    lines.extend(kept.iter().copied().filter(|index| !early(index)).map(repeat));
    for (from, to) in &plan.copies {
        let copy = keyword(Keyword::Copy);
        lines.push(format!("{copy} --from={name} {} {}", path(from)?, path(to)?));
    }

    let mut edits = Vec::new();
    if stage.name_span.is_none() {
        edits.push((Span::at(stage.base_span.end), format!(" {} {name}", casing.apply("AS"))));
    }
    let mut instructions = lines.len() as i32;
    if let Some(index) = plan.prepares_at {
        let commands = plan.prepares.iter().map(|text| format!("{run} {text}"));
        let settings = plan.settings.iter().map(|text| format!("{} {text}", keyword(Keyword::Env)));
        let text: Vec<String> = commands.chain(settings).collect();
        instructions += text.len() as i32;
        edits.push((Span::at(file.above(at(index))), format!("{}{newline}", text.join(newline))));
    }
    for index in moved {
        let step = at(index);
        match whole(ground, step, steps.end, &edits) {
            Some((span, text)) => {
                edits.push((span, String::new()));
                lines.push(text);
            }
            None => {
                instructions += 1;
                lines.push(file.text(step.span).to_owned());
            }
        }
    }
    let block = lines.join(newline);
    edits.push(match file.tree.instructions.get(steps.end) {
        Some(first) => {
            let place = file.above(first);
            let double = format!("{newline}{newline}");
            let gap = file.text(Span::new(0, place)).ends_with(&double);
            let (head, tail) = if gap { ("", newline) } else { (newline, "") };
            (Span::at(place), format!("{head}{block}{newline}{tail}"))
        }
        None => {
            let last = at(stage.end - 1);
            (Span::at(last.span.end), format!("{newline}{newline}{block}"))
        }
    });
    let base = plan.base.clone();
    Some(Split {
        span: plan.span,
        toolchain: plan.toolchain,
        change: change(&plan),
        base,
        edits: if plan.ask.is_some() { Vec::new() } else { edits },
        instructions,
        ask: plan.ask,
    })
}

/// The packages that stay behind, as they are quoted.
fn names(plan: &Plan) -> Vec<String> {
    let mut left: Vec<&str> = plan.steps.left.iter().map(String::as_str).collect();
    order::sort(&mut left);
    left.dedup();
    left.iter().map(|name| format!("`{name}`")).collect()
}

/// What may change.
fn change(plan: &Plan) -> String {
    let left = names(plan);
    match plan.note {
        Some(note) => {
            let verb = if left.len() == 1 { "is" } else { "are" };
            format!("{} {verb} no longer in the image: {note}", left.join(", "))
        }
        None => {
            let left: String = left.iter().map(|name| format!(", {name}")).collect();
            format!(
                "the image starts from `{}`; {}{left} and the sources are no longer in it, and files which the \
                 program reads from the source tree at run time must be copied too{}",
                plan.base, plan.toolchain, plan.also
            )
        }
    }
}

/// The ENV and ARG instructions of the first stage that the second needs; `None` where one of its words needs a
/// variable that only the image that builds sets.
fn settings(ground: &Ground<'_>, plan: &Plan, moved: &[usize]) -> Option<Vec<usize>> {
    let (file, stage, steps) = (ground.file, ground.stage, &plan.steps);
    let text = |index: usize| file.text(file.tree.instructions[index].span);
    let mut names: Vec<&str> = Vec::new();
    for index in moved.iter().chain(&steps.repeated).copied().chain(steps.end..stage.end) {
        names.extend(variables(text(index)));
    }
    let bindings = || stage.bindings.iter().filter(|binding| binding.at < steps.end);
    let own = |name: &str, at: usize| {
        let value = bindings().find(|binding| binding.at == at && binding.name == name);
        let value =
            value.and_then(|binding| binding.raw.as_ref()).map_or("", |raw| raw.text.as_str());
        OF_BUILDS.contains(&name) || name == "PATH" && leads_to_tools(value)
    };
    let mut kept: Vec<usize> = bindings()
        .filter(|binding| binding.kind == Kind::Env && !own(&binding.name, binding.at))
        .map(|binding| binding.at)
        .collect();
    kept.dedup();
    kept.iter().for_each(|index| names.extend(variables(text(*index))));
    let base = Reference::parse(&plan.base).ok()?;
    let mut next = 0;
    while let Some(name) = names.get(next).copied() {
        next += 1;
        let mut is_bound = stage.bindings.iter().any(|b| b.at >= steps.end && b.name == name);
        for binding in bindings().filter(|binding| binding.name == name) {
            is_bound = true;
            let builds = name == "PATH" && own(name, binding.at);
            if !builds && !kept.contains(&binding.at) {
                kept.push(binding.at);
                names.extend(variables(text(binding.at)));
            }
        }
        let only_there = environment::sets(ground.image, name) == Some(true)
            && environment::sets(&base, name) != Some(true);
        if !is_bound && only_there && name != "PATH" {
            return None;
        }
    }
    // What is secret by its name is not written twice.
    let is_secret = |binding: &&Binding| {
        kept.contains(&binding.at) && secret_names::is_secret_name(&binding.name)
    };
    if bindings().any(|binding| is_secret(&binding)) {
        return None;
    }
    order::sort(&mut kept);
    Some(kept)
}

/// Whether a search path adds nothing but the folders of toolchains.
fn leads_to_tools(value: &str) -> bool {
    const TOOLS: [&str; 8] = [
        "$PATH",
        "${PATH}",
        "/usr/local/go",
        "/go",
        "$GOPATH",
        "${GOPATH}",
        "$GOROOT",
        "/usr/local/cargo",
    ];
    value.trim_matches('"').split(':').all(|entry| TOOLS.iter().any(|tool| entry.starts_with(tool)))
}

/// The names of the variables in a text.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        (!rest[..end].is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(&rest[..end])
    })
}

/// The packages that the health check needs; `None` where it calls what is not known to be there.
fn health(ground: &Ground<'_>, keeps_sources: bool, program: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let Some(check) = ground.file.launch(ground.stage, Keyword::Healthcheck) else {
        return Some(found);
    };
    for command in &check.script.commands {
        let own = command.name_word().is_some_and(|word| {
            word.text() == program || word.text().trim_start_matches("./") == file_name(program)
        });
        match command.name() {
            "exit" | "true" | "test" | "[" | "echo" | "grep" => {}
            "wget" if ground.is_alpine => {}
            name @ ("curl" | "wget") => found.push(name.to_owned()),
            "python" | "python3" | "node" | "ruby" if keeps_sources => {}
            _ if own => {}
            _ => return None,
        }
    }
    Some(found)
}

/// What installs packages in the second stage.
fn install(ground: &Ground<'_>, plan: &Plan, mut wanted: Vec<String>) -> Option<String> {
    let steps = &plan.steps;
    for run in ground.file.runs_of(ground.stage) {
        let stays = run.instruction >= steps.end || steps.repeated.contains(&run.instruction);
        for package in packages::installed(ground, run).unwrap_or_default().iter().filter(|_| stays)
        {
            wanted.retain(|name| name != packages::bare(package));
        }
    }
    order::sort(&mut wanted);
    wanted.dedup();
    let names = wanted.join(" ");
    (!wanted.is_empty()).then(|| match ground.is_alpine {
        true => format!("apk add --no-cache {names}"),
        false => format!(
            "apt-get update && apt-get install -y --no-install-recommends {names} && rm -rf /var/lib/apt/lists/*"
        ),
    })
}

/// Whether something from an instruction on depends on the directory.
fn reads_directory(ground: &Ground<'_>, from: usize) -> bool {
    let file = ground.file;
    let starts = [Keyword::Entrypoint, Keyword::Cmd].into_iter().any(|keyword| {
        let launch = file.launch(ground.stage, keyword);
        launch.is_some_and(|launch| {
            launch.script.commands.iter().any(|command| {
                command.words.first().is_some_and(|word| !word.text().starts_with('/'))
            })
        })
    });
    let steps = (from..ground.stage.end).map(|index| &file.tree.instructions[index]);
    starts
        || steps.into_iter().any(|step| {
            matches!(step.keyword, Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Workdir)
        })
}

/// Whether the first thing from an instruction on that could tell is a WORKDIR of its own.
fn sets_directory(ground: &Ground<'_>, from: usize, kept: &[usize]) -> bool {
    let steps = (from..ground.stage.end).map(|index| &ground.file.tree.instructions[index]);
    let reads = [Keyword::Run, Keyword::Copy, Keyword::Add, Keyword::Workdir];
    let first = steps.into_iter().find(|step| reads.contains(&step.keyword));
    let own = first.is_some_and(|step| {
        step.keyword == Keyword::Workdir && step.rest.text.trim_matches('"').starts_with('/')
    });
    let early = |index: &usize| {
        let step = &ground.file.tree.instructions[*index];
        matches!(step.keyword, Keyword::Arg | Keyword::Env)
    };
    own && kept.iter().all(early)
}

/// A path that stands in a COPY as it is.
fn path(path: &str) -> Option<&str> {
    let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '$' | '\\' | '[' | '?');
    (!path.contains(odd) && !parent(path).is_empty()).then_some(path)
}

/// All lines of an instruction and of the comments above it, and their text; `None` where comments of others would
/// change their order.
fn whole(
    ground: &Ground<'_>,
    step: &Instruction,
    end: usize,
    edits: &[(Span, String)],
) -> Option<(Span, String)> {
    let file = ground.file;
    let place = file.tree.instructions.get(end).map_or(u32::MAX, |first| file.above(first));
    let start = file.above(step);
    let is_gone = |at: u32| edits.iter().any(|(span, _)| span.start <= at && at < span.end);
    let own = |at: u32| start <= at && at < step.span.end;
    let comments = || file.tree.comments.iter().map(|comment| comment.span.start);
    let later = comments().any(|at| at >= step.span.end && at < place && !is_gone(at));
    if comments().any(own) && later {
        return None;
    }
    let source = &file.tree.source;
    let rest = &source[step.span.end as usize..];
    let mut stop = rest.find('\n').map_or(source.len(), |at| step.span.end as usize + at + 1);
    if !source[step.span.end as usize..stop].trim().is_empty() {
        return None;
    }
    let text = source[start as usize..step.span.end as usize].to_owned();
    // Of two blank lines around it one goes too.
    let newline = file.tree.newline();
    let blank = source[..start as usize].ends_with(&format!("{newline}{newline}"));
    if blank && source[stop..].starts_with(newline) {
        stop += newline.len();
    }
    Some((Span::new(start, stop as u32), text))
}
