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
        let group = command.flag_value("--virtual").or(command.flag_value("-t"));
        if group.is_some_and(removed) {
            continue;
        }
        let tools: Vec<&Package> = install
            .packages
            .iter()
            .filter(|package| package.known && dependencies::is_build_tool(&package.text))
            .filter(|package| !removed(&package.text))
            .collect();
        if let Some((first, rest)) = tools.split_first() {
            let message =
                format!("{} only needed while building, and kept", managers::listed(&tools));
            let finding = cx.report(first.span, message);
            for package in rest {
                finding.note(package.span, "the same");
            }
            super::mend(finding, file, config);
        }
    }
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
