//! pip keeps its downloads in the layer.

use crate::model::pip::PipAge;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-keeps-cache",
    title: "pip leaves its downloads in the image",
    category: Category::Build,
    severity: Severity::Low,
    confidence: Confidence::Certain,
    profile: Profile::Default,
    aliases: &["DL3042", "AC_DOCKER_0031", "DF030", "pipUseNoCacheDir", "missing-pip-no-cache-dir"],
    why: "pip keeps every download and every wheel it builds under `~/.cache/pip`, in the hope \
          of installing them again. In an image that never happens, and the files stay in the \
          layer.",
    how: "Add `--no-cache-dir`, or give pip a cache mount: `RUN \
          --mount=type=cache,target=/root/.cache/pip`.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN «pip install» -r requirements.txt && «python3 -m pip install» gunicorn==23.0.0
            ",
        )
        .fixed(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir -r requirements.txt && python3 -m pip install --no-cache-dir gunicorn==23.0.0
            ",
        ),
        Example::bad(
            "
            FROM ubuntu:14.04
            RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/*
            RUN pip install -U pip && «pip install» flask==1.0.4
            ",
        )
        .fixed(
            "
            FROM ubuntu:14.04
            RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/*
            RUN pip install -U pip && pip install --no-cache-dir flask==1.0.4
            ",
        ),
        Example::good(
            "
            FROM ubuntu:14.04
            RUN apt-get update && apt-get install -y python-pip && pip install flask==1.0.4 && rm -rf /var/lib/apt/lists/*
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            ENV PIP_NO_CACHE_DIR=1
            RUN pip install -r requirements.txt
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
            RUN pip install --no-cache flask==3.1.2
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN PIP_NO_CACHE_DIR=true pip install flask==3.1.2 && pip install gunicorn && rm -rf /root/.cache/pip
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install torch==2.9.1 && cp -r /root/.cache/pip/wheels /wheels
            ",
        ),
    ],
    links: &[],
    check: Check::Run(check),
};

const CACHE: &str = "/root/.cache/pip";

fn check(run: &Run, cx: &mut Context<'_>) {
    let stage = cx.this_stage();
    let env = match cx.file.lookup(stage, cx.at, "PIP_NO_CACHE_DIR") {
        Value::Known(value) => is_on(&value),
        Value::Unknown => true,
        Value::Unset => false,
    };
    let exported = |command: &Command| {
        let mut words = command.args().iter();
        command.is("export") && words.any(|word| word.text().starts_with("PIP_NO_CACHE_DIR="))
    };
    let away =
        run.mounts_over(CACHE) || run.deletes(CACHE) || run.script.commands.iter().any(exported);
    if env || away || run.runs(&["pip", "pip3"], &["cache", "purge"]) || stage.reads_pip_cache {
        return;
    }
    for (install, command) in run.installs_by(&[Manager::Pip]) {
        // pip takes a flag's beginning for the flag.
        if command.has_one_flag_of(&["--no-cache-dir", "--no-cache"])
            || command.environment("PIP_NO_CACHE_DIR").is_some()
        {
            continue;
        }
        let age = install.pip_age();
        if age == PipAge::Old {
            continue;
        }
        let edits = !run.is_exec && age == PipAge::New;
        let finding = cx.report(install.head(command), "pip leaves its downloads in the layer");
        if !stage.weighs() {
            finding.severity(Severity::Info); // What the stage holds is thrown away.
        }
        if edits {
            let fix =
                Fix::safe("keep no downloads", Phase::Packages, Proof::Differs(&["exec.args"]));
            finding.fix(fix.insert(install.verb_span.end, " --no-cache-dir"));
        }
    }
}

/// Any value but those that pip reads as false.
fn is_on(value: &str) -> bool {
    !matches!(value.to_ascii_lowercase().as_str(), "" | "0" | "false" | "off" | "no")
}
