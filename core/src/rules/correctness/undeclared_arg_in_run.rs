//! A build argument that RUN uses without its ARG.

use crate::model::PLATFORM_ARGS;
use crate::rule::prelude::*;
use crate::shell::{Kind, Node, Script, Word};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-arg-in-run",
    title: "RUN uses a build argument that its stage does not declare",
    category: Category::Correctness,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "An ARG before the first FROM holds for FROM lines only, and `TARGETARCH` and the like are given to stages that \
          declare them. To the shell of RUN the name is empty, and nobody is told.",
    how: "Write `ARG NAME`, without a value, after the FROM of every stage that uses it.",
    examples: &[
        Example::bad(
            "
            ARG VERSION=1.2
            FROM debian:13-slim
            RUN echo \"«$VERSION»\" > /version
            ",
        )
        .fixed(
            "
            ARG VERSION=1.2
            FROM debian:13-slim
            ARG VERSION
            RUN echo \"$VERSION\" > /version
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN case \"«$TARGETARCH»\" in amd64) echo x86_64 > /arch;; arm64) echo aarch64 > /arch;; esac
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            ARG TARGETARCH
            RUN case \"$TARGETARCH\" in amd64) echo x86_64 > /arch;; arm64) echo aarch64 > /arch;; esac
            ",
        ),
        Example::good(
            "
            ARG VERSION=1.2
            FROM debian:13-slim AS base
            ARG VERSION TARGETARCH
            FROM base
            RUN echo \"$VERSION $TARGETARCH\" > /version
            ",
        ),
        Example::good(
            "
            ARG VERSION=1.2
            ARG ID=x
            FROM debian:13-slim
            RUN VERSION=2 && echo $VERSION > /version && echo '$TARGETARCH' ${TARGETOS:-linux}
            RUN . /etc/os-release && echo $ID > /id
            ",
        ),
        Example::good(
            "
            ARG CUDA_VERSION=12.8.1
            FROM nvidia/cuda:${CUDA_VERSION}-base-ubuntu24.04
            RUN echo $CUDA_VERSION > /version
            ",
        ),
    ],
    links: &[
        "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
        "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    ],
    check: Check::Stage(check),
};

/// Variables that shells or the system set themselves.
const OF_SHELLS: &[&str] = &[
    "BASH", "EUID", "GID", "GROUPS", "HOME", "HOSTNAME", "HOSTTYPE", "IFS", "LANG", "LOGNAME",
    "MACHTYPE", "OPTARG", "OSTYPE", "PATH", "PWD", "RANDOM", "SECONDS", "SHELL", "TERM", "UID",
    "USER",
];

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let globals = file.globals.iter().map(|global| (global.name.as_str(), Some(global.name_span)));
    let mut known: BTreeMap<&str, Option<Span>> = PLATFORM_ARGS.map(|name| (name, None)).into();
    known.extend(globals.filter(|(name, _)| !OF_SHELLS.contains(name)));
    // What the stage or one below it sets, and from which instruction on.
    let mut set: BTreeMap<&str, usize> = BTreeMap::new();
    for binding in file.lineage(stage).flat_map(|stage| &stage.bindings) {
        let first = set.entry(&binding.name).or_insert(binding.at);
        *first = binding.at.min(*first);
    }
    for run in file.runs_of(stage).filter(|run| !run.onbuild && run.script.is_clear()) {
        // What a sourced file sets can't be seen.
        let unseen = |command: &Command| command.is_one_of(&[".", "source", "eval"]);
        let mut bare: Option<BTreeSet<&str>> = None;
        let words = run.script.commands.iter().flat_map(|command| command.all_words());
        let words = words.chain(compounds(&run.script));
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for variable in words.flat_map(|word| word.variables()) {
            let name = variable.name.as_str();
            let Some(global) = known.get(name).filter(|_| variable.operator.is_empty()) else {
                continue;
            };
            if set.get(name).is_some_and(|first| *first < run.instruction) || !seen.insert(name) {
                continue;
            }
            if run.script.commands.iter().any(unseen) {
                break;
            }
            let bare = bare.get_or_insert_with(|| names(file.text(run.whole)));
            if bare.contains(name) || file.base_sets(stage, name) != Some(false) {
                continue;
            }
            let message = match global {
                Some(_) => format!("`${name}` is empty here: its ARG stands before FROM"),
                None => format!("`${name}` is empty here: the stage does not declare it with ARG"),
            };
            let from = &file.tree.instructions[stage.from];
            let keyword = crate::model::Casing::of(cx.text(from.word)).apply("ARG");
            let line = format!("{}{keyword} {name}", cx.newline());
            let fix = Fix::review(
                "declare it in this stage",
                Phase::Local,
                "the variable has what the build is given, or its default, where it was empty",
            );
            let finding = cx.report(variable.span, message);
            finding.fix(fix.insert(from.span.end, line).instructions(1));
            if let Some(span) = global {
                finding.note(*span, "declared here, for FROM lines only");
            }
        }
    }
}

/// The words of a script that stand in no command: what `case`, `for` and `[[` are given.
fn compounds(script: &Script) -> impl Iterator<Item = &Word> {
    let nodes = script.pipelines.iter().flat_map(|pipeline| &pipeline.stages);
    nodes.flat_map(|node| match node {
        Node::Compound(compound) => match &compound.kind {
            Kind::Case { subject, .. } => std::slice::from_ref(subject),
            Kind::For { words: Some(words), .. } | Kind::Test(words) => words,
            _ => &[],
        },
        Node::Simple(_) => &[],
    })
}

/// The names that stand in a text other than as `$name` or `${name`: those that it may set.
fn names(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut start = 0;
    for part in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        let before = &text[..start];
        let used = before.ends_with('$') || before.ends_with("${");
        if !part.is_empty() && !used {
            found.insert(part);
        }
        start += part.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
