//! Compilers stay in the final image.

use crate::model::{Package, dependencies, managers};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "build-tools-in-final-stage",
    title: "Build tools stay in the final image",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Heuristic,
    profile: Profile::Default,
    aliases: &["CIS-4.3", "apkadd-missing-virtual", "dev-packages-in-final"],
    why: "Compilers and header packages are only needed while building. In the shipped image \
          they are hundreds of megabytes to pull, flaws to patch, and tools for whoever breaks \
          in.",
    how: "Build in an earlier stage and copy the result: `COPY --from=build /out /usr/local`. \
          Or remove the packages in the same RUN that installed them.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN apt-get update && apt-get install -y --no-install-recommends «build-essential» libpq5 libpq-dev
            RUN pip install psycopg2
            COPY . /app
            ",
        ),
        Example::bad(
            r#"
            FROM python:3.14-slim
            RUN apt-get update && apt-get install -y --no-install-recommends «gcc» libpq-dev \
                && rm -rf /var/lib/apt/lists/*
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install --no-cache-dir -r requirements.txt
            COPY . .
            CMD ["gunicorn", "app:app"]
            "#,
        )
        .fixed(
            r#"
            FROM python:3.14-slim AS build
            RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev \
                && rm -rf /var/lib/apt/lists/*
            WORKDIR /app
            COPY requirements.txt .
            RUN python -m venv /opt/venv
            ENV PATH="/opt/venv/bin:$PATH"
            RUN pip install --no-cache-dir -r requirements.txt

            FROM python:3.14-slim
            RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
            ENV PATH="/opt/venv/bin:$PATH"
            WORKDIR /app
            COPY requirements.txt .
            COPY --from=build /opt/venv /opt/venv
            COPY . .
            CMD ["gunicorn", "app:app"]
            "#,
        ),
        Example::good(
            "
            FROM python:3.14-slim AS build
            RUN apt-get update && apt-get install -y gcc libpq-dev && pip wheel psycopg2
            FROM python:3.14-slim
            COPY --from=build /wheels /wheels
            ",
        ),
        Example::good(
            "
            FROM alpine:3.22
            RUN apk add --no-cache --virtual .build gcc musl-dev && make && apk del .build
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS dev
            RUN apt-get update && apt-get install -y gcc make
            ",
        ),
        Example::good(
            r#"
            FROM debian:13-slim
            RUN saved="$(apt-mark showmanual)" && apt-get update && apt-get install -y gcc && make \
                && apt-mark auto '.*' && apt-mark manual $saved && apt-get purge -y --auto-remove
            COPY . /app
            "#,
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN apt-get update && apt-get install -y gcc make && ./configure
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

fn check(run: &Run, cx: &mut Context<'_>) {
    let (stage, file, config) = (cx.this_stage(), cx.file, cx.config);
    if !file.is_for_use(stage) || run.onbuild {
        return;
    }
    for (install, command) in run.installs_by(&SYSTEM) {
        let removed = |name: &str| {
            run.script
                .commands
                .iter()
                .any(|other| other.index > command.index && dependencies::removes(other, name))
        };
        let tools: Vec<&Package> = install
            .packages
            .iter()
            .filter(|package| package.known && dependencies::is_build_tool(&package.text))
            .filter(|package| !removed(&package.text))
            .collect();
        let Some((first, rest)) = tools.split_first() else { continue };
        let group = command.flag_value("--virtual").or(command.flag_value("-t"));
        if group.is_some_and(removed)
            || marks_all(run, command)
            || !carries(file, stage)
            || !is_built_with(file, run, command)
        {
            continue;
        }
        let message = format!("{} only needed while building, and kept", managers::listed(&tools));
        let finding = cx.report(first.span, message);
        for package in rest {
            finding.note(package.span, "the same");
        }
        super::mend(finding, file, config);
    }
}

/// Whether something is built after an install, or was in another stage, so that nothing is to be built any more.
fn is_built_with(file: &Dockerfile, run: &Run, install: &Command) -> bool {
    let mut own = run.script.commands.iter().filter(|command| command.index > install.index);
    file.copies_of(&file.stages[run.stage]).any(|copy| copy.from.is_some())
        || file.stages.iter().any(|stage| stage.ships && stage.last_build > Some(run.instruction))
        || own.any(dependencies::builds)
}

/// Whether an image is for something that it runs or holds; one that has neither is for building with its compilers.
fn carries(file: &Dockerfile, stage: &Stage) -> bool {
    let starts = file.starts(stage);
    let own = |stage: &Stage| file.copies_of(stage).next().is_some();
    let exposes = |(_, step): (usize, &Instruction)| step.keyword == Keyword::Expose;
    file.lineage(stage).any(|stage| own(stage) || file.steps(stage).any(exposes))
        || starts.is_some_and(|starts| !starts.is_interactive)
}

/// Whether what an install brought goes again as a whole: all packages are marked as brought along, and those that
/// nothing needs are removed.
fn marks_all(run: &Run, install: &Command) -> bool {
    let later = || run.script.commands.iter().filter(|other| other.index > install.index);
    let marks = later().any(|command| command.is("apt-mark") && command.subcommand() == "auto");
    marks
        && later().any(|command| {
            command.is_one_of(&["apt-get", "apt"])
                && (command.has_flag("--auto-remove") || command.subcommand() == "autoremove")
        })
}

const SYSTEM: [Manager; 8] = [
    Manager::AptGet,
    Manager::Apt,
    Manager::Apk,
    Manager::Yum,
    Manager::Dnf,
    Manager::Microdnf,
    Manager::Tdnf,
    Manager::Zypper,
];
