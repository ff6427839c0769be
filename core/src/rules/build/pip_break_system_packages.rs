//! pip writes into the distribution's own Python.

use crate::model::managers;
use crate::rule::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "pip-break-system-packages",
    title: "pip is let into the system's own Python",
    category: Category::Build,
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    profile: Profile::Default,
    aliases: &["pip-as-root-break-system"],
    why: "The distribution's programs use that Python and the versions its packages bring. pip replaces files that \
          the package manager owns: the next upgrade overwrites them, or a system program stops working.",
    how: "Make an environment, `python3 -m venv /opt/venv`, and put `/opt/venv/bin` first in `PATH`. Or start from \
          `python`, whose Python is not the system's.",
    examples: &[
        Example::bad(
            "
            FROM debian:13-slim
            RUN pip install «--break-system-packages» flask
            ",
        ),
        Example::bad(
            "
            FROM debian:13-slim
            RUN «rm /usr/lib/python3.13/EXTERNALLY-MANAGED» && pip install flask
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim
            RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --break-system-packages flask
            ",
        ),
        Example::good(
            "
            FROM debian:13-slim AS build
            RUN pip install --break-system-packages --target=/out flask
            FROM debian:13-slim
            COPY --from=build /out /app
            ",
        ),
        Example::good(
            "
            FROM python:3.14-slim
            RUN pip install --break-system-packages flask
            ",
        ),
    ],
    links: &["https://peps.python.org/pep-0668/"],
    check: Check::Stage(check),
};

fn check(stage: &Stage, cx: &mut Context<'_>) {
    let file = cx.file;
    let own_python = file.root_image(stage).is_some_and(|image| {
        matches!(image.repository().as_str(), "python" | "pypy" | "continuumio/miniconda3")
    });
    let venv = file.lineage(stage).flat_map(|scope| file.steps(scope)).any(|(_, instruction)| {
        let text = file.text(instruction.span);
        text.contains("venv") || text.contains("VIRTUAL_ENV")
    });
    if !stage.ships || stage.is_dev() || own_python || venv {
        return;
    }
    let mut hits: Vec<(Span, String)> = Vec::new();
    for command in file.runs_of(stage).flat_map(|run| &run.script.commands) {
        let elsewhere = command.has_one_flag_of(&[
            "--target",
            "-t",
            "--prefix",
            "--root",
            "--user",
            "--dry-run",
        ]);
        let flag = command.flag("--break-system-packages");
        let pip = managers::is_pip(command) || command.is("uv") && command.subcommand() == "pip";
        if let Some(flag) = flag.filter(|_| pip && !elsewhere) {
            let message = "`--break-system-packages` lets the install replace what the distribution installed";
            hits.push((flag.word.span, message.to_owned()));
        }
        let marker = command.words.iter().any(|word| word.text().contains("EXTERNALLY-MANAGED"));
        if command.is_one_of(&["rm", "mv", "unlink"]) && marker {
            let message =
                "without `EXTERNALLY-MANAGED` pip replaces what the distribution installed";
            hits.push((command.span, message.to_owned()));
        }
    }
    for binding in stage.bindings.iter().filter(|b| b.name == "PIP_BREAK_SYSTEM_PACKAGES") {
        if matches!(&binding.value, Value::Known(value) if matches!(value.as_str(), "1" | "true")) {
            let message = format!(
                "`{}` lets the install replace what the distribution installed",
                binding.name
            );
            hits.push((binding.span, message));
        }
    }
    for (span, message) in hits {
        cx.report(span, message);
    }
}
