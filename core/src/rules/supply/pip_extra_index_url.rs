//! Two indexes, of which the one with the higher version wins.

use crate::model::{downloads, packages};
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-extra-index-url",
    title: "pip looks for every package in two indexes",
    category: Category::Supply,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &[],
    why: "pip takes the highest version from whichever index has it. Whoever puts a package with the name of your \
          private one into the public index, with a higher version, gets into the build: dependency confusion.",
    how: "Name one index with `--index-url`, one that passes public packages on, or install private packages in a step \
          of their own. uv asks one index first and can be told which package comes from where.",
    examples: &[
        Example::bad(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir «--extra-index-url https://pypi.example.com/simple» acme-lib==1.2
            ",
        ),
        Example::bad(
            "
            FROM python:3.14-slim
            ENV «PIP_EXTRA_INDEX_URL=https://pypi.example.com/simple»
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --no-cache-dir --index-url https://pypi.example.com/simple acme-lib==1.2
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --index-url https://download.pytorch.org/whl/cu128 --extra-index-url https://pypi.nvidia.com torch==2.9.0
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --require-hashes --extra-index-url https://pypi.example.com/simple -r requirements.txt
            RUN uv pip install --extra-index-url https://pypi.example.com/simple acme-lib==1.2
            ",
        ),
    ],
    links: &["https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url"],
    check: Check::File(check),
};

/// Indexes of vendors for the builds of their own packages.
const VENDORS: &[&str] = &[
    "download.pytorch.org",
    "pypi.nvidia.com",
    "pypi.ngc.nvidia.com",
    "www.piwheels.org",
    "wheels.vllm.ai",
];

/// Those of them that hold the vendor's packages only.
const CLOSED: &[&str] =
    &["download.pytorch.org", "pypi.nvidia.com", "pypi.ngc.nvidia.com", "wheels.vllm.ai"];

fn check(file: &Dockerfile, cx: &mut Context<'_>) {
    for set in
        file.assigned().iter().filter(|set| set.name == "PIP_EXTRA_INDEX_URL" && set.has_value)
    {
        if !set.value.is_empty() {
            let vendor = VENDORS.contains(&downloads::host(&set.value));
            let finding =
                cx.report(set.span, "pip takes the highest version from whichever index has it");
            if vendor {
                finding.severity(Severity::Low);
            }
        }
    }
    for command in file.runs.iter().flat_map(|run| &run.script.commands) {
        let pip = packages::is_pip(command.name()) || packages::module(command) == Some("pip");
        if !pip || command.has_flag("--require-hashes") || command.has_flag("--no-index") {
            continue;
        }
        for flag in command.flag_values("--extra-index-url") {
            let value = flag.value.unwrap_or_default();
            let span = flag.value_word.map_or(flag.word.span, |word| flag.word.span.to(word.span));
            let vendor = VENDORS.contains(&downloads::host(value));
            let first = command.flag_value("--index-url").or(command.flag_value("-i"));
            let closed = |url: &str| CLOSED.contains(&downloads::host(url));
            if first.is_some_and(closed) && closed(value) {
                continue; // Nobody can add a package to either.
            }
            let finding =
                cx.report(span, "pip takes the highest version from whichever index has it");
            if vendor {
                finding.severity(Severity::Low);
            }
        }
    }
}
