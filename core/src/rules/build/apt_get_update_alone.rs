//! The index is fetched in one layer and used in another.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "apt-get-update-alone",
    title: "The package index is fetched in a layer of its own",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &[
        "DS-0017",
        "AVD-DS-0017",
        "CKV_DOCKER_5",
        "S6595",
        "CIS-DI-0007",
        "CIS-4.7",
        "AC_DOCKER_0049",
        "DF028",
        "apt-get-update_require_install",
        "aptGetUpdatePrecedesInstall",
    ],
    why: "The builder caches the layer with the index. When the install below changes weeks \
          later, the old index is used again: packages are not found any more, or old ones \
          with known flaws are installed.",
    how: "Fetch the index and install in the same RUN.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apt-get update»
            RUN apt-get install -y curl
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «apt-get update»
            WORKDIR /srv
            RUN apt-get install -y curl
            RUN mkdir -p /opt/x && apt-get install -y git && git init /opt/x
            ",
        )
        .fixed(
            "
            FROM debian:13-slim
            WORKDIR /srv
            RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
            RUN mkdir -p /opt/x && apt-get update && apt-get install -y git && git init /opt/x && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::bad(
            "
            FROM alpine:3.22
            RUN «apk update»
            COPY . /src
            RUN apk add curl
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && ./install-packages.sh && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const INSTALLERS: [Manager; 9] = [
    Manager::AptGet,
    Manager::Apt,
    Manager::Aptitude,
    Manager::Apk,
    Manager::Yum,
    Manager::Dnf,
    Manager::Microdnf,
    Manager::Tdnf,
    Manager::Zypper,
];

fn check(run: &Run, cx: &mut Context<'_>) {
    let script = &run.script;
    let Some(update) = script.commands.iter().find(|command| managers::refreshes(command)) else {
        return;
    };
    let used = run.installs_by(&INSTALLERS).next().is_some() || !script.is_clear();
    let cached = run.mounts_over("/var/lib/apt/lists") || run.mounts_over("/var/cache/apk");
    if used || cached || !script.commands.iter().all(only_prepares) {
        return;
    }
    let mend: fn(&Run, &Command, &Context<'_>) -> Option<Fix> = fix;
    let fix = crate::rules::later(mend).and_then(|fix| fix(run, update, cx));
    let message = format!("`{} {}` is in a layer of its own", update.name(), update.subcommand());
    let file = cx.file;
    let finding = cx.report(update.span, message);
    // Where the next step that installs fetches the index itself, this one is only superfluous.
    let next = managers::later_runs(file, run)
        .find(|later| later.installs_by(&INSTALLERS).next().is_some());
    if next.is_some_and(|next| next.script.commands.iter().any(managers::refreshes)) {
        finding.severity(Severity::Low);
    }
    match fix {
        Some(fix) => _ = finding.fix(fix),
        None => super::mend_updates(finding, file, run, update),
    }
}

/// Whether a command can't install anything: it fetches the index, or it is one of the small helpers.
fn only_prepares(command: &Command) -> bool {
    const HELPERS: [&str; 14] = [
        "echo",
        "set",
        "rm",
        "mkdir",
        "cat",
        "printf",
        "sed",
        "tee",
        "cp",
        "mv",
        "true",
        "export",
        "add-apt-repository",
        "sudo",
    ];
    managers::refreshes(command) || command.is_one_of(&HELPERS) || command.is_assignment()
}

/// `RUN update` and, next to it, the only RUN that installs: one RUN.
fn fix(run: &Run, update: &Command, cx: &Context<'_>) -> Option<Fix> {
    let next = cx.file.run_at(run.instruction + 1)?;
    let tree = &cx.file.tree;
    let comment = tree
        .comments
        .iter()
        .any(|c| run.whole.end <= c.span.start && c.span.end <= next.span.start);
    let (first, second) =
        (&tree.instructions[run.instruction], &tree.instructions[next.instruction]);
    let alone = run.script.single().is_some_and(|only| only.index == update.index);
    let opens = next.script.pipelines.get(*next.script.body.pipelines.first()?)?;
    let installs = next.installs_by(&INSTALLERS).next().is_some();
    let others = managers::later_runs(cx.file, run).any(|later| {
        later.instruction != next.instruction && later.installs_by(&INSTALLERS).next().is_some()
    });
    let fits = alone
        && installs
        && !others
        && !comment
        && next.stage == run.stage
        && first.flags.is_empty()
        && second.flags.is_empty()
        && cx.file.is_plain(run)
        && cx.file.is_plain(next)
        && !cx.file.is_windows(cx.this_stage());
    if !fits || update.args().len() > 2 {
        return None;
    }
    let own = next.script.commands.iter().find(|command| managers::refreshes(command));
    if own.is_some() {
        return None; // Its own index is fresh; this one does nothing, which is for the author to say.
    }
    let proof = Proof::Differs(&["exec.args", "op.removed", "op.inputs"]);
    let between = Span::new(update.span.end, opens.span.start);
    let fix = Fix::safe("fetch the index where it is used", Phase::Join, proof);
    Some(fix.replace(between, " && ").instructions(-1))
}
